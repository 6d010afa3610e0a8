"use client";

import { startTransition, useActionState, useState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { TextLink } from "@/components/ui/link-button";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";
import { paths } from "@/lib/paths";
import type { ImportedTool, ProposedTool } from "@/lib/tools/import-view";
import { ImportRow, type Row } from "./import-row";
import { importTools as words } from "./words-import";

type Props = { read: Mutation<ProposedTool[]>; register: Mutation<ImportedTool[]> };

/** What was pasted, then a table of proposals, then what became of each. */
export function ImportTools({ read, register }: Props) {
  const [text, setText] = useState("");
  const [rows, setRows] = useState<Row[]>([]);
  const [results, setResults] = useState<ImportedTool[]>([]);
  const [reading, readNow, busy] = useActionState(async (before: MutationState<ProposedTool[]> | null, form: FormData) => {
    const answer = await read(before, form);
    if (answer.ok) {
      setRows(answer.value.map((tool) => ({ ...tool, proposed: tool.access, chosen: !tool.registered })));
      setResults([]);
    }
    return answer;
  }, null);
  const [registering, registerNow, pending] = useActionState(async (before: MutationState<ImportedTool[]> | null, chosen: Row[]) => {
    const answer = await register(before, {
      tools: chosen.map(({ name, title, description, access, reversibility, dataClasses, sensitive, summary, paramsSchema }) => ({ name, title, description, access, reversibility, dataClasses, sensitive, summary, paramsSchema })),
    });
    if (answer.ok) {
      setResults(answer.value);
      const done = new Set(answer.value.flatMap(({ name, fault }) => (fault === null ? [name] : [])));
      setRows((all) => all.map((row) => (done.has(row.name) ? { ...row, registered: true, chosen: false } : row)));
    }
    return answer;
  }, null);
  const chosen = rows.filter((row) => row.chosen && !row.registered);
  const done = results.filter(({ fault }) => fault === null);
  const faults = new Map(results.flatMap(({ name, fault }) => (fault === null ? [] : [[name, fault]])));

  return (
    <div className="flex flex-col gap-5">
      <Card title={words.list}>
        <form onSubmit={onSubmit(readNow)} className="flex flex-col gap-3">
          <MutationErrors state={reading} />
          <input
            type="file"
            accept=".json,application/json"
            aria-label={words.file}
            className="max-w-full text-sm text-muted file:mr-3 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-edge file:bg-surface file:px-3 file:py-1 file:text-sm file:font-medium file:text-ink"
            onChange={async (event) => {
              const file = event.target.files?.[0];
              if (file && file.size < 2_000_000) setText(await file.text());
            }}
          />
          <Field id="text" label={words.text} required error={reading && !reading.ok ? reading.faults.find(({ pointer }) => pointer === "/text")?.detail : undefined}>
            <Textarea name="text" code className={rows.length > 0 ? "max-h-40" : "min-h-52 pointer-coarse:min-h-52"} value={text} onChange={(event) => setText(event.target.value)} placeholder={words.placeholder} />
          </Field>
          <div>
            <SubmitButton variant={rows.length > 0 ? "secondary" : "primary"} pending={busy}>
              {words.propose}
            </SubmitButton>
          </div>
        </form>
      </Card>
      {rows.length > 0 && (
        <Card
          title={words.proposals(rows.length)}
          description={words.proposalsHint}
          flush
        >
          <ul aria-label={words.proposalList} className="divide-y divide-line border-t border-line">
            {rows.map((row, index) => (
              <ImportRow key={index} row={row} fault={faults.get(row.name)} change={(next) => setRows((all) => all.map((one, at) => (at === index ? next : one)))} />
            ))}
          </ul>
          <div className="flex flex-col gap-3 border-t border-line p-4">
            <MutationErrors state={registering} />
            {done.length > 0 && (
              <Alert tone="success" live title={words.registered(done.length)}>
                <TextLink href={paths.admin.tools}>{words.toTools}</TextLink>
              </Alert>
            )}
            {faults.size > 0 && (
              <Alert tone="danger" live title={words.refused(faults.size)}>
                {words.refusedHint}
              </Alert>
            )}
            <div>
              <Button variant="primary" pending={pending} disabledReason={chosen.length === 0 ? words.noneChosen : undefined} onClick={() => startTransition(() => registerNow(chosen))}>
                {words.register(chosen.length)}
              </Button>
            </div>
          </div>
        </Card>
      )}
    </div>
  );
}
