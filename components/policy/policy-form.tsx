"use client";

import { startTransition, useActionState, useState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";
import type { Policy, Tier } from "@/lib/policy/view";
import { DefaultsCard } from "./defaults-card";
import { OverridesCard } from "./overrides-card";
import { TierCard } from "./tier-card";

const TIERS: { tier: Tier; title: string; description: string }[] = [
  { tier: "high", title: "High", description: "What destroys, what is unknown, and what is doubtful. It is always reviewed." },
  { tier: "medium", title: "Medium", description: "What changes something." },
  { tier: "low", title: "Low", description: "What is harmless." },
];

type Answer = MutationState<{ version: number; warnings: string[] }>;

type Props = {
  policy: Policy;
  version: number;
  groups: string[];
  tools: string[];
  publish: Mutation<{ version: number; warnings: string[] }>;
};

/** The policy in force as a form; publishing makes the next version. */
export function PolicyForm({ policy, version, groups, tools, publish }: Props) {
  const [draft, setDraft] = useState(policy);
  const [seen, setSeen] = useState(version);
  const [reason, setReason] = useState("");
  // Another version is in force now: published here, or restored from the history.
  if (seen !== version) {
    setSeen(version);
    setDraft(policy);
    setReason("");
  }
  const [state, act, pending] = useActionState(async (before: Answer | null, input: object) => {
    const answer = await publish(before, input);
    if (answer.ok) toast(`Published as version ${answer.value.version}`, { tone: "success" });
    return answer;
  }, null);
  const changed = JSON.stringify(draft) !== JSON.stringify(policy);
  const faultAt = (pointer: string) => (state && !state.ok ? state.faults.find((fault) => fault.pointer === pointer)?.detail : undefined);

  const submit = () => startTransition(() => act({ document: draft, reason, expectedVersion: version }));
  return (
    <div className="flex flex-col gap-4">
      <MutationErrors state={state} />
      {TIERS.map((card) => (
        <TierCard
          key={card.tier}
          {...card}
          rules={draft.tiers[card.tier]}
          groups={groups}
          faultAt={faultAt}
          change={(rules) => setDraft({ ...draft, tiers: { ...draft.tiers, [card.tier]: rules } as Policy["tiers"] })}
        />
      ))}
      <DefaultsCard draft={draft} change={setDraft} faultAt={faultAt} />
      <OverridesCard overrides={draft.tools} tools={tools} change={(overrides) => setDraft({ ...draft, tools: overrides })} />
      <Card title="Publish" description={`These settings become version ${version + 1}. What waits already keeps the requirement it was classified with.`}>
        <div className="flex flex-col gap-3">
          {state?.ok && state.value.warnings.length > 0 && (
            <Alert tone="warning" live title="Published, but somebody is missing">
              <ul className="list-disc pl-4">
                {state.value.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </Alert>
          )}
          <Field id="reason" label="Reason" hint="For whoever reads the history." error={faultAt("/reason")} required>
            <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" pending={pending} onClick={submit} disabledReason={changed ? undefined : "Nothing has been changed."}>
              Publish version {version + 1}
            </Button>
            {changed && <Button onClick={() => setDraft(policy)}>Discard changes</Button>}
          </div>
        </div>
      </Card>
    </div>
  );
}
