"use client";

import { Check } from "lucide-react";
import { MutationErrors } from "@/components/mutation-errors";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mutation } from "@/lib/next/mutation-state";
import type { Seen } from "./seen";
import { useAnswered } from "./use-answer";

type Props = {
  mutation: Mutation<null>;
  seen: Seen;
  /** Why this person cannot approve. */
  refused?: string | undefined;
  /** Seconds in which it can be taken back; then nothing more needs to be said. */
  undo: number;
};

/** One press approves; a note is optional. */
export function ApproveForm({ mutation, seen, refused, undo }: Props) {
  const [state, submit, pending] = useAnswered(mutation, { done: () => (undo > 0 ? null : "Approved") });
  const look = { variant: "primary", icon: <Check aria-hidden="true" /> } as const;
  if (refused) {
    return (
      <Button {...look} disabledReason={refused}>
        Approve
      </Button>
    );
  }
  return (
    <form action={submit} className="flex min-w-0 flex-wrap items-center justify-end gap-2">
      <div className="basis-full empty:hidden">
        <MutationErrors state={state} />
      </div>
      {Object.entries(seen).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Field label="Note (optional)" hideLabel className="w-48 max-sm:hidden lg:w-64">
        <Input name="note" placeholder="Note (optional)" maxLength={2000} autoComplete="off" />
      </Field>
      <SubmitButton {...look} pending={pending}>
        Approve
      </SubmitButton>
    </form>
  );
}
