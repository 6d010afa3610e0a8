"use client";

import { lazy, Suspense } from "react";
import { FlaggedText } from "@/components/ui/flagged-text";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import type { TargetLook } from "@/lib/actions/review/target-view";
import type { PayloadView } from "@/lib/payloads/kinds-view";
import { useTarget } from "./use-target";
import { Value } from "./value";
import { record as words } from "./words";

// Few records hold long texts, and comparing them is a library.
const TextDifference = lazy(() => import("./text-difference").then((module) => ({ default: module.TextDifference })));

export type Row = Extract<PayloadView, { kind: "record" }>;

/** From here on a change inside a text is easier to see than two texts. */
const LONG = 60;

type Props = { record: Row; actionId: string; revision: number };

/** A change of one row: which one, and field by field what it holds and what it would hold. */
export function RecordPayload({ record, actionId, revision }: Props) {
  const look = useTarget(actionId, revision, record.verb !== "insert");
  const caption = `${words.says[record.verb]} ${record.table}`;
  return (
    <>
      <p className="mb-2 text-sm">
        {words.says[record.verb]} <code className="font-mono">{record.table}</code>
        {record.key !== null && (
          <>
            {": "}
            <FlaggedText text={record.key} className="font-mono font-medium" />
          </>
        )}
      </p>
      {record.verb === "delete" ? <Deleted look={look} caption={caption} /> : <Fields record={record} look={look} caption={caption} />}
    </>
  );
}

const differenceOf = (look: TargetLook | null) => (look?.found && look.difference) || [];
const heading = (look: TargetLook | null) => (look?.found && look.when === "before" ? words.before : words.now);

function Fields({ record, look, caption }: { record: Row; look: TargetLook | null; caption: string }) {
  const compared = record.verb === "update" && (look === null || look.found);
  const before = new Map(differenceOf(look).map((change) => [change.field, change]));
  const held = heading(look);
  return (
    <>
      <Table caption={caption}>
        <TableHead>
          <HeaderCell>{words.field}</HeaderCell>
          {compared && <HeaderCell>{held}</HeaderCell>}
          <HeaderCell>{words.becomes}</HeaderCell>
        </TableHead>
        <TableBody>
          {record.fields.map(({ field, value, amount }) => {
            const from = before.get(field)?.from;
            const inText = typeof from === "string" && typeof value === "string" && Math.max(from.length, value.length) > LONG;
            return (
              <TableRow key={field}>
                <Cell className="font-medium">
                  <FlaggedText text={field} />
                </Cell>
                {compared && (
                  <Cell label={held} className="text-muted">
                    {look === null ? <span aria-busy="true">…</span> : before.has(field) ? <Value value={from} amount={before.get(field)?.amounts?.from} /> : words.same}
                  </Cell>
                )}
                <Cell label={words.becomes}>{inText ? <Inside from={from} to={value} /> : <Value value={value} amount={amount} className={before.has(field) ? "font-medium" : undefined} />}</Cell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      <Remark look={look} />
    </>
  );
}

const Inside = ({ from, to }: { from: string; to: string }) => (
  <Suspense fallback={<Value value={to} className="font-medium" />}>
    <TextDifference from={from} to={to} />
  </Suspense>
);

function Deleted({ look, caption }: { look: TargetLook | null; caption: string }) {
  const difference = differenceOf(look);
  if (look?.found && difference.length > 0) {
    return (
      <Table caption={caption}>
        <TableHead>
          <HeaderCell>{words.field}</HeaderCell>
          <HeaderCell>{look.when === "before" ? words.before : words.gone}</HeaderCell>
        </TableHead>
        <TableBody>
          {difference.map(({ field, from, amounts }) => (
            <TableRow key={field}>
              <Cell className="font-medium">{field}</Cell>
              <Cell label={look.when === "before" ? words.before : words.now}>
                <Value value={from} amount={amounts?.from} />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    );
  }
  return look === null ? <p className="text-sm text-muted">{words.reading}</p> : <Remark look={look} />;
}

function Remark({ look }: { look: TargetLook | null }) {
  if (look === null || look.found) return null;
  return (
    <p role="status" className="mt-2 text-sm text-muted">
      {words.notShown(look.why)}
    </p>
  );
}
