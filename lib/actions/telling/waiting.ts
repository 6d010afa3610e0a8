import { ABLE, ASKS, interested } from "@/lib/actions/reach";
import type { ActionRow } from "@/lib/actions/row";
import { sql, type Tx } from "@/lib/db/tx";
import { tell } from "@/lib/notices/notify";

/** People told at once: a group larger than this is told by other means. */
const MOST_TOLD = 200;

/** Tells those who may decide that an action still waits. */
export async function tellStillWaiting(tx: Tx, action: ActionRow, people: string[]): Promise<void> {
  await tell(tx, { kind: "reminder", people, actionId: action.id, text: `“${action.summary}” still waits for a decision${until(action.deadlineAt)}.` });
}

/** Tells the group that may decide now too. */
export async function tellEscalated(tx: Tx, action: ActionRow): Promise<void> {
  const people = await tx.all<{ id: string }>(sql`
    WITH able AS (${ABLE}) SELECT DISTINCT able.id FROM able JOIN groups g ON g.id = able.group_id, actions a
     WHERE g.name = ${action.escalateTo} AND a.id = ${action.id} AND NOT ${interested(sql`able.id`)} ORDER BY able.id LIMIT ${MOST_TOLD}`);
  await tell(tx, { kind: "escalated", people: people.map(({ id }) => id), actionId: action.id, text: `Nobody has decided “${action.summary}” yet; you may now${until(action.deadlineAt)}.` });
}

/** All who may decide an action and have not, of the group that was asked where one was. */
export async function whoMayDecide(tx: Tx, id: string): Promise<string[]> {
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
