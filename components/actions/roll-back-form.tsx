"use client";

import { Undo2 } from "lucide-react";
import { useActionState, useState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { rollBackForm as words } from "./words-roll-back";

type Props = {
  mutation: Mutation<null>;
  seen: { id: string; revision: number };
  /** The target is not as the action left it. */
  changed: boolean;
  admin: boolean;
};

/** Asks for the rollback, with a reason. */
export function RollBackForm({ mutation, seen, changed, admin }: Props) {
  const [state, submit, pending] = useActionState(mutation, null);
  const [missing, setMissing] = useState({ note: false, force: false });
  const ask = (form: FormData) => {
    const lacks = { note: String(form.get("note")).trim() === "", force: changed && admin && !form.has("force") };
    setMissing(lacks);
    if (!lacks.note && !lacks.force) submit(form);
  };
  const refused = changed && !admin ? words.onlyAdmins : undefined;
  return (
    <Card title={words.title} description={words.description}>
      <form onSubmit={onSubmit(ask)} noValidate className="flex flex-col gap-4">
        <MutationErrors state={state} />
        <input type="hidden" name="id" value={seen.id} />
        <input type="hidden" name="revision" value={seen.revision} />
        <Field id="note" label={words.reason} error={missing.note ? words.missing : faultOf(state, "note")} required>
          <Textarea name="note" rows={3} maxLength={2000} defaultValue={typedIn(state, "note")} />
        </Field>
        {changed && admin && <Checkbox name="force" label={words.force} hint={words.forceHint} error={missing.force ? words.unsure : undefined} required />}
        <div className="flex flex-wrap justify-end gap-2">
          <LinkButton href={paths.action(seen.id)}>{words.back}</LinkButton>
          <SubmitButton variant="danger" icon={<Undo2 aria-hidden="true" />} pending={pending} disabledReason={refused}>
            {words.submit}
          </SubmitButton>
        </div>
      </form>
    </Card>
  );
}
