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

type Props = { link: SlackLinkView | null; send: Mutation<void>; lookUp: Mutation<SlackClaim>; confirm: Mutation<void>; unlink: Mutation<void> };

/** Ties a Slack user to this account: a code that only that user saw, then a look at whose it is, then yes. */
export function LinkSlack({ link, send, lookUp, confirm, unlink }: Props) {
  if (!link) return <Code send={send} lookUp={lookUp} confirm={confirm} />;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <p>
        <span className="font-medium">{link.userName}</span> <span className="font-mono text-xs text-muted">{link.userId}</span>
        <span className="block text-xs text-muted">
          Linked <Time at={link.linkedAt} show="relative" />. What this user presses in Slack counts as yours.
        </span>
      </p>
      <ConfirmMutation
        mutation={unlink}
        trigger={<Button size="small">Unlink</Button>}
        title={`Unlink ${link.userName}?`}
        description="Nothing that this Slack user presses is yours any more. What you decided stays decided."
        confirm="Unlink"
        done="The Slack user is unlinked"
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
      <p className="text-sm text-muted">Press a button on any message of Countersign in Slack and you get a code there, or have one sent to the Slack user with your email address. Then type it here.</p>
      <form onSubmit={onSubmit(sendCode)} className="flex flex-col items-start gap-3">
        <MutationErrors state={sent} />
        {sent?.ok && (
          <Alert live tone="success">
            A code is in your messages in Slack.
          </Alert>
        )}
        <SubmitButton variant="secondary" pending={sending}>
          Send me a code in Slack
        </SubmitButton>
      </form>
      <form onSubmit={onSubmit(act)} className="flex flex-col items-start gap-3" noValidate>
        <MutationErrors state={state} />
        <Field id="code" label="Code from Slack" error={faultOf(state, "code")} required className="w-full max-w-60">
          <Input name="code" autoComplete="off" spellCheck={false} maxLength={20} placeholder="ABCD-2345" defaultValue={typedIn(state, "code")} className="font-mono uppercase" />
        </Field>
        <SubmitButton pending={pending}>Look up</SubmitButton>
      </form>
    </div>
  );
}

function Confirm({ claim, confirm, back }: { claim: SlackClaim; confirm: Mutation<void>; back: () => void }) {
  const [state, act, pending] = useActionState(async (before: MutationState<void> | null, input: FormData) => {
    const answer = await confirm(before, input);
    if (answer.ok) toast("Your Slack user is linked", { tone: "success" });
    return answer;
  }, null);
  return (
    <form onSubmit={onSubmit(act)} className="flex flex-col items-start gap-3" noValidate>
      <MutationErrors state={state} />
      <p className="text-sm">
        This code belongs to <strong>{claim.userName}</strong> <span className="font-mono text-xs text-muted">{claim.userId}</span> in {claim.teamName}. Is that you? What this user presses in Slack will count as decided by you.
      </p>
      {claim.otherAddress && (
        <>
          <Alert tone="warning" title="This Slack user has another email address than you">
            If somebody else gave you this code, stop: they would decide in your name.
          </Alert>
          <Field id="linkPassword" label="Your password" error={faultOf(state, "linkPassword")} required className="w-full max-w-80">
            <Input name="linkPassword" type="password" autoComplete="current-password" />
          </Field>
        </>
      )}
      <input type="hidden" name="code" value={claim.code} />
      <input type="hidden" name="userId" value={claim.userId} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending}>Yes, link this Slack user</SubmitButton>
        <Button onClick={back}>No</Button>
      </div>
    </form>
  );
}
