"use client";

import { useId, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Input } from "@/components/ui/input";
import { isFact, type Fact } from "./fact";

type Props = { fact: Fact; summary: string; close: () => void; approve: () => void };

/** Before what cannot be undone: not "are you sure?", but something that only a look at it tells. */
export function FactDialog({ fact, summary, close, approve }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isFact(typed, fact)) return setFault(`That is not ${fact.what}. Look at the payload again.`);
    close();
    approve();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="This cannot be undone"
      description={<FlaggedText text={summary} />}
      footer={
        <>
          <DialogClose>
            <Button>Back</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="primary">
            Approve
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit}>
        <Field id="fact" label={`To approve, type ${fact.what}`} error={fault}>
          <Input name="fact" autoComplete="off" spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
