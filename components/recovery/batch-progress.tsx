import Link from "next/link";
import { ActionStateBadge } from "@/components/actions/state-badge";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import { TextLink } from "@/components/ui/link-button";
import type { BatchItem, BatchView } from "@/lib/actions/recovery/bulk-rollback-view";
import type { ActionState } from "@/lib/actions/states";
import { paths } from "@/lib/paths";
import { batchProgress as text } from "./words";

const ENDED: readonly ActionState[] = ["succeeded", "failed", "rejected", "expired", "cancelled"];
const hasEnded = ({ rollback, refusal }: BatchItem) => refusal !== null || (rollback !== null && ENDED.includes(rollback.state));

/** How far a rollback of many has come, and once it has ended, its report. */
export function BatchProgress({ batch }: { batch: BatchView }) {
  const { items } = batch;
  const ended = items.filter(hasEnded).length;
  const undone = items.filter(({ rollback }) => rollback?.state === "succeeded").length;
  const conflicts = items.filter(({ rollback }) => rollback?.conflict).length;
  const waiting = items.filter(({ rollback }) => rollback?.state === "pending").length;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <p role="status" className="text-sm font-medium">
          {text.progress({ finished: batch.finishedAt !== null, all: items.length, ended, undone, conflicts, waiting })}
        </p>
        <div role="progressbar" aria-label={text.bar} aria-valuenow={ended} aria-valuemin={0} aria-valuemax={items.length} className="h-2 w-full overflow-hidden rounded-full bg-sunken">
          <div className="h-full rounded-full bg-accent" style={{ width: `${(100 * ended) / Math.max(1, items.length)}%` }} />
        </div>
      </div>
      <ol aria-label={text.list} className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-sm">
        {items.map((item, index) => (
          <li key={item.actionId} className="flex items-start gap-3 px-3 py-2.5 text-sm">
            <span className="w-6 shrink-0 text-right text-muted tabular-nums">{index + 1}</span>
            <div className="min-w-0 flex-1">
              <Link href={paths.action(item.actionId)} prefetch={false} className="font-medium text-ink no-underline hover:underline">
                <FlaggedText text={item.summary} />
              </Link>
              <Told item={item} />
            </div>
            <Standing item={item} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Standing({ item: { rollback, refusal } }: { item: BatchItem }) {
  if (refusal !== null) return <Badge tone="warning">{text.refused}</Badge>;
  if (!rollback) return <Badge>{text.notYet}</Badge>;
  if (rollback.state === "succeeded") return <Badge tone="success">{text.done}</Badge>;
  return <ActionStateBadge state={rollback.state} effectAt={null} />;
}

function Told({ item: { rollback, refusal } }: { item: BatchItem }) {
  if (refusal !== null) return <p className="mt-0.5 text-warning-ink">{refusal}</p>;
  if (!rollback) return null;
  return (
    <p className="mt-0.5 text-xs text-muted">
      <TextLink href={paths.action(rollback.id)}>{text.rollback}</TextLink>
      {rollback.conflict && <span className="text-warning-ink"> · {text.conflict}</span>}
      {rollback.reason && rollback.state !== "succeeded" && (
        <>
          {" · "}
          <FlaggedText text={rollback.reason} />
        </>
      )}
    </p>
  );
}
