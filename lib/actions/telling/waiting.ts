import type { ActionRow } from "@/lib/actions/row";
import { sql, type Sql, type Tx } from "@/lib/db/tx";
import { tell } from "@/lib/notices/notify";
import { deciders } from "@/lib/people/deciders";

/** People told at once: a group larger than this is told by other means. */
const MOST_TOLD = 200;

/** Tells those who may decide that an action still waits. */
export async function tellStillWaiting(tx: Tx, action: ActionRow, people: string[]): Promise<void> {
  await tell(tx, { kind: "reminder", people, actionId: action.id, text: `“${action.summary}” still waits for a decision${until(action.deadlineAt)}.` });
}

/** Tells the group that may decide now too. */
export async function tellEscalated(tx: Tx, action: ActionRow): Promise<void> {
  const people = await whoOf(tx, action.id, sql`group_name = ${action.escalateTo}`);
  await tell(tx, { kind: "escalated", people, actionId: action.id, text: `Nobody has decided “${action.summary}” yet; you may now${until(action.deadlineAt)}.` });
}

/** All who may decide an action and have not, of the group that was asked where one was. */
export const whoMayDecide = (tx: Tx, { id, assigneeGroupId }: ActionRow): Promise<string[]> => whoOf(tx, id, assigneeGroupId ? sql`group_id = ${assigneeGroupId}` : sql`true`);

async function whoOf(tx: Tx, id: string, group: Sql): Promise<string[]> {
  const people = await tx.all<{ id: string }>(sql`SELECT DISTINCT person_id AS id FROM (${deciders([id])}) able WHERE ${group} ORDER BY 1 LIMIT ${MOST_TOLD}`);
  return people.map((person) => person.id);
}

const until = (at: Date | null) => (at ? `, until ${at.toISOString().slice(0, 16).replace("T", " ")} UTC` : "");
