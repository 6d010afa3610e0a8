"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import { faultOf, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import { failuresForm as text } from "./words";

/** Three tries, then a human, then pause. */
export function FailuresForm({ before, pauses, change }: { before: number; pauses: boolean; change: Mutation<null> }) {
  const [state, act] = useActionState(async (last: MutationState<null> | null, input: FormData) => {
    const answer = await change(last, input);
    if (answer.ok) toast(text.saved, { tone: "success" });
    return answer;
  }, null);
  return (
    <form action={act} className="flex flex-col gap-3">
      <MutationErrors state={state} />
      <Field id="failures" label={text.failures.label} hint={text.failures.hint} error={faultOf(state, "failures")} required className="max-w-80">
        <Input key={before} name="failures" type="number" min={1} max={100} defaultValue={before} />
      </Field>
      <Checkbox key={String(pauses)} name="pause" value="1" defaultChecked={pauses} label={text.pause.label} hint={text.pause.hint} />
      <SubmitButton className="self-start">{text.save}</SubmitButton>
    </form>
  );
}
