"use client";

import { useId, useState, type SyntheticEvent } from "react";
import { NumberedChoices } from "@/components/keys/numbered-choices";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

/** Reasons that one press gives, by their digit. */
export const REASONS = ["Not what was asked for", "Wrong recipient", "Wrong amount", "Needs more context", "Against our policy"] as const;

type Props = { open: boolean; close: () => void; /** What is rejected: one sentence, or how many. */ about: string; reject: (reason: string) => void };

/** Asks why: a digit rejects with a common reason at once, anything else is typed. The agent is told. */
export function RejectDialog({ open, close, about, reject }: Props) {
  const id = useId();
  const [note, setNote] = useState("");
  const [fault, setFault] = useState<string>();
  const done = (reason: string) => {
    close();
    setNote("");
    setFault(undefined);
    reject(reason);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (note.trim() === "") setFault("Say why: the agent is told.");
    else done(note.trim());
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title="Reject"
      description={`${about} One reject ends it; the agent is told the reason.`}
      footer={
        <>
          <DialogClose>
            <Button>Back</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="danger">
            Reject
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="flex flex-col gap-4">
        <NumberedChoices label="Common reasons" choices={REASONS} choose={(index) => done(REASONS[index] ?? "")} />
        <Field id="note" label="Another reason" error={fault}>
          <Textarea name="note" rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} onKeyDown={(event) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && submit(event)} />
        </Field>
      </form>
    </Dialog>
  );
}
