"use client";

import { useActionState, useState } from "react";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { toast } from "@/components/ui/toast";
import { faultOf, typedIn, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import type { SlackClaim, SlackLinkView } from "@/lib/slack/slack-view";
import { linkUser as text } from "./words";

type Props = { link: SlackLinkView | null; send: Mutation<void>; lookUp: Mutation<SlackClaim>; confirm: Mutation<void>; unlink: Mutation<void> };

/** Ties a Slack user to this account: a code that only that user saw, then a look at whose it is, then yes. */
export function LinkSlack({ link, send, lookUp, confirm, unlink }: Props) {
  if (!link) return <Code send={send} lookUp={lookUp} confirm={confirm} />;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <p>
        <span className="font-medium">{link.userName}</span> <span className="font-mono text-xs text-muted">{link.userId}</span>
        <span className="block text-xs text-muted">
          {text.linked.before}
          <Time at={link.linkedAt} show="relative" />
          {text.linked.after}
        </span>
      </p>
      <ConfirmMutation
        mutation={unlink}
        trigger={<Button size="small">{text.unlink.trigger}</Button>}
        title={text.unlink.title(link.userName)}
        description={text.unlink.description}
        confirm={text.unlink.confirm}
        done={text.unlink.done}
      />
    </div>
  );
}

function Code({ send, lookUp, confirm }: Pick<Props, "send" | "lookUp" | "confirm">) {
  const [claim, setClaim] = useState<SlackClaim | null>(null);
  const [sent, sendCode, sending] = useActionState(send, null);
  const [state, act, pending] = useActionState(async (before: MutationState<SlackClaim> | null, input: FormData) => {
    const answer = await lookUp(before, input);
    if (answer.ok) setClaim(answer.value);
    return answer;
  }, null);
  if (claim) return <Confirm claim={claim} confirm={confirm} back={() => setClaim(null)} />;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">{text.code.intro}</p>
      <form onSubmit={onSubmit(sendCode)} className="flex flex-col items-start gap-3">
        <MutationErrors state={sent} />
        {sent?.ok && (
          <Alert live tone="success">
            {text.code.sent}
          </Alert>
        )}
        <SubmitButton variant="secondary" pending={sending}>
          {text.code.send}
        </SubmitButton>
      </form>
      <form onSubmit={onSubmit(act)} className="flex flex-col items-start gap-3" noValidate>
        <MutationErrors state={state} />
        <Field id="code" label={text.code.label} error={faultOf(state, "code")} required className="w-full max-w-60">
          <Input name="code" autoComplete="off" spellCheck={false} maxLength={20} placeholder={text.code.example} defaultValue={typedIn(state, "code")} className="font-mono uppercase" />
        </Field>
        <SubmitButton pending={pending}>{text.code.lookUp}</SubmitButton>
      </form>
    </div>
  );
}

function Confirm({ claim, confirm, back }: { claim: SlackClaim; confirm: Mutation<void>; back: () => void }) {
  const [state, act, pending] = useActionState(async (before: MutationState<void> | null, input: FormData) => {
    const answer = await confirm(before, input);
    if (answer.ok) toast(text.confirm.done, { tone: "success" });
    return answer;
  }, null);
  return (
    <form onSubmit={onSubmit(act)} className="flex flex-col items-start gap-3" noValidate>
      <MutationErrors state={state} />
      <p className="text-sm">
        {text.confirm.whose.before}
        <strong>{claim.userName}</strong> <span className="font-mono text-xs text-muted">{claim.userId}</span>
        {text.confirm.whose.after(claim.teamName)}
      </p>
      {claim.otherAddress && (
        <>
          <Alert tone="warning" title={text.confirm.otherAddress.title}>
            {text.confirm.otherAddress.body}
          </Alert>
          <Field id="linkPassword" label={text.confirm.password} error={faultOf(state, "linkPassword")} required className="w-full max-w-80">
            <Input name="linkPassword" type="password" autoComplete="current-password" />
          </Field>
        </>
      )}
      <input type="hidden" name="code" value={claim.code} />
      <input type="hidden" name="userId" value={claim.userId} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending}>{text.confirm.yes}</SubmitButton>
        <Button onClick={back}>{text.confirm.no}</Button>
      </div>
    </form>
  );
}
