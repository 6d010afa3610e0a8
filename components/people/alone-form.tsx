"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Checkbox } from "@/components/ui/checkbox";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";
import { aloneForm as words } from "./words-settings";

/** The one exception to "nobody approves their own". */
export function AloneForm({ allowed, change }: { allowed: boolean; change: Mutation<void> }) {
  const [state, act, pending] = useActionState(async (before: MutationState<void> | null, input: FormData) => {
    const answer = await change(before, input);
    if (answer.ok) toast(words.done, { tone: "success" });
    return answer;
  }, null);
  return (
    <form onSubmit={onSubmit(act)} className="flex flex-col gap-3">
      <MutationErrors state={state} />
      <Checkbox
        key={String(allowed)}
        name="allowed"
        value="1"
        defaultChecked={allowed}
        label={words.allowed}
        hint={words.allowedHint}
      />
      <SubmitButton pending={pending} className="self-start">{words.submit}</SubmitButton>
    </form>
  );
}
