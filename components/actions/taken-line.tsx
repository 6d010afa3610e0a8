"use client";

import { Eye, UserRound } from "lucide-react";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { taken as words } from "./words-view";

/** Whom somebody asked to decide it. */
export function AssignedLine({ action }: { action: ActionInFull }) {
  const { assigned } = action.review;
  if (action.state !== "pending" || !assigned) return null;
  return (
    <p className="mb-4 flex items-center gap-3 rounded-md border border-line bg-sunken/40 px-3 py-2 text-sm">
      <UserRound aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span>
        {assigned.mine ? (
          assigned.kind === "group" ? words.assigned.group(assigned.name) : words.assigned.you
        ) : (
          <>
            <span className="font-medium">{words.assigned.who(assigned.name)}</span> {words.assigned.other}
          </>
        )}
      </span>
    </p>
  );
}

/** Who looks at it now; somebody else's look can be taken over, which they are told. */
export function TakenLine({ action, takeOver }: { action: ActionInFull; takeOver: () => void }) {
  const { holder, mine, since } = action.review.taken;
  if (action.state !== "pending" || !holder || mine) return null;
  return (
    <div role="status" className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-info-line bg-info-soft px-3 py-2 text-sm text-info-ink">
      <Eye aria-hidden="true" className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{holder.name}</span> {words.looks}{since && <> {words.since} <Time at={since} show="absolute" /></>}
      </span>
      {action.may.reject === true && (
        <Button size="small" onClick={takeOver}>
          {words.takeOver}
        </Button>
      )}
    </div>
  );
}
