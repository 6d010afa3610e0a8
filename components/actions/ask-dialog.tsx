"use client";

import { useId, useState, type SyntheticEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { sendQuestion, type Trouble } from "./requests";
import { ask as words, reason } from "./words-decide";

type Props = { action: ActionInFull; close: () => void; asked: () => void };

/** A question to the agent before deciding. */
export function AskDialog({ action, close, asked }: Props) {
  const id = useId();
  const [question, setQuestion] = useState("");
  const [fault, setFault] = useState<string>();
  const [pending, setPending] = useState(false);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (question.trim() === "") return setFault(words.missing);
    setPending(true);
    try {
      await sendQuestion(action, question.trim());
      close();
      asked();
    } catch (error) {
      setFault((error as Trouble).message);
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={words.title(action.agent.name)}
      description={words.description}
      footer={
        <>
          <DialogClose>
            <Button>{reason.back}</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="primary" pending={pending}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={(event) => void submit(event)} noValidate>
        <Field id="question" label={words.question} error={fault} required>
          <Textarea
            name="question"
            rows={3}
            maxLength={2000}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && (event.metaKey || event.ctrlKey) && void submit(event)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
