"use client";

import { useId, useState, type ReactElement, type ReactNode } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { faultOf, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import { useAnswered } from "./use-answer";
import { reason as words } from "./words-decide";

type Props = {
  /** What opens it; without one it is open until `close`. */
  trigger?: ReactElement;
  close?: () => void;
  title: string;
  description: ReactNode;
  mutation: Mutation<null>;
  /** Hidden fields: what the person had before them. */
  seen: Readonly<Record<string, string | number>>;
  /** The note's form name, when it is not `note`. */
  name?: string;
  label: string;
  hint?: string;
  /** Reasons that fill the field with one press. */
  canned?: readonly string[];
  /** Asks for the password as well. */
  password?: boolean;
  confirm: string;
  danger?: boolean;
  /** What to say when it is done. */
  done: string;
  /** More fields, above the reason; they get what was refused. */
  children?: (state: MutationState<null> | null) => ReactNode;
};

/** Something that takes a reason: says what it does, asks why, does it. */
export function ReasonDialog({ trigger, close, title, description, mutation, seen, name = "note", label, hint, canned = [], password, confirm, danger, done, children }: Props) {
  const [open, show] = useState(!trigger);
  const setOpen = (next: boolean) => {
    show(next);
    if (!next) close?.();
  };
  const [note, setNote] = useState("");
  const id = useId();
  const [state, submit, pending] = useAnswered(mutation, {
    done: () => {
      setOpen(false);
      setNote("");
      return done;
    },
    moved: () => setOpen(false),
  });
  return (
    <Dialog
      {...(trigger && { trigger })}
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      footer={
        <>
          <DialogClose>
            <Button>{words.back}</Button>
          </DialogClose>
          <SubmitButton form={id} variant={danger ? "danger" : "primary"} pending={pending}>
            {confirm}
          </SubmitButton>
        </>
      }
    >
      <form id={id} onSubmit={onSubmit(submit)} noValidate className="flex flex-col gap-4">
        <MutationErrors state={state} />
        {Object.entries(seen).map(([field, value]) => (
          <input key={field} type="hidden" name={field} value={value} />
        ))}
        {children?.(state)}
        {canned.length > 0 && (
          <div role="group" aria-label={words.canned} className="flex flex-wrap gap-1.5">
            {canned.map((reason) => (
              <Button key={reason} size="small" aria-pressed={note === reason} onClick={() => setNote(reason)}>
                {reason}
              </Button>
            ))}
          </div>
        )}
        <Field id={name} label={label} hint={hint} error={faultOf(state, name)} required>
          <Textarea name={name} rows={3} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        {password && (
          <Field id="password" label={words.password} error={faultOf(state, "password")} required>
            <Input name="password" type="password" autoComplete="current-password" />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
