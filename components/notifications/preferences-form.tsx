"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { CheckboxGroup, type Choices } from "@/components/ui/choice-group";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";

type Props = {
  preferences: { topics: string[]; tiers: string[]; groupIds: string[] };
  topics: Choices;
  groups: Choices;
  /** Whether there is a server that mail goes through. */
  sends: boolean;
  set: Mutation<null>;
};

const TIERS: Choices = [
  { value: "low", label: "Low" },
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
];

/** What a person hears of by mail. */
export function PreferencesForm({ preferences, topics, groups, sends, set }: Props) {
  const [state, act, pending] = useActionState(async (before: MutationState<null> | null, input: FormData) => {
    const answer = await set(before, input);
    if (answer.ok) toast("Saved", { tone: "success" });
    return answer;
  }, null);
  return (
    <form key={JSON.stringify(preferences)} onSubmit={onSubmit(act)} className="flex flex-col gap-4">
      <MutationErrors state={state} />
      {!sends && <p className="text-sm text-muted">No mail server is set up, so nothing is mailed yet. An admin does that under Notifications.</p>}
      <CheckboxGroup legend="Mail me" name="topics[]" choices={topics} defaultValues={preferences.topics} />
      <CheckboxGroup legend="About actions of these tiers" name="tiers[]" choices={TIERS} defaultValues={preferences.tiers} inline />
      {groups.length > 1 && <CheckboxGroup legend="That ask these of my groups" hint="None chosen: all of them." name="groupIds[]" choices={groups} defaultValues={preferences.groupIds} inline id="groupIds" />}
      <SubmitButton pending={pending} className="self-start">
        Save
      </SubmitButton>
    </form>
  );
}
