"use client";

import { useActionState, type ReactNode } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";

type Props<Value> = {
  change: Mutation<Value>;
  save: string;
  /** Said once it is kept; the form stays. */
  saved: string;
  children: (state: MutationState<Value> | null) => ReactNode;
};

/** A form that shows what is set, and keeps what is changed in it. */
export function SavedForm<Value>({ change, save, saved, children }: Props<Value>) {
  const [state, act, pending] = useActionState(async (before: MutationState<Value> | null, input: FormData) => {
    const answer = await change(before, input);
    if (answer.ok) toast(saved, { tone: "success" });
    return answer;
  }, null);
  return (
    <form onSubmit={onSubmit(act)} className="flex flex-col gap-3">
      <MutationErrors state={state} />
      {children(state)}
      <SubmitButton pending={pending} className="self-start">
        {save}
      </SubmitButton>
    </form>
  );
}
