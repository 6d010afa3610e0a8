"use client";

import { SavedForm } from "@/components/saved-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { failuresForm as text } from "./words";

/** Three tries, then a human, then pause. */
export function FailuresForm({ before, pauses, change }: { before: number; pauses: boolean; change: Mutation<null> }) {
  return (
    <SavedForm change={change} save={text.save} saved={text.saved}>
      {(state) => (
        <>
          <Field id="failures" label={text.failures.label} hint={text.failures.hint} error={faultOf(state, "failures")} required className="max-w-80">
            <Input key={before} name="failures" type="number" min={1} max={100} defaultValue={before} />
          </Field>
          <Checkbox key={String(pauses)} name="pause" value="1" defaultChecked={pauses} label={text.pause.label} hint={text.pause.hint} />
        </>
      )}
    </SavedForm>
  );
}
