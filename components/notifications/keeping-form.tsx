"use client";

import { SavedForm } from "@/components/saved-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { words } from "./words";

const { keeping: text } = words;

/** How long what was sent stays to be looked at. */
export function KeepingForm({ days, change }: { days: number; change: Mutation<null> }) {
  return (
    <SavedForm change={change} save={text.save} saved={text.saved}>
      {(state) => (
        <Field id="days" label={text.days} hint={text.hint(days)} error={faultOf(state, "days")} required className="max-w-80">
          <Input key={days} name="days" type="number" min={1} max={3650} defaultValue={days} />
        </Field>
      )}
    </SavedForm>
  );
}
