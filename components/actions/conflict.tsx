import { Alert } from "@/components/ui/alert";
import { LinkButton } from "@/components/ui/link-button";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { paths } from "@/lib/paths";
import { conflict as words } from "./words-view";

/** A rollback that stopped because its target has changed since: what stays possible. The difference stands below. */
export function Conflict({ action, admin }: { action: ActionInFull; admin: boolean }) {
  const { outcome, undoes } = action;
  if (!undoes || action.state !== "failed" || !outcome?.difference || outcome.difference.length === 0) return null;
  const open = undoes.state === "succeeded";
  return (
    <Alert
      tone="warning"
      title={words.title}
      action={
        open && (
          <LinkButton href={paths.rollBack(undoes.id)} prefetch={false}>
            {admin ? words.force : words.look}
          </LinkButton>
        )
      }
    >
      {!open
        ? undoes.state === "rolled_back" ? words.undone : words.gone
        : admin
          ? words.admin
          : words.others}
    </Alert>
  );
}
