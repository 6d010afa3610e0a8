import { Alert } from "@/components/ui/alert";
import { LinkButton } from "@/components/ui/link-button";
import type { ActionInFull } from "@/lib/actions/person-view";
import { paths } from "@/lib/paths";

/** A rollback that stopped because its target has changed since: what stays possible. The difference stands below. */
export function Conflict({ action, admin }: { action: ActionInFull; admin: boolean }) {
  const { outcome, undoes } = action;
  if (!undoes || action.state !== "failed" || !outcome?.difference || outcome.difference.length === 0) return null;
  const open = undoes.state === "succeeded";
  return (
    <Alert
      tone="warning"
      title="Conflict: the target has changed since, so nothing was undone"
      action={
        open && (
          <LinkButton href={paths.rollBack(undoes.id)} prefetch={false}>
            {admin ? "Force it…" : "Look at it again…"}
          </LinkButton>
        )
      }
    >
      {!open
        ? undoes.state === "rolled_back" ? "Another rollback has undone it since." : "The action that it was to undo does not stand any more."
        : admin
          ? "Leave it as it is now, or force the rollback with a reason: what changed since is overwritten then."
          : "Leave it as it is now, or ask an admin to force the rollback: what changed since is overwritten then."}
    </Alert>
  );
}
