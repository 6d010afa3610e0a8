"use client";

import { useActionState, useId, useState, type ReactElement, type ReactNode } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";

type Props<Value> = {
  mutation: Mutation<Value>;
  /** What the form sends besides what is typed. */
  fields?: Record<string, string | number>;
  trigger: ReactElement;
  title: ReactNode;
  description: ReactNode;
  confirm: string;
  variant?: "primary" | "danger";
  /** Said once it is done. */
  done: string;
  children?: ReactNode;
};

/** A button that asks before it does: what will happen, a form if something is to be said, and what was refused. */
export function ConfirmMutation<Value>({ mutation, fields = {}, trigger, title, description, confirm, variant = "danger", done, children }: Props<Value>) {
  const [open, setOpen] = useState(false);
  const form = useId();
  const [state, act, pending] = useActionState(async (before: MutationState<Value> | null, input: FormData) => {
    const answer = await mutation(before, input);
    if (answer.ok) {
      setOpen(false);
      toast(done, { tone: "success" });
    }
    return answer;
  }, null);
  return (
    <AlertDialog
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      confirm={
        <SubmitButton form={form} variant={variant} pending={pending}>
          {confirm}
        </SubmitButton>
      }
    >
      <form id={form} onSubmit={onSubmit(act)} className="flex flex-col gap-3">
        {open && <MutationErrors state={state} />}
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    </AlertDialog>
  );
}
