"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useActionState, useState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FlaggedText } from "@/components/ui/flagged-text";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { planForm as text } from "./words";

export type PlanLine = { id: string; revision: number; summary: string; tool: string; at: string; possible: true | string };
type Props = { lines: readonly PlanLine[]; fields: Readonly<Record<string, string>>; mutation: Mutation<null> };

/** What would be undone, in that order; what cannot be is marked and says why. */
export function PlanForm({ lines, fields, mutation }: Props) {
  const possible = lines.filter((line) => line.possible === true);
  const [left, leave] = useState<ReadonlySet<string>>(new Set());
  const [state, act, pending] = useActionState(mutation, null);
  const chosen = possible.filter(({ id }) => !left.has(id));
  return (
    <form onSubmit={onSubmit(act)} noValidate className="flex flex-col gap-4">
      <MutationErrors state={state} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ol aria-label={text.plan} className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-sm">
        {lines.map((line, index) => (
          <li key={line.id} className="flex items-start gap-3 px-3 py-2.5 text-sm">
            <input
              type="checkbox"
              name="chosen[]"
              value={`${line.id}:${line.revision}`}
              aria-label={text.undo(line.summary)}
              checked={line.possible === true && !left.has(line.id)}
              disabled={line.possible !== true}
              onChange={(event) => leave(new Set(event.target.checked ? [...left].filter((id) => id !== line.id) : [...left, line.id]))}
              className="mt-1 size-4 shrink-0 accent-accent pointer-coarse:size-6"
            />
            <span className="w-6 shrink-0 text-right text-muted tabular-nums">{index + 1}</span>
            <div className="min-w-0 flex-1">
              <Link href={paths.action(line.id)} prefetch={false} className="font-medium text-ink no-underline hover:underline">
                <FlaggedText text={line.summary} />
              </Link>
              <p className="mt-0.5 text-xs text-muted">
                {line.tool} · <Time at={line.at} />
              </p>
              {line.possible !== true && <p className="mt-0.5 text-warning-ink">{line.possible}</p>}
            </div>
            {line.possible !== true && <Badge tone="warning" className="max-sm:hidden">{text.impossible}</Badge>}
          </li>
        ))}
      </ol>
      <Card
        title={text.title(chosen.length, lines.length)}
        description={text.description}
      >
        <div className="flex flex-col gap-3">
          <Field id="note" label={text.reason} error={faultOf(state, "note")} required>
            <Textarea name="note" rows={3} maxLength={2000} defaultValue={typedIn(state, "note")} />
          </Field>
          <SubmitButton className="self-end" variant="danger" icon={<Undo2 aria-hidden="true" />} pending={pending} disabledReason={chosen.length === 0 ? text.nothing : undefined}>
            {text.submit(chosen.length)}
          </SubmitButton>
        </div>
      </Card>
    </form>
  );
}
