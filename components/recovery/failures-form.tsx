"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import { faultOf, type Mutation, type MutationState } from "@/lib/next/mutation-state";

/** Three tries, then a human, then pause. */
export function FailuresForm({ before, pauses, change }: { before: number; pauses: boolean; change: Mutation<null> }) {
  const [state, act] = useActionState(async (last: MutationState<null> | null, input: FormData) => {
    const answer = await change(last, input);
    if (answer.ok) toast("Saved", { tone: "success" });
    return answer;
  }, null);
  return (
    <form action={act} className="flex flex-col gap-3">
      <MutationErrors state={state} />
      <Field id="failures" label="Failures in a row before people are told" hint="Of one agent with one tool, within an hour." error={faultOf(state, "failures")} required className="max-w-80">
        <Input key={before} name="failures" type="number" min={1} max={100} defaultValue={before} />
      </Field>
      <Checkbox key={String(pauses)} name="pause" value="1" defaultChecked={pauses} label="Halt the tool after twice as many" hint="Nothing of it is executed until an admin lifts the halt." />
      <SubmitButton className="self-start">Save</SubmitButton>
    </form>
  );
}
