import { buttonClasses } from "@/components/ui/button-styles";
import { paths } from "@/lib/paths";
import { MessagePage } from "./message-page";

/** What stands where no page is, or none that this person may see. Plain links: every page brings this one along. */
export const NothingHere = ({ as }: { as?: "main" | "div" }) => (
  <MessagePage
    as={as}
    title="There is nothing here"
    actions={
      <>
        <a href={paths.queue} className={buttonClasses({ variant: "primary" })}>
          Go to the queue
        </a>
        <a href={paths.history} className={buttonClasses()}>
          Search the history
        </a>
      </>
    }
  >
    <p>The address may be mistyped, or what it named may not be visible to you.</p>
  </MessagePage>
);
