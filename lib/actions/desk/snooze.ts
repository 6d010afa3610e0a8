import { mayAct, requireYes } from "@/lib/actions/may";
import { refuse } from "@/lib/actions/move";
import { lockAction } from "@/lib/actions/row";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { LIVE_TAKE } from "./take";

/** A snoozed action is back at least this long before its deadline, or halfway there when that is sooner. */
const BEFORE_DEADLINE_S = 900;

/** Events that are about who looks, not about the action: they wake nobody. */
const QUIET = ["action.taken", "action.taken_over", "action.let_go", "action.snoozed", "action.unsnoozed"];

/** Whether action `a` is hidden from this person now. Whatever happens to the action itself brings it back. */
export const snoozedBy = (personId: string): Sql => sql`EXISTS (
  SELECT FROM snoozes s WHERE s.person_id = ${personId} AND s.action_id = a.id AND s.until > clock_timestamp()
     AND NOT EXISTS (SELECT FROM audit_events e WHERE e.action_id = a.id AND e.action_number > s.event_count AND e.type <> ALL(${QUIET})))`;

/**
 * Hides an action from one's own queue, and from nobody else's, until `until` or until something happens to it; without
 * `until`, until something happens. In any case it is back before its deadline: the answer says when at the latest.
 * Letting go of one's take goes with it. @throws Refusal `invalid` for a moment that has passed
 */
export async function snooze(person: Person, { id, until }: { id: string; until?: Date | undefined }): Promise<{ until: Date }> {
  requireYes(mayAct(person, "snooze what waits for them"));
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (action.state !== "pending") await refuse(tx, action, "approve");
    const snoozed = await tx.one<{ until: Date }>(sql`
      INSERT INTO snoozes (person_id, action_id, event_count, until)
      SELECT ${person.id}::uuid, a.id, a.event_count, least(coalesce(${until ?? null}::timestamptz, a.deadline_at),
               a.deadline_at - least(${BEFORE_DEADLINE_S} * interval '1 second', (a.deadline_at - clock_timestamp()) / 2))
        FROM actions a WHERE a.id = ${id} AND a.deadline_at > clock_timestamp() AND coalesce(${until ?? null}::timestamptz > clock_timestamp(), true)
      ON CONFLICT (person_id, action_id) DO UPDATE SET until = excluded.until, event_count = excluded.event_count, snoozed_at = clock_timestamp()
      RETURNING until`);
    if (!snoozed) throw new Refusal("invalid", "Choose a moment that is still to come, before the deadline.", { faults: [{ pointer: "/until", detail: "has passed" }] });
    const held = await tx.one<{ live: boolean }>(sql`DELETE FROM takes t WHERE action_id = ${id} AND person_id = ${person.id} RETURNING ${LIVE_TAKE} AS live`);
    await record(tx, { type: "action.snoozed", actor: person, action, data: { revision: action.revision, until: snoozed.until.toISOString(), let_go: held?.live ?? false } });
    return snoozed;
  });
}

/** Brings it back to one's queue at once. @returns whether it was snoozed */
export async function unsnooze(person: Person, id: string): Promise<boolean> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    const ended = await tx.run(sql`DELETE FROM snoozes WHERE person_id = ${person.id} AND action_id = ${id} AND until > clock_timestamp()`);
    if (ended === 0) return false;
    await record(tx, { type: "action.unsnoozed", actor: person, action, data: { revision: action.revision } });
    return true;
  });
}
