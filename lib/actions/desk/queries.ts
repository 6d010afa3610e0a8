import { readTimeCursor, readUrgencyCursor, timeCursor, urgencyCursor } from "@/lib/actions/shown/cursor";
import { lineOf, lines, PICKED, type LineRow } from "@/lib/actions/shown/lines";
import type { ActionLine, Count, Page, QueueChoices, QueueFilters, QueueView } from "@/lib/actions/shown/person-view";
import { db, empty, sql, type Sql } from "@/lib/db/tx";
import type { Tier } from "@/lib/policy/types";
import { narrowedBy } from "./queue-filters";

/** Lists of the queue, for anybody who is signed in. */
export const PAGE = 50;

const RANK: Record<Tier, number> = { high: 0, medium: 1, low: 2 };
// Word for word as in the index actions_queue.
const URGENCY = sql`(CASE tier WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END)`;

// Not clock_timestamp(): what may change from row to row bounds no index.
const RECENT = sql`statement_timestamp() - interval '7 days'`;
/** The views that stand alike for everybody. */
type CommonView = Extract<QueueView, "waiting" | "blocked" | "unknown" | "in-flight" | "failed">;
const WHERE: Record<CommonView, Sql> = {
  waiting: sql`state = 'pending'`,
  blocked: sql`state = 'blocked'`,
  unknown: sql`state = 'unknown'`,
  "in-flight": sql`state IN ('approved', 'executing')`,
  failed: sql`state = 'failed' AND state_at > ${RECENT}`,
};

/** One page of a view of the queue, narrowed: what waits by tier, then deadline; the others newest first. */
export function queuePage(view: CommonView, after?: string, size: number = PAGE, filters: QueueFilters = {}): Promise<Page> {
  const only = narrowedBy(filters);
  return view === "waiting" ? waiting(only, after, size) : newest(sql`${WHERE[view]} ${only}`, after, size);
}

async function waiting(only: Sql, after: string | undefined, size: number): Promise<Page> {
  const from = readUrgencyCursor(after);
  const beyond = from ? sql`AND (${URGENCY}, deadline_at, id) > (${from.rank}::int, ${from.at}::timestamptz, ${from.id}::uuid)` : empty;
  const rows = await db.all<LineRow>(
    lines(
      sql`SELECT ${PICKED} FROM actions a WHERE state = 'pending' ${only} ${beyond} ORDER BY ${URGENCY}, deadline_at, id LIMIT ${size + 1}`,
      sql`(CASE p.tier WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END), deadline_at, p.id`,
    ),
  );
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const older = rows.length > size && last?.deadlineAt ? urgencyCursor({ rank: RANK[last.tier], at: last.deadlineAt.toISOString(), id: last.id }) : null;
  return { lines: shown.map(lineOf), older };
}

async function newest(where: Sql, after: string | undefined, size: number): Promise<Page> {
  const from = readTimeCursor(after);
  const beyond = from ? sql`AND (submitted_at, id) < (${from.at}::timestamptz, ${from.id}::uuid)` : empty;
  const rows = await db.all<LineRow>(
    lines(
      sql`SELECT ${PICKED} FROM actions a WHERE ${where} ${beyond} ORDER BY submitted_at DESC, id DESC LIMIT ${size + 1}`,
      sql`submitted_at DESC, p.id DESC`,
    ),
  );
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { lines: shown.map(lineOf), older: rows.length > size && last ? timeCursor({ at: last.submittedAt.toISOString(), id: last.id }) : null };
}

/** These actions as they are now, for a list that shows them already. */
export async function linesOf(ids: readonly string[]): Promise<ActionLine[]> {
  const rows = await db.all<LineRow>(lines(sql`SELECT ${PICKED} FROM actions a WHERE a.id = ANY(${ids}::uuid[])`, sql`p.id`));
  return rows.map(lineOf);
}

/** What the queue's filters offer. */
export async function queueChoices(): Promise<QueueChoices> {
  const [agents, tools] = await Promise.all([
    db.all<{ id: string; name: string }>(sql`SELECT id, name FROM agents ORDER BY name LIMIT ${PAGE * 4}`),
    db.all<{ name: string }>(sql`SELECT name FROM tools ORDER BY name LIMIT ${PAGE * 4}`),
  ]);
  return { agents, tools: tools.map(({ name }) => name) };
}

/** Where counting stops: beyond it the exact number helps nobody and costs every page. */
export const MOST_COUNTED = 1_000;

/** How many there are in each view of the queue. */
export async function queueCounts(): Promise<Record<CommonView, Count>> {
  const counted = (where: Sql) => sql`(SELECT count(*)::int FROM (SELECT 1 FROM actions WHERE ${where} LIMIT ${MOST_COUNTED + 1}) few)`;
  const row = await db.one<Record<"waiting" | "blocked" | "unknown" | "inFlight" | "failed", number>>(sql`
    SELECT ${counted(WHERE.waiting)} AS waiting, ${counted(WHERE.blocked)} AS blocked, ${counted(WHERE.unknown)} AS unknown,
           ${counted(WHERE["in-flight"])} AS in_flight, ${counted(WHERE.failed)} AS failed`);
  const { inFlight, ...rest } = row!;
  return { waiting: atMost(rest.waiting), blocked: atMost(rest.blocked), unknown: atMost(rest.unknown), "in-flight": atMost(inFlight), failed: atMost(rest.failed) };
}

/** How many wait for a decision, for the navigation. */
export async function waitingCount(): Promise<Count> {
  const row = await db.one<{ number: number }>(sql`SELECT count(*)::int AS number FROM (SELECT 1 FROM actions WHERE ${WHERE.waiting} LIMIT ${MOST_COUNTED + 1}) few`, "waiting-count");
  return atMost(row!.number);
}

/** How many came into a view since a page of it was read: they wait behind a button, so that nothing moves by itself. */
export async function arrivedSince(view: CommonView, since: Date, filters: QueueFilters = {}): Promise<Count> {
  const row = await db.one<{ number: number }>(sql`
    SELECT count(*)::int AS number FROM (SELECT 1 FROM actions a WHERE ${WHERE[view]} ${narrowedBy(filters)} AND submitted_at > ${since} LIMIT ${MOST_COUNTED + 1}) few`);
  return atMost(row!.number);
}

/** What policy let through today (UTC) without asking anybody. */
export async function allowedToday(): Promise<Count> {
  const row = await db.one<{ number: number }>(sql`
    SELECT count(*)::int AS number FROM (
      SELECT 1 FROM actions WHERE submitted_at >= date_trunc('day', statement_timestamp(), 'UTC') AND effect = 'allow' LIMIT ${MOST_COUNTED + 1}) few`);
  return atMost(row!.number);
}

const atMost = (number: number): Count => ({ number: Math.min(number, MOST_COUNTED), more: number > MOST_COUNTED });

/** The database's clock: what "since" means to `arrivedSince`. */
export async function now(): Promise<Date> {
  return (await db.one<{ now: Date }>(sql`SELECT clock_timestamp() AS now`))!.now;
}
