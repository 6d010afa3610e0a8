import { MessagePage } from "@/components/shell/message-page";
import { LinkButton } from "@/components/ui/link-button";
import { paths } from "@/lib/paths";

export default function NotFound() {
  return (
    <MessagePage
      as="div"
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
}
