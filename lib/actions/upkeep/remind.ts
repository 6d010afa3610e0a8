import { holderOf } from "@/lib/actions/desk/take";
import { lockAction, type ActionRow } from "@/lib/actions/row";
import { tellEscalated, tellStillWaiting, whoMayDecide } from "@/lib/actions/telling/waiting";
import { sweeper } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact } from "@/lib/db/tx";
import type { Requirement } from "@/lib/policy/types";

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
    const people = one ? [one] : await whoMayDecide(tx, action);
    await record(tx, { type: "action.reminded", actor: sweeper, action, data: { people, deadline_at: action.deadlineAt?.toISOString() ?? null } });
    await tellStillWaiting(tx, action, people);
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
