import type { Person } from "@/lib/actor";
import { db, sql, type Sql } from "@/lib/db/tx";
import { OUTCOMES, type ComparedAction, type ComparisonView, type Counts, type Outcome } from "@/lib/policy/loop-view";
import type { Policy } from "@/lib/policy/types";
import { documentHash } from "@/lib/policy/versions";

type Row = {
  id: string;
  kind: "simulation" | "shadow";
  documentHash: Buffer;
  baseVersion: number;
  days: number | null;
  startedByName: string;
  startedAt: Date;
  finishedAt: Date | null;
  failure: string | null;
  leaseUntil: Date | null;
  examined: number;
  total: number | null;
  counts: Counts;
  decision: { seconds: number; of: number } | null;
  spanDays: number | null;
};

const read = (where: Sql) => db.all<Row>(sql`
  SELECT c.id, c.kind, c.document_hash, c.base_version, c.days, p.name AS started_by_name, c.started_at, c.finished_at, c.failure, c.lease_until, c.examined, c.total, c.counts, c.decision,
         extract(epoch FROM coalesce(c.until_at, c.finished_at, clock_timestamp()) - CASE c.kind WHEN 'shadow' THEN c.started_at ELSE c.oldest_at END)::float8 / 86400 AS span_days
    FROM policy_comparisons c JOIN people p ON p.id = c.started_by ${where}`);

function viewOf(row: Row, policy: Policy | null): ComparisonView {
  const { documentHash: hash, startedByName, leaseUntil, spanDays, startedAt, finishedAt, ...rest } = row;
  return {
    ...rest,
    state: row.failure ? "failed" : finishedAt ? "done" : leaseUntil ? "running" : "waiting",
    startedBy: startedByName,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    // Of less than a day nothing can be said per day.
    span: Math.max(1, spanDays ?? 1),
    current: policy !== null && documentHash(policy).equals(hash),
  };
}

/** A person's simulations, the newest first; `policy` is their draft, to tell which are of it. */
export async function simulationsOf(person: Pick<Person, "id">, policy: Policy | null): Promise<ComparisonView[]> {
  return (await read(sql`WHERE c.kind = 'simulation' AND c.started_by = ${person.id} ORDER BY c.started_at DESC LIMIT 10`)).map((row) => viewOf(row, policy));
}

/** Everybody's, for those who only read. */
export async function allSimulations(): Promise<ComparisonView[]> {
  return (await read(sql`WHERE c.kind = 'simulation' ORDER BY c.started_at DESC LIMIT 10`)).map((row) => viewOf(row, null));
}

/** Shadows, the one that runs first. */
export async function shadows(policy: Policy | null): Promise<ComparisonView[]> {
  return (await read(sql`WHERE c.kind = 'shadow' ORDER BY c.finished_at IS NOT NULL, c.started_at DESC LIMIT 10`)).map((row) => viewOf(row, policy));
}

export async function comparisonView(id: string): Promise<ComparisonView | undefined> {
  const [row] = await read(sql`WHERE c.id = ${id}`);
  return row && viewOf(row, null);
}

/** Which actions of a comparison: those of a cell, the alarms, or those that could not be evaluated. */
export type Cell = { from: Outcome; to: Outcome } | "alarms" | "failed";

/** @returns undefined for what names no cell */
export function readCell({ from, to, list }: Record<string, unknown>): Cell | undefined {
  if (list === "alarms" || list === "failed") return list;
  const isOutcome = (word: unknown): word is Outcome => OUTCOMES.some((known) => known === word);
  return isOutcome(from) && isOutcome(to) ? { from, to } : undefined;
}

const SIZE = 50;

/** The actions behind a number, the newest first; at most 500 of a cell are kept. */
export async function comparedActions(id: string, cell: Cell, before?: string): Promise<{ actions: ComparedAction[]; next: string | null }> {
  const where = cell === "alarms" ? sql`c.alarm` : cell === "failed" ? sql`c.failed` : sql`c.from_outcome = ${cell.from} AND c.to_outcome = ${cell.to}`;
  const rows = await db.all<Omit<ComparedAction, "submittedAt"> & { submittedAt: Date }>(sql`
    SELECT a.id, a.summary, a.tool_name AS tool, g.name AS agent, a.submitted_at, c.from_outcome AS "from", c.to_outcome AS "to", c.rejected, c.why
      FROM policy_comparison_actions c JOIN actions a ON a.id = c.action_id JOIN agents g ON g.id = a.agent_id
     WHERE c.comparison_id = ${id} AND ${where} AND (${before ?? null}::uuid IS NULL OR c.action_id < ${before ?? null}::uuid)
     ORDER BY c.action_id DESC LIMIT ${SIZE + 1}`);
  const shown = rows.slice(0, SIZE);
  return { actions: shown.map((row) => ({ ...row, submittedAt: row.submittedAt.toISOString() })), next: rows.length > SIZE ? shown.at(-1)!.id : null };
}
