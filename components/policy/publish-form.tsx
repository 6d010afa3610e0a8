"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";
import { publishForm as text } from "./words-publish";

type Published = { version: number; warnings: string[] };
type Props = {
  version: number;
  saves: number;
  /** It needs a second admin. */
  loosens: boolean;
  /** Why it cannot be sent now. */
  not?: string | undefined;
  publish: Mutation<Published>;
  propose: Mutation<void>;
};

/** Publishes a draft, or proposes it where it loosens; which of both is never asked. */
export function PublishForm({ version, saves, loosens, not, publish, propose }: Props) {
  const [state, act, pending] = useActionState(async (_: MutationState<Published | void> | null, form: FormData) => {
    const answer = await (loosens ? propose(null, form) : publish(null, form));
    if (answer.ok) toast(loosens ? text.proposed : text.published(version), { tone: "success" });
    return answer;
  }, null);
  const label = loosens ? text.propose : text.publish(version);
  return (
    <form onSubmit={onSubmit(act)} className="flex flex-col gap-3">
      <MutationErrors state={state} />
      <input type="hidden" name="saves" value={saves} />
      <Field id="reason" label={text.reason.label} hint={text.reason.hint} required error={state && !state.ok ? state.faults.find(({ pointer }) => pointer === "/reason")?.detail : undefined}>
        <Textarea name="reason" rows={2} />
      </Field>
      <div>
        {not ? (
          <Button disabledReason={not}>{label}</Button>
        ) : (
          <SubmitButton variant="primary" pending={pending}>
            {label}
          </SubmitButton>
        )}
      </div>
    </form>
  );
}
