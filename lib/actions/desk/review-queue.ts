import { approvableBy, asksFor, reachOf, type Reach } from "@/lib/actions/reach";
import { readUrgencyCursor, urgencyCursor, type UrgencyKey } from "@/lib/actions/shown/cursor";
import { lineOf, PICKED, type LineRow } from "@/lib/actions/shown/lines";
import type { ActionLine, Count } from "@/lib/actions/shown/person-view";
import type { Person } from "@/lib/actor";
import { db, empty, join, sql, type Sql } from "@/lib/db/tx";
import type { Tier } from "@/lib/policy/types";
import { MOST_COUNTED, PAGE } from "./queries";
import { snoozedBy } from "./snooze";
import { LIVE_TAKE } from "./take";
import { filtered, heldByAnother, URGENCY, waitsOn, type QueueFilter } from "./take-next";

/**
 * The review queue as one person sees it. `mine`: what they may approve and nobody else is at. `groups`: all that asks
 * for a group of theirs. `waiting`: all that waits for anybody. `taken`, `asked` (waits on the agent), `snoozed` (by them),
 * `blocked` and `unknown`: what stands elsewhere.
 */
export const REVIEW_VIEWS = ["mine", "groups", "waiting", "taken", "asked", "snoozed", "blocked", "unknown"] as const;
export type ReviewView = (typeof REVIEW_VIEWS)[number];

/** A line of the review queue: what is decided from it without another read, and who is at it. Moments are ISO 8601. */
export type ReviewLine = ActionLine & {
  revision: number;
  /** In hex, for the decision to name. */
  payloadHash: string;
  policyVersion: number;
  /** Whoever looks at it now. */
  taken: { id: string; name: string; mine: boolean; since: string } | null;
  /** Whom somebody asked to decide it. */
  assigned: { name: string; mine: boolean } | null;
  /** Since when it waits on the agent. */
  askedAt: string | null;
  escalated: boolean;
  /** Whether this person may approve it now; `mayI` says why not. */
  approvable: boolean;
  /** This person has voted on it already. */
  voted: boolean;
};

export type ReviewPage = { lines: ReviewLine[]; /** Leads on, if there is more. */ after: string | null };

type Row = LineRow & {
  revision: number;
  payloadHash: Buffer;
  policyVersion: number;
  holderId: string | null;
  holderName: string | null;
  takenAt: Date | null;
  assigneeId: string | null;
  assigneeGroupId: string | null;
  assigneeName: string | null;
  inGroup: boolean;
  askedAt: Date | null;
  escalatedAt: Date | null;
  approvable: boolean;
  voted: boolean;
  keyAt: Date;
};

const RANK: Record<Tier, number> = { high: 0, medium: 1, low: 2 };

/** One page of a view, by tier and then by what is due first; `after` is the cursor that the page before gave. */
export async function reviewPage(person: Person, view: ReviewView, filter: QueueFilter = {}, after?: string, size: number = PAGE): Promise<ReviewPage> {
  const reach = await reachOf(person);
  if (isSifted(view) && !(reach && (reach.groups.length > 0 || reach.standsIn))) return { lines: [], after: null };
  let from = readUrgencyCursor(after);
  if (!isSifted(view)) return shown(person, await rowsOf(person, reach, view, filter, from, size), size);
  // Sieving in the index's own order, some at a time: however few fit, no page sorts or joins all that waits.
  const found: Row[] = [];
  for (const batch of BATCHES) {
    found.push(...(await rowsOf(person, reach, view, filter, from, size - found.length, batch)));
    if (found.length > size) break;
    const end = await db.one<{ tier: Tier; at: Date; id: string }>(sql`
      SELECT a.tier, a.deadline_at AS at, a.id FROM actions a WHERE a.state = 'pending' ${filtered(filter)} ${beyondOf(from, sql`a.deadline_at`)}
       ORDER BY ${URGENCY}, a.deadline_at, a.id OFFSET ${batch - 1} LIMIT 1`);
    if (!end) break;
    from = { rank: RANK[end.tier], at: end.at.toISOString(), id: end.id };
  }
  return shown(person, found, size);
}

/** Pending actions looked at one after another for those that fit. */
const BATCHES = [250, 1_000, 4_000, 20_000, 100_000];

const isSifted = (view: ReviewView) => view === "mine" || view === "groups";

const beyondOf = (from: UrgencyKey | undefined, at: Sql) =>
  from ? sql`AND (${URGENCY}, ${at}, a.id) > (${from.rank}::int, ${from.at}::timestamptz, ${from.id}::uuid)` : empty;

async function rowsOf(person: Person, reach: Reach | undefined, view: ReviewView, filter: QueueFilter, from: UrgencyKey | undefined, size: number, batch?: number): Promise<Row[]> {
  const at = view === "unknown" ? sql`a.state_at` : sql`a.deadline_at`;
  const within = batch === undefined ? sql`${filtered(filter)} ${beyondOf(from, at)}` : empty;
  const first =
    batch === undefined ? empty : sql`WITH pending AS MATERIALIZED (
      SELECT a.* FROM actions a WHERE a.state = 'pending' ${filtered(filter)} ${beyondOf(from, at)} ORDER BY ${URGENCY}, a.deadline_at, a.id LIMIT ${batch})`;
  return db.all<Row>(sql`${first}
    SELECT a.*, g.name AS agent_name, c.reasons, c.policy_version, v.access, r.payload_hash, t.person_id AS holder_id, holder.name AS holder_name, t.taken_at,
           coalesce(asked.name, asked_group.name) AS assignee_name, (a.assignee_group_id = ANY(${person.groupIds}::uuid[])) IS TRUE AS in_group,
           ${reach ? approvableBy(reach) : sql`false`} AS approvable,
           EXISTS (SELECT FROM decisions d WHERE d.action_id = a.id AND d.revision = a.revision AND d.person_id = ${person.id} AND d.voided_at IS NULL) AS voted
      FROM (SELECT ${PICKED}, ${at} AS key_at, a.asked_at, a.escalated_at, a.escalate_to, a.quorum_at, a.assignee_id, a.assignee_group_id, a.requested_by, a.released_by
              ${inView(person, reach, view, batch === undefined ? sql`actions` : sql`pending`)} ${within}
             ORDER BY ${URGENCY}, ${at}, a.id LIMIT ${size + 1}) a
      JOIN agents g ON g.id = a.agent_id
      JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
      JOIN revisions r ON r.action_id = a.id AND r.number = a.revision
      LEFT JOIN tool_versions v ON v.id = r.tool_version_id
      LEFT JOIN takes t ON t.action_id = a.id AND ${LIVE_TAKE} AND a.state = 'pending'
      LEFT JOIN people holder ON holder.id = t.person_id AND holder.deactivated_at IS NULL
      LEFT JOIN people asked ON asked.id = a.assignee_id
      LEFT JOIN groups asked_group ON asked_group.id = a.assignee_group_id
     ORDER BY ${URGENCY}, key_at, a.id`);
}

function shown(person: Person, rows: Row[], size: number): ReviewPage {
  const last = rows.slice(0, size).at(-1);
  return {
    lines: rows.slice(0, size).map((row) => reviewLine(person, row)),
    after: rows.length > size && last ? urgencyCursor({ rank: RANK[last.tier], at: last.keyAt.toISOString(), id: last.id }) : null,
  };
}

/** How many there are in each view; counting stops at `MOST_COUNTED`. */
export async function reviewCounts(person: Person, filter: QueueFilter = {}): Promise<Record<ReviewView, Count>> {
  const reach = await reachOf(person);
  const counted = REVIEW_VIEWS.map((view) => sql`(SELECT count(*)::int FROM (SELECT 1 ${inView(person, reach, view)} ${filtered(filter)} LIMIT ${MOST_COUNTED + 1}) few)`);
  const row = await db.one<{ counts: number[] }>(sql`SELECT ARRAY[${join(counted)}] AS counts`);
  const entries = REVIEW_VIEWS.map((view, index) => [view, { number: Math.min(row!.counts[index]!, MOST_COUNTED), more: row!.counts[index]! > MOST_COUNTED }] as const);
  return Object.fromEntries(entries) as Record<ReviewView, Count>;
}

/** How many came into a view since a page of it was read: they wait behind a button, so that nothing moves by itself. */
export async function reviewArrived(person: Person, view: ReviewView, since: Date, filter: QueueFilter = {}): Promise<Count> {
  const reach = await reachOf(person);
  const row = await db.one<{ number: number }>(sql`
    SELECT count(*)::int AS number FROM (SELECT 1 ${inView(person, reach, view)} ${filtered(filter)} AND a.submitted_at > ${since} LIMIT ${MOST_COUNTED + 1}) few`);
  return { number: Math.min(row!.number, MOST_COUNTED), more: row!.number > MOST_COUNTED };
}

/** `FROM … WHERE …` of a view. Whoever decides nothing has nothing of theirs. */
function inView(person: Person, reach: Reach | undefined, view: ReviewView, pending: Sql = sql`actions`): Sql {
  const classified = sql`FROM ${pending} a JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision`;
  if (!reach && (view === "mine" || view === "groups")) return sql`FROM actions a WHERE false`;
  switch (view) {
    case "mine":
      return sql`${classified} WHERE a.state = 'pending' AND ${waitsOn(reach!)} AND NOT ${heldByAnother(person.id)}`;
    case "groups":
      return sql`${classified} WHERE a.state = 'pending' AND ${asksFor(reach!)} AND NOT ${snoozedBy(person.id)}`;
    case "waiting":
      return sql`FROM actions a WHERE a.state = 'pending'`;
    case "taken":
      return sql`FROM actions a JOIN takes t ON t.action_id = a.id AND ${LIVE_TAKE} JOIN people holder ON holder.id = t.person_id AND holder.deactivated_at IS NULL WHERE a.state = 'pending'`;
    case "asked":
      return sql`FROM actions a WHERE a.state = 'pending' AND a.asked_at IS NOT NULL`;
    case "snoozed":
      return sql`FROM actions a WHERE a.state = 'pending' AND a.id IN (SELECT action_id FROM snoozes WHERE person_id = ${person.id}) AND ${snoozedBy(person.id)}`;
    case "blocked":
      return sql`FROM actions a WHERE a.state = 'blocked'`;
    case "unknown":
      return sql`FROM actions a WHERE a.state = 'unknown'`;
  }
}

function reviewLine(person: Person, row: Row): ReviewLine {
  const { holderId, holderName, takenAt, assigneeName } = row;
  return {
    ...lineOf(row),
    revision: row.revision,
    payloadHash: row.payloadHash.toString("hex"),
    policyVersion: row.policyVersion,
    taken: holderId && holderName && takenAt ? { id: holderId, name: holderName, mine: holderId === person.id, since: takenAt.toISOString() } : null,
    assigned: assigneeName === null ? null : { name: assigneeName, mine: row.assigneeId ? row.assigneeId === person.id : row.inGroup },
    askedAt: row.askedAt?.toISOString() ?? null,
    escalated: row.escalatedAt !== null,
    approvable: row.approvable,
    voted: row.voted,
  };
}
