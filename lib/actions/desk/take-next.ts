import { mayAct, requireYes } from "@/lib/actions/may";
import { approvableBy, reachOf, type Reach } from "@/lib/actions/reach";
import type { ActionRow } from "@/lib/actions/row";
import type { Taken } from "@/lib/actions/shown/review-view";
import type { Person } from "@/lib/actor";
import { empty, sql, transact, type Sql } from "@/lib/db/tx";
import type { Tier } from "@/lib/policy/types";
import { snoozedBy } from "./snooze";
import { hold, LIVE_TAKE, takenView } from "./take";

export type QueueFilter = {
  tier?: Tier | undefined;
  tool?: string | undefined;
  agentId?: string | undefined;
  mode?: "live" | "test" | undefined;
  /** Anywhere in the gateway's sentence. */
  text?: string | undefined;
};

export type NextFilter = QueueFilter & {
  /** Passed over already in this sitting; at most 200 count. */
  skip?: readonly string[] | undefined;
};

// Word for word as in the index actions_queue.
export const URGENCY = sql`(CASE a.tier WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END)`;

/** Held by somebody else at this moment. */
export const heldByAnother = (personId: string): Sql => sql`EXISTS (
  SELECT FROM takes t JOIN people p ON p.id = t.person_id AND p.deactivated_at IS NULL WHERE t.action_id = a.id AND t.person_id <> ${personId} AND ${LIVE_TAKE})`;

/** Somebody else was asked to decide it: another person, or a group that this person is not in. */
const forAnother = ({ personId }: Reach): Sql => sql`(
  a.assignee_id <> ${personId} OR (a.assignee_id IS NULL AND a.assignee_group_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM group_members m WHERE m.group_id = a.assignee_group_id AND m.person_id = ${personId}))) IS TRUE`;

/** What waits on this person: they may approve it, and neither they nor anybody else is at it. */
export const waitsOn = (reach: Reach): Sql => sql`(${approvableBy(reach)} AND a.quorum_at IS NULL AND a.asked_at IS NULL AND NOT ${forAnother(reach)}
  AND NOT EXISTS (SELECT FROM decisions d WHERE d.action_id = a.id AND d.revision = a.revision AND d.person_id = ${reach.personId} AND d.voided_at IS NULL)
  AND NOT ${snoozedBy(reach.personId)})`;

export const filtered = ({ tier, tool, agentId, mode, text }: QueueFilter): Sql =>
  [
    tier === undefined ? empty : sql`AND a.tier = ${tier}`,
    tool === undefined ? empty : sql`AND a.tool_name = ${tool}`,
    agentId === undefined ? empty : sql`AND a.agent_id = ${agentId}`,
    mode === undefined ? empty : sql`AND a.mode = ${mode}`,
    text === undefined ? empty : sql`AND a.summary ILIKE ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}`,
  ].reduce((all, one) => sql`${all} ${one}`);

const MOST_SKIPPED = 200;
const TRIES = 50;

/**
 * Takes the most urgent action that waits on this person: first what was assigned to them, then by tier and deadline.
 * Rows that somebody is just taking are stepped over, so two who ask at once never get the same one.
 * @returns undefined when nothing is left for them
 */
export async function takeNext(person: Person, filter: NextFilter = {}): Promise<Taken | undefined> {
  requireYes(mayAct(person, "take an action to decide it"));
  const reach = await reachOf(person);
  if (!reach) return undefined;
  const skip = (filter.skip ?? []).slice(-MOST_SKIPPED);
  const candidates = (only: Sql) => sql`
    SELECT a.* FROM actions a JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
     WHERE a.state = 'pending' AND ${waitsOn(reach)} AND NOT ${heldByAnother(person.id)} ${filtered(filter)} ${only} AND a.id <> ALL(${skip}::uuid[])
     ORDER BY ${URGENCY}, a.deadline_at, a.id LIMIT 1 FOR UPDATE OF a SKIP LOCKED`;
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await transact(async (tx) => {
      const action = (await tx.one<ActionRow>(candidates(sql`AND a.assignee_id = ${person.id}`))) ?? (await tx.one<ActionRow>(candidates(empty)));
      if (!action) return "none" as const;
      // The take's own key decides: what the row's lock was waiting for may have been another take.
      const holder = await hold(tx, person, action, false);
      if (holder.personId === person.id) return takenView(person, action.id, holder);
      skip.push(action.id);
      return undefined;
    });
    if (found === "none") return undefined;
    if (found) return found;
  }
  return undefined;
}
