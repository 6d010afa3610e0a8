import { Alert } from "@/components/ui/alert";
import { JsonTree } from "@/components/ui/json-tree";
import type { RollbackShown } from "@/lib/actions/review/target-view";
import { DifferenceTable } from "./difference-table";
import { rollBack as words } from "./words-roll-back";

/** What a rollback changes back, field by field, or the call that it makes. */
export function RollbackChanges({ difference, request }: Pick<RollbackShown, "difference" | "request">) {
  return (
    <>
      {difference && difference.length > 0 && <DifferenceTable caption={words.preview.title} from={words.preview.from} to={words.preview.to} difference={difference} />}
      {difference?.length === 0 && request === undefined && <p className="text-sm text-muted">{words.preview.nothing}</p>}
      {request !== undefined && <JsonTree value={request} label={words.preview.request} openTo={2} />}
    </>
  );
}

/** Whether the target is still as the action left it. */
export function ChangedSince({ changedSince, force }: Pick<RollbackShown, "changedSince" | "force">) {
  if (changedSince === null) return <Alert tone="warning">{words.changed.unseen}</Alert>;
  if (changedSince.length === 0) return <Alert tone="success">{words.changed.not}</Alert>;
  return (
    <div className="flex flex-col gap-3">
      <Alert tone="warning" title={words.changed.title}>
        {force ? words.changed.forced : words.changed.refused}
      </Alert>
      <DifferenceTable caption={words.changed.caption} from={words.changed.from} to={words.changed.to} difference={changedSince} />
    </div>
  );
}
