"use client";

import { ChangeList } from "@/components/change-list";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Mutation } from "@/lib/next/mutation-state";
import type { ToolProposal } from "@/lib/tools/view";
import { toolProposal as words } from "./words";

type Props = {
  proposal: ToolProposal;
  changes: { path: string; from: unknown; to: unknown }[];
  confirm: Mutation<void>;
  end: Mutation<void>;
};

/** A version of a tool that loosens and waits for a second admin. */
export function ToolProposalCard({ proposal: { id, version, loosens, reason, proposedBy, mine, proposedAt }, changes, confirm, end }: Props) {
  return (
    <Card
      title={words.proposed(version, mine ? null : proposedBy)}
      description={
        <>
          <Time at={proposedAt} />: {reason}
        </>
      }
      actions={
        <>
          {mine ? (
            <Button disabledReason={words.ownProposal}>{words.confirm}</Button>
          ) : (
            <ConfirmMutation
              mutation={confirm}
              fields={{ id }}
              trigger={<Button variant="primary">{words.confirmTrigger}</Button>}
              title={words.confirmTitle(version)}
              description={words.confirmSays(proposedBy)}
              confirm={words.confirm}
              variant="primary"
              done={words.published(version)}
            />
          )}
          <ConfirmMutation
            mutation={end}
            fields={{ id }}
            trigger={<Button>{mine ? words.withdraw.button : words.decline.button}</Button>}
            title={mine ? words.withdraw.title : words.decline.title}
            description={mine ? words.withdraw.says : words.decline.says(proposedBy)}
            confirm={mine ? words.withdraw.button : words.decline.confirm}
            done={mine ? words.withdraw.done : words.decline.done}
          >
            {!mine && (
              <Field id="note" label={words.reason} required>
                <Input name="note" />
              </Field>
            )}
          </ConfirmMutation>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Alert tone="warning" title={words.loosens}>
          <ul className="list-disc pl-4">
            {loosens.map((sentence) => (
              <li key={sentence} className="break-words">
                {sentence}
              </li>
            ))}
          </ul>
        </Alert>
        <ChangeList changes={changes} />
      </div>
    </Card>
  );
}
