"use client";

import { Undo2 } from "lucide-react";
import { useEffect } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNow } from "@/components/ui/use-now";
import type { Mutation } from "@/lib/next/mutation-state";
import type { Seen } from "./seen";
import { useAnswered } from "./use-answer";
import { useRefresh } from "./use-refresh";

/** Takes one's own approval back, while the server still holds its effect. */
export function UndoApproval({ mutation, seen, label }: { mutation: Mutation<null>; seen: Seen; label: string }) {
  const [state, submit, pending] = useAnswered(mutation, { done: () => "Your approval was taken back" });
  return (
    <form action={submit} className="flex flex-wrap items-center gap-2">
      <MutationErrors state={state} />
      <input type="hidden" name="id" value={seen.id} />
      <input type="hidden" name="revision" value={seen.revision} />
      <SubmitButton variant="secondary" pending={pending} icon={<Undo2 aria-hidden="true" />}>
        {label}
      </SubmitButton>
    </form>
  );
}

/** "takes effect in 8 s"; when it is over, looks until the server has moved on. */
export function TakesEffect({ at }: { at: string }) {
  const refresh = useRefresh();
  const now = useNow("second");
  const left = now === null ? null : Math.ceil((new Date(at).getTime() - now) / 1000);
  const over = left !== null && left <= 0;
  useEffect(() => {
    if (!over) return;
    const timer = setInterval(refresh, 1_500);
    return () => clearInterval(timer);
  }, [over, refresh]);
  return <span className="tabular-nums">{left === null ? "takes effect in a moment" : over ? "takes effect now" : `takes effect in ${left} s`}</span>;
}
