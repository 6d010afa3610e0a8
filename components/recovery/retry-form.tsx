"use client";

import { CircleCheck, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ModeMark } from "@/components/actions/marks";
import { STATE_WORD } from "@/components/actions/words";
import { MutationErrors } from "@/components/mutation-errors";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { FlaggedText } from "@/components/ui/flagged-text";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import type { FailedLine, Retried } from "@/lib/actions/recovery/recovery-view";
import { faultOf, typedIn, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import { retryForm as text } from "./words";

type Props = { lines: readonly FailedLine[]; mutation: Mutation<Retried[]>; refused: string | undefined };

/** Failed actions with their causes; those chosen are proposed again, each on its own. */
export function RetryForm({ lines, mutation, refused }: Props) {
  const router = useRouter();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [state, act, pending] = useActionState(async (before: MutationState<Retried[]> | null, form: FormData) => {
    const answer = await mutation(before, form);
    if (answer.ok) {
      choose(new Set());
      router.refresh();
    }
    return answer;
  }, null);
  const possible = lines.filter(({ retry }) => retry === true);
  const toggle = (id: string, on: boolean) => choose((now) => new Set(on ? [...now, id] : [...now].filter((other) => other !== id)));
  if (lines.length === 0) {
    return (
      <div className="flex flex-col gap-4">
        {state?.ok && <Results results={state.value} lines={lines} />}
        <EmptyState icon={<CircleCheck />} title={text.empty} />
      </div>
    );
  }
  return (
    <form action={act} noValidate className="flex flex-col gap-4">
      <MutationErrors state={state} />
      {state?.ok && <Results results={state.value} lines={lines} />}
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Button size="small" onClick={() => choose(new Set(chosen.size === possible.length ? [] : possible.map(({ id }) => id)))}>
          {chosen.size === possible.length && possible.length > 0 ? text.none : text.all}
        </Button>
        <span role="status" className="text-muted">
          {text.chosen(chosen.size)}
        </span>
      </div>
      <ul aria-label={text.list} className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface shadow-sm">
        {lines.map((line) => (
          <li key={line.id} className="flex items-start gap-3 px-3 py-2.5">
            <input
              type="checkbox"
              name="chosen[]"
              value={`${line.id}:${line.revision}`}
              aria-label={text.one(line.summary)}
              checked={chosen.has(line.id)}
              disabled={line.retry !== true}
              onChange={(event) => toggle(line.id, event.target.checked)}
              className="mt-1 size-4 shrink-0 accent-accent pointer-coarse:size-6"
            />
            <div className="min-w-0 flex-1 text-sm">
              <Link href={paths.action(line.id)} prefetch={false} className="font-medium text-ink no-underline hover:underline">
                <FlaggedText text={line.summary} />
              </Link>
              <p className="mt-0.5 text-danger-ink">
                <FlaggedText text={line.cause ?? text.noCause} />
              </p>
              <p className="mt-0.5 text-xs text-muted">
                {line.agent} · {line.tool} · {text.attempts(line.attempts)} · <Time at={line.at} show="relative" />
                {line.retry !== true && ` · ${line.retry}`}
              </p>
            </div>
            <ModeMark mode={line.mode} dryRun={line.dryRun} />
          </li>
        ))}
      </ul>
      <Card title={text.title} description={text.description}>
        <div className="flex flex-col gap-3">
          <Field id="note" label={text.note} error={faultOf(state, "note")} required>
            <Textarea name="note" rows={2} maxLength={2000} defaultValue={typedIn(state, "note")} />
          </Field>
          <SubmitButton className="self-end" icon={<RotateCcw aria-hidden="true" />} pending={pending} disabledReason={refused ?? (chosen.size === 0 ? text.nothing : undefined)}>
            {text.submit(chosen.size)}
          </SubmitButton>
        </div>
      </Card>
    </form>
  );
}

function Results({ results, lines }: { results: readonly Retried[]; lines: readonly FailedLine[] }) {
  const done = results.filter(({ ok }) => ok).length;
  return (
    <Alert live tone={done === results.length ? "success" : "warning"} title={text.result(done, results.length)}>
      <ul className="mt-1 flex flex-col gap-1">
        {results.map((result) => (
          <li key={result.id}>
            <Link href={paths.action(result.id)} prefetch={false}>
              <FlaggedText text={result.summary ?? lines.find(({ id }) => id === result.id)?.summary ?? text.unnamed} />
            </Link>
            {": "}
            {result.ok ? STATE_WORD[result.state] : result.reason}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
