"use client";

import { useTarget } from "@/components/payload/use-target";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { ChangedSince, RollbackChanges } from "./rollback-changes";
import { askedRollback as words } from "./words-roll-back";

/** What a rollback that waits would change back, as whoever asked for it saw it. */
export function AskedRollback({ action: { id, revision } }: { action: Pick<ActionInFull, "id" | "revision"> }) {
  const look = useTarget(id, revision, true);
  if (look === null) return <Skeleton className="mb-3 h-20 w-full" />;
  if (!look.found) {
    return (
      <p role="status" className="mb-3 text-sm text-muted">
        {words.notShown(look.why)}
      </p>
    );
  }
  return (
    <div className="mb-3 flex flex-col gap-3">
      <FlaggedText text={look.sentence} className="text-sm" />
      <RollbackChanges difference={look.difference} request={look.rollsBack?.request} />
      <ChangedSince changedSince={look.rollsBack?.changedSince ?? null} force={look.rollsBack?.force ?? false} />
    </div>
  );
}
