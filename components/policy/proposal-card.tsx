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
  return (
    <Card
      title={`Version ${baseVersion + 1}, proposed by ${own ? "you" : proposedBy.name}`}
      description={
        <>
          <Time at={proposedAt} />: {reason}
        </>
      }
      actions={
        me && (
          <>
            {own ? (
              <Button disabledReason="You proposed it, so another admin confirms it.">Confirm and publish</Button>
            ) : (
              <ConfirmMutation
                mutation={confirm}
                fields={{ id }}
                trigger={<Button variant="primary">Confirm and publish…</Button>}
                title={`Publish version ${baseVersion + 1}?`}
                description={`${proposedBy.name} wrote it; your confirmation puts it in force, and both names stand in the history.`}
                confirm="Confirm and publish"
                variant="primary"
                done={`Published as version ${baseVersion + 1}`}
              />
            )}
            <ConfirmMutation
              mutation={end}
              fields={{ id }}
              trigger={<Button>{own ? "Withdraw" : "Decline…"}</Button>}
              title={own ? "Withdraw your proposal?" : "Decline this proposal?"}
              description={own ? "Your draft stays." : `${proposedBy.name} finds your note in the audit.`}
              confirm={own ? "Withdraw" : "Decline"}
              done={own ? "Withdrawn" : "Declined"}
            >
              {!own && (
                <Field id="note" label="Why" required>
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
    <Alert tone="warning" title="It lets through what was held">
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
