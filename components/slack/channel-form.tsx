"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import { faultOf, typedIn, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import { channelForm as text } from "./words";

/** The channel that hears of whatever no rule sends elsewhere. */
export function ChannelForm({ channel, change }: { channel: string | null; change: Mutation<void> }) {
  const [state, act, pending] = useActionState(async (before: MutationState<void> | null, input: FormData) => {
    const answer = await change(before, input);
    if (answer.ok) toast(text.saved, { tone: "success" });
    return answer;
  }, null);
  return (
    <form onSubmit={onSubmit(act)} className="flex flex-col gap-3" noValidate>
      <MutationErrors state={state} />
      <Field id="usual" label={text.label} hint={text.hint} error={faultOf(state, "usual")} className="max-w-80">
        <Input key={channel} name="usual" placeholder={text.example} defaultValue={typedIn(state, "usual") ?? channel ?? ""} className="font-mono" spellCheck={false} />
      </Field>
      <SubmitButton pending={pending} className="self-start">
        {text.save}
      </SubmitButton>
    </form>
  );
}
