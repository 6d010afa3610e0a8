"use client";

import { SavedForm } from "@/components/saved-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import { channelForm as text } from "./words";

/** The channel that hears of whatever no rule sends elsewhere. */
export function ChannelForm({ channel, change }: { channel: string | null; change: Mutation<void> }) {
  return (
    <SavedForm change={change} save={text.save} saved={text.saved}>
      {(state) => (
        <Field id="usual" label={text.label} hint={text.hint} error={faultOf(state, "usual")} className="max-w-80">
          <Input key={channel} name="usual" placeholder={text.example} defaultValue={typedIn(state, "usual") ?? channel ?? ""} className="font-mono" spellCheck={false} />
        </Field>
      )}
    </SavedForm>
  );
}
