"use client";

import { useRouter } from "next/navigation";
import { useActionState, useId, useState, type ReactElement, type ReactNode } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";
import { formDialog as words } from "./words-shared";

type Props<Value> = {
  mutation: Mutation<Value>;
  fields?: Record<string, string | number>;
  trigger: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  submit: string;
  /** Said once it is done; the dialog closes. */
  done?: string;
  /** Shown in the dialog instead of its form once it is done: a secret that is seen once. */
  reveal?: (value: Value) => ReactNode;
  children: (state: MutationState<Value> | null) => ReactNode;
};

/** A form in a dialog. Opened again, it is empty again. */
export function FormDialog<Value>(props: Props<Value>) {
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(0);
  const router = useRouter();
  const change = (next: boolean) => {
    setOpen(next);
    if (next) setOpened(opened + 1);
    // What was revealed may stand in a row that the page, read again, no longer has: so only now.
    else if (props.reveal) router.refresh();
  };
  return <Inner key={opened} {...props} open={open} change={change} />;
}

function Inner<Value>({ mutation, fields = {}, trigger, title, description, submit, done, reveal, children, open, change }: Props<Value> & { open: boolean; change: (open: boolean) => void }) {
  const form = useId();
  const [state, act, pending] = useActionState(async (before: MutationState<Value> | null, input: FormData) => {
    const answer = await mutation(before, input);
    if (answer.ok && done) toast(done, { tone: "success" });
    if (answer.ok && !reveal) change(false);
    return answer;
  }, null);
  const revealed = reveal && state?.ok;
  return (
    <Dialog
      trigger={trigger}
      open={open}
      onOpenChange={change}
      title={title}
      description={revealed ? undefined : description}
      footer={
        revealed ? (
          <DialogClose>
            <Button variant="primary">{words.done}</Button>
          </DialogClose>
        ) : (
          <>
            <DialogClose>
              <Button>{words.cancel}</Button>
            </DialogClose>
            <SubmitButton form={form} pending={pending}>
              {submit}
            </SubmitButton>
          </>
        )
      }
    >
      {revealed ? (
        reveal(state.value)
      ) : (
        <form id={form} onSubmit={onSubmit(act)} className="flex flex-col gap-4" noValidate>
          <MutationErrors state={state} />
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {children(state)}
        </form>
      )}
    </Dialog>
  );
}
