"use client";

import { useId, useState, type SyntheticEvent } from "react";
import { PasswordField } from "@/components/people/password-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Input } from "@/components/ui/input";
import { isFact, type Fact } from "@/lib/actions/shown/fact-view";
import { sendStepUp, type Trouble } from "./requests";
import { CONFIRM } from "./words";

type Props = { fact: Fact | null; password: boolean; summary: string; close: () => void; approve: (fact?: string) => void };

/** Before what weighs: not "are you sure?", but something that only a look at it tells, and who it is that approves. */
export function ConfirmDialog({ fact, password, summary, close, approve }: Props) {
  const id = useId();
  const [faults, setFaults] = useState<{ fact?: string; password?: string }>({});
  const [pending, setPending] = useState(false);
  const submit = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? "");
    if (fact && !isFact(typed("fact"), fact)) return setFaults({ fact: CONFIRM.notTheFact(fact.what) });
    if (password && typed("password") === "") return setFaults({ password: CONFIRM.noPassword });
    setFaults({});
    if (password) {
      setPending(true);
      try {
        await sendStepUp(typed("password"));
      } catch (error) {
        setPending(false);
        return setFaults({ password: (error as Trouble).message });
      }
    }
    close();
    approve(fact ? typed("fact") : undefined);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={fact ? CONFIRM.irreversible : CONFIRM.yourself}
      description={<FlaggedText text={summary} />}
      footer={
        <>
          <DialogClose>
            <Button>{CONFIRM.back}</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {CONFIRM.approve}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        {fact && <FactField fact={fact} error={faults.fact} />}
        {password && <PasswordField name="password" kind="current" label={CONFIRM.password} hint={CONFIRM.holds} error={faults.password} />}
      </form>
    </Dialog>
  );
}

export function FactField({ fact, error }: { fact: Fact; error?: string | undefined }) {
  return (
    <Field id="fact" label={CONFIRM.type(fact)} error={error}>
      <Input name="fact" autoComplete="off" spellCheck={false} />
    </Field>
  );
}
