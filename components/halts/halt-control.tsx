"use client";

import { OctagonX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useAnswered } from "@/components/actions/use-answer";
import { MutationErrors } from "@/components/mutation-errors";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/choice-group";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import type { HaltTargets, HaltView } from "@/lib/actions/halts/halt-view";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { haltControl as words } from "./words";

type Props = {
  mutation: Mutation<null>;
  targets: HaltTargets;
  /** Actions that are being executed right now, which a halt does not stop. */
  inFlight: number;
};

const SCOPES = (["all", "agent", "tool", "connector"] as const satisfies readonly HaltView["scope"][]).map((value) => ({ value, label: words.scopes[value] }));

/** The kill switch, in the header, for admins. */
export function HaltControl({ mutation, targets, inFlight }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [scope, setScope] = useState<HaltView["scope"]>("all");
  const [reason, setReason] = useState("");
  const [state, submit, pending] = useAnswered(mutation, {
    done: () => {
      setOpen(false);
      setReason("");
      return words.done;
    },
  });
  const named = { all: [], agent: targets.agents, tool: targets.tools, connector: targets.connectors }[scope];
  return (
    <Dialog
      open={open}
      onOpenChange={(opening) => {
        if (opening) router.refresh(); // the count in flight, as it is now
        setOpen(opening);
      }}
      trigger={
        <Button variant="ghost" icon={<OctagonX aria-hidden="true" />} className="text-danger-ink">
          {words.trigger}
        </Button>
      }
      title={words.title}
      description={words.description}
      footer={
        <>
          <DialogClose>
            <Button>{words.back}</Button>
          </DialogClose>
          <SubmitButton form="halt" variant="danger" pending={pending} icon={<OctagonX aria-hidden="true" />}>
            {words.confirm}
          </SubmitButton>
        </>
      }
    >
      <form id="halt" action={submit} className="flex flex-col gap-4">
        <MutationErrors state={state} />
        <p className="text-sm">{words.inFlight(inFlight)}</p>
        <RadioGroup legend={words.scope} name="scope" id="scope" inline choices={SCOPES} value={scope} onChange={(value) => setScope(value as HaltView["scope"])} />
        {scope !== "all" && (
          <Field id="target" label={words.target[scope]} error={faultOf(state, "target")} required>
            <Select key={scope} name="target" placeholder={words.choose} options={named.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
        )}
        <Checkbox name="rollbacks" label={words.rollbacks} hint={words.rollbacksHint} />
        <Field id="reason" label={words.reason} hint={words.reasonHint} error={faultOf(state, "reason")} required>
          <Textarea name="reason" rows={2} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
