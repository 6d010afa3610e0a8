import { buttonClasses } from "@/components/ui/button-styles";
import { paths } from "@/lib/paths";
import { MessagePage } from "./message-page";
import { nothingHere as words } from "./words";

/** What stands where no page is, or none that this person may see. Plain links: every page brings this one along. */
export const NothingHere = ({ as }: { as?: "main" | "div" }) => (
  <MessagePage
    as={as}
    title={words.title}
    actions={
      <>
        <a href={paths.queue} className={buttonClasses({ variant: "primary" })}>
          {words.queue}
        </a>
        <a href={paths.history} className={buttonClasses()}>
          {words.history}
        </a>
      </>
    }
  >
    <p>{words.text}</p>
  </MessagePage>
);
