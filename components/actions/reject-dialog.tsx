"use client";

import { useId, useState, type SyntheticEvent } from "react";
import { NumberedChoices } from "@/components/keys/numbered-choices";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { reason, reject as words } from "./words-decide";

type Props = { open: boolean; close: () => void; /** What is rejected: one sentence, or how many. */ about: string; reject: (reason: string) => void };

/** Asks why: a digit rejects with a common reason at once, anything else is typed. The agent is told. */
export function RejectDialog({ open, close, about, reject }: Props) {
  const id = useId();
  const [note, setNote] = useState("");
  const [fault, setFault] = useState<string>();
  const done = (why: string) => {
    close();
    setNote("");
    setFault(undefined);
    reject(why);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (note.trim() === "") setFault(words.missing);
    else done(note.trim());
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={words.title}
      description={words.description(about)}
      footer={
        <>
          <DialogClose>
            <Button>{reason.back}</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="danger">
            {words.confirm}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="flex flex-col gap-4">
        <NumberedChoices label={words.reasons} choices={words.canned} choose={(index) => done(words.canned[index] ?? "")} />
        <Field id="note" label={words.other} error={fault}>
          <Textarea name="note" rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} onKeyDown={(event) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && submit(event)} />
        </Field>
      </form>
    </Dialog>
  );
}
