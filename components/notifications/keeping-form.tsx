"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import { faultOf, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import { words } from "./words";

const { keeping: text } = words;

/** How long what was sent stays to be looked at. */
export function KeepingForm({ days, change }: { days: number; change: Mutation<null> }) {
  const [state, act] = useActionState(async (last: MutationState<null> | null, input: FormData) => {
    const answer = await change(last, input);
    if (answer.ok) toast(text.saved, { tone: "success" });
    return answer;
  }, null);
  return (
    <form action={act} className="flex flex-col gap-3">
      <MutationErrors state={state} />
      <Field id="days" label={text.days} hint={text.hint(days)} error={faultOf(state, "days")} required className="max-w-80">
        <Input key={days} name="days" type="number" min={1} max={3650} defaultValue={days} />
      </Field>
      <SubmitButton className="self-start">{text.save}</SubmitButton>
    </form>
  );
}
