"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { faultOf, typedIn, type MutationState } from "@/lib/next/mutation-state";
import { AUTONOMY_CHOICES } from "./autonomy";
import { agentFields as words } from "./words";

type Props = {
  state: MutationState | null;
  agent?: { description: string; autonomy: string; perMinute: number };
};

/** What an admin may say of an agent at any time. */
export function AgentFields({ state, agent }: Props) {
  return (
    <>
      <Field id="description" label={words.description} error={faultOf(state, "description")} optional>
        <Textarea name="description" rows={2} defaultValue={typedIn(state, "description") ?? agent?.description} />
      </Field>
      <Field id="autonomy" label={words.autonomy} hint={words.autonomyHint} error={faultOf(state, "autonomy")}>
        <Select name="autonomy" options={AUTONOMY_CHOICES} defaultValue={typedIn(state, "autonomy") ?? agent?.autonomy ?? "full"} />
      </Field>
      <Field id="perMinute" label={words.perMinute} error={faultOf(state, "perMinute")} className="max-w-60">
        <Input name="perMinute" type="number" min={1} max={1_000_000} defaultValue={typedIn(state, "perMinute") ?? agent?.perMinute ?? 6_000} />
      </Field>
    </>
  );
}
