import { LinkButton } from "@/components/ui/link-button";
import { paths } from "@/lib/paths";
import { MessagePage } from "./message-page";

/** What stands where no page is, or none that this person may see. */
export const NothingHere = ({ as }: { as?: "main" | "div" }) => (
  <MessagePage
    as={as}
    title="There is nothing here"
    actions={
      <>
        <LinkButton href={paths.queue} variant="primary">
          Go to the queue
        </LinkButton>
        <LinkButton href={paths.history}>Search the history</LinkButton>
      </>
    }
  >
    <p>The address may be mistyped, or what it named may not be visible to you.</p>
  </MessagePage>
);
