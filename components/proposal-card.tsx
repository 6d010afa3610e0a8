"use client";

import type { ReactNode } from "react";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Input } from "@/components/ui/input";
import type { Mutation } from "@/lib/next/mutation-state";
import { proposalCard as text } from "./words-shared";

type Props<Published> = {
  /** What is proposed: a version of it loosens. */
  of: "policy" | "tool";
  id: string;
  version: number;
  reason: string;
  loosens: readonly string[];
  proposedBy: string;
  proposedAt: string;
  mine: boolean;
  /** For those who may only read. */
  readOnly?: boolean;
  confirm: Mutation<Published>;
  end: Mutation<void>;
  /** What differs. */
  children: ReactNode;
};

/** A version that loosens, and waits for a second admin. */
export function ProposalCard<Published>({ of, id, version, reason, loosens, proposedBy, proposedAt, mine, readOnly, confirm, end, children }: Props<Published>) {
  const ending = mine ? text.withdraw : text.decline;
  return (
    <Card
      title={text.title(version, mine ? null : proposedBy)}
      description={
        <>
          <Time at={proposedAt} />
          {": "}
          <FlaggedText text={reason} />
        </>
      }
      actions={
        !readOnly && (
          <>
            {mine ? (
              <Button disabledReason={text.confirm.own}>{text.confirm.confirm}</Button>
            ) : (
              <ConfirmMutation
                mutation={confirm}
                fields={{ id }}
                trigger={<Button variant="primary">{text.confirm.trigger}</Button>}
                title={text.confirm.title(version)}
                description={text.confirm.description(proposedBy)}
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
              description={mine ? text.withdraw.description[of] : text.decline.description(proposedBy)}
              confirm={ending.confirm}
              done={ending.done}
            >
              {!mine && (
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
        <Loosens of={of} loosens={loosens} />
        {children}
      </div>
    </Card>
  );
}

/** What a version lets through that was held. */
export function Loosens({ of, loosens }: { of: "policy" | "tool"; loosens: readonly string[] }) {
  return (
    <Alert tone="warning" title={text.loosens[of]}>
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
