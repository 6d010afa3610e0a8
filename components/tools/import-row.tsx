"use client";

import { useState, type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ProposedTool } from "@/lib/tools/import-view";
import type { Access } from "@/lib/tools/view";
import { importRow as words } from "./words-import";

export type Row = ProposedTool & { proposed: Access; chosen: boolean };

const ACCESS = (["read", "draft", "write", "destructive"] as const satisfies readonly Access[]).map((value) => ({ value, label: words.accesses[value] }));
const rank = (access: Access) => ACCESS.findIndex(({ value }) => value === access);
const UNDO = (["irreversible", "compensable"] as const).map((value) => ({ value, label: words.undos[value] }));

/** One proposal: what it is, where that comes from, and what the admin makes of it. */
export function ImportRow({ row, fault, change }: { row: Row; fault: string | undefined; change: (row: Row) => void }) {
  const { name, registered } = row;
  return (
    <li className="flex flex-col gap-3 px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <Checkbox
          label={
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-mono font-medium break-all">
                <FlaggedText text={name} />
              </span>
              {registered && <Badge tone="success">{words.registered}</Badge>}
            </span>
          }
          hint={row.description ? <FlaggedText text={row.description.slice(0, 240)} /> : undefined}
          checked={row.chosen && !registered}
          disabled={registered}
          onChange={(event) => change({ ...row, chosen: event.target.checked })}
        />
      </div>
      {fault && <FieldError>{fault}</FieldError>}
      {row.chosen && !registered && (
        <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
          <Field label={<About word={words.access} tool={name} />} hint={<From row={row} />}>
            <Select options={ACCESS} value={row.access} onChange={(event) => change({ ...row, access: event.target.value as Access })} />
          </Field>
          <Field label={<About word={words.undo} tool={name} />} hint={words.undoHint}>
            <Select options={UNDO} value={row.reversibility} onChange={(event) => change({ ...row, reversibility: event.target.value as Row["reversibility"] })} />
          </Field>
          <Listed label={<About word={words.data} tool={name} />} hint={words.dataHint} values={row.dataClasses} change={(dataClasses) => change({ ...row, dataClasses })} />
          <Listed label={<About word={words.sensitive} tool={name} />} hint={words.sensitiveHint} values={row.sensitive} change={(sensitive) => change({ ...row, sensitive })} />
          <Field label={<About word={words.sentence} tool={name} />} hint={words.sentenceHint} className="sm:col-span-2 xl:col-span-3">
            <Input value={row.summary} onChange={(event) => change({ ...row, summary: event.target.value })} className="font-mono text-xs" />
          </Field>
          <p className="text-sm">
            <span className="block font-medium">{words.destinations}</span>
            {row.destinations.length > 0 ? <span className="font-mono text-xs break-all text-muted">{row.destinations.join(", ")}</span> : <span className="text-xs text-muted">{words.noDestinations}</span>}
          </p>
        </div>
      )}
    </li>
  );
}

/** The tool's name stands above: beside every field it is only heard. */
function About({ word, tool }: { word: string; tool: string }) {
  return (
    <>
      {word}
      <span className="sr-only">{words.of(tool)}</span>
    </>
  );
}

function From({ row: { access, proposed, because, hinted } }: { row: Row }) {
  return (
    <>
      {access === proposed ? words.kept(because) : rank(access) < rank(proposed) ? words.lowered(proposed, because) : words.raised(proposed)}
      {hinted && ` ${words.vendor(hinted)}`}
    </>
  );
}

/** A list as text with commas; what is typed stays as it is while it has the focus. */
function Listed({ label, hint, values, change }: { label: ReactNode; hint: string; values: string[]; change: (values: string[]) => void }) {
  const [typed, setTyped] = useState<string>();
  return (
    <Field label={label} hint={hint}>
      <Input
        value={typed ?? values.join(", ")}
        onChange={(event) => {
          setTyped(event.target.value);
          change(event.target.value.split(",").map((part) => part.trim()).filter(Boolean));
        }}
        onBlur={() => setTyped(undefined)}
      />
    </Field>
  );
}
