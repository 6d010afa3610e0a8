"use client";

import { ConfirmMutation } from "@/components/confirm-mutation";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Mutation } from "@/lib/next/mutation-state";
import type { ProposalView } from "@/lib/policy/loop-view";
import { DifferenceList } from "./difference-list";
import { loosensWords, proposalCard as text } from "./words-publish";

type Props = {
  proposal: ProposalView;
  /** Who looks; null for those who may only read. */
  me: string | null;
  confirm: Mutation<{ version: number; warnings: string[] }>;
  end: Mutation<void>;
};

/** A policy that loosens and waits for a second admin. */
export function ProposalCard({ proposal: { id, reason, baseVersion, loosens, proposedBy, proposedAt, differences }, me, confirm, end }: Props) {
  const own = me === proposedBy.id;
  const version = baseVersion + 1;
  const ending = own ? text.withdraw : text.decline;
  return (
    <Card
      title={text.title(version, own ? null : proposedBy.name)}
      description={
        <>
          <Time at={proposedAt} />
          {`: ${reason}`}
        </>
      }
      actions={
        me && (
          <>
            {own ? (
              <Button disabledReason={text.confirm.own}>{text.confirm.confirm}</Button>
            ) : (
              <ConfirmMutation
                mutation={confirm}
                fields={{ id }}
                trigger={<Button variant="primary">{text.confirm.trigger}</Button>}
                title={text.confirm.title(version)}
                description={text.confirm.description(proposedBy.name)}
                confirm={text.confirm.confirm}
                variant="primary"
                done={text.confirm.done(version)}
              />
            )}
            <ConfirmMutation
              mutation={end}
              fields={{ id }}
              trigger={<Button>{ending.trigger}</Button>}
              title={ending.title}
              description={ending.description(proposedBy.name)}
              confirm={ending.confirm}
              done={ending.done}
            >
              {!own && (
                <Field id="note" label={text.decline.why} required>
                  <Input name="note" />
                </Field>
              )}
            </ConfirmMutation>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <Loosens loosens={loosens} />
        <DifferenceList differences={differences} />
      </div>
    </Card>
  );
}

/** What a policy lets through that was held. */
export function Loosens({ loosens }: { loosens: readonly string[] }) {
  return (
    <Alert tone="warning" title={loosensWords.title}>
      <ul className="list-disc pl-4">
        {loosens.map((sentence) => (
          <li key={sentence} className="break-words">
            {sentence}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
