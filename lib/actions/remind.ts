import { sweeper } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { tell } from "@/lib/notices/notify";
import type { Requirement } from "@/lib/policy/types";
import { ABLE, ASKS, interested } from "./reach";
import { lockAction, type ActionRow } from "./row";
import { holderOf } from "./take";

/** People told at once: a group larger than this is told by other means. */
const MOST_TOLD = 200;

/**
 * Reminds those who may decide, once, when the tier's `remind_after` is over: whom somebody asked, else whoever has it,
 * else all who may. Not while a question waits on the agent: nobody could do much then. The clock and the once are in
 * the statement's condition, so any number of sweepers may call this. @returns whether it reminded
 */
export async function remind(id: string): Promise<boolean> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    const due = await tx.run(sql`
      UPDATE actions SET remind_at = NULL WHERE id = ${id} AND state = 'pending' AND remind_at <= clock_timestamp()
         AND quorum_at IS NULL AND asked_at IS NULL AND deadline_at > clock_timestamp()`);
    if (due === 0) return false;
    const one = action.assigneeId ?? (action.assigneeGroupId ? undefined : (await holderOf(tx, id))?.personId);
    const people = one ? [one] : await whoMayDecide(tx, id);
    await record(tx, { type: "action.reminded", actor: sweeper, action, data: { people, deadline_at: action.deadlineAt?.toISOString() ?? null } });
    await tell(tx, { kind: "reminder", people, actionId: id, text: `“${action.summary}” still waits for a decision${until(action.deadlineAt)}.` });
    return true;
  });
}

/**
 * Asks the next group already, when the tier's `escalate.after` is over: it may then fill the places too. Where the
 * deadline would have asked it, it gets its own time at least; where the deadline ends the action, that stays.
 * @returns whether it escalated
 */
export async function escalate(id: string): Promise<boolean> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (!action.escalateTo) return false;
    const { requirement } = (await tx.one<{ requirement: Requirement }>(
      sql`SELECT requirement FROM classifications WHERE action_id = ${id} AND revision = ${action.revision}`,
    ))!;
    const within = requirement.review === "before" && requirement.escalate ? requirement.escalate.within : 0;
    const escalated = await tx.one<ActionRow>(sql`
      UPDATE actions SET escalated_at = clock_timestamp(), escalate_at = NULL,
             deadline_at = CASE WHEN on_expiry = 'escalate' THEN greatest(deadline_at, clock_timestamp() + ${within}::float8 * interval '1 second') ELSE deadline_at END
       WHERE id = ${id} AND state = 'pending' AND escalated_at IS NULL AND escalate_at <= clock_timestamp() AND quorum_at IS NULL AND deadline_at > clock_timestamp()
      RETURNING *`);
    if (!escalated) return false;
    await record(tx, { type: "action.escalated", actor: sweeper, action, data: { to: action.escalateTo, within, early: true } });
    await tellEscalated(tx, escalated);
    return true;
  });
}

/** Tells the group that may decide now too. */
export async function tellEscalated(tx: Tx, action: ActionRow): Promise<void> {
  const people = await tx.all<{ id: string }>(sql`
    WITH able AS (${ABLE}) SELECT DISTINCT able.id FROM able JOIN groups g ON g.id = able.group_id, actions a
     WHERE g.name = ${action.escalateTo} AND a.id = ${action.id} AND NOT ${interested(sql`able.id`)} ORDER BY able.id LIMIT ${MOST_TOLD}`);
  await tell(tx, { kind: "escalated", people: people.map(({ id }) => id), actionId: action.id, text: `Nobody has decided “${action.summary}” yet; you may now${until(action.deadlineAt)}.` });
}

async function whoMayDecide(tx: Tx, id: string): Promise<string[]> {
  const people = await tx.all<{ id: string }>(sql`
    WITH able AS (${ABLE}) SELECT DISTINCT able.id FROM actions a
      JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
      JOIN groups g ON ${ASKS} ? g.name JOIN able ON able.group_id = g.id
     WHERE a.id = ${id} AND NOT ${interested(sql`able.id`)} AND (a.assignee_group_id IS NULL OR g.id = a.assignee_group_id)
       AND NOT EXISTS (SELECT FROM decisions d WHERE d.action_id = a.id AND d.revision = a.revision AND d.person_id = able.id AND d.voided_at IS NULL)
     ORDER BY able.id LIMIT ${MOST_TOLD}`);
  return people.map((person) => person.id);
}

const until = (at: Date | null) => (at ? `, until ${at.toISOString().slice(0, 16).replace("T", " ")} UTC` : "");
