import { inOtherWords, mayAct, mayApprove, requireYes } from "@/lib/actions/may";
import { refuse } from "@/lib/actions/move";
import type { ActionRow } from "@/lib/actions/row";
import { lockForDecision, standingFor } from "@/lib/actions/standing";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { tell } from "@/lib/notices/notify";

/** To a person, to a group, or back to whoever is asked anyway (null). */
export type Assignment = { id: string; to: { personId: string } | { groupId: string } | null; note?: string | undefined };

/**
 * Asks a person or a group to decide it. It directs attention and gives no rights: only whoever may approve it can be
 * asked, and the others still may. The asked are told, and one's own take is let go.
 * @throws Refusal `not_permitted` with the reason why they could not approve it
 */
export async function assign(person: Person, { id, to, note = "" }: Assignment): Promise<ActionRow> {
  requireYes(mayAct(person, "pass on what waits"));
  return transact(async (tx) => {
    const { action, standing } = await lockForDecision(tx, person, id);
    if (action.state !== "pending") await refuse(tx, action, "approve");
    const asked = to === null ? [] : "personId" in to ? [await able(tx, to.personId, id)] : await membersOf(tx, to.groupId, action, standing.slots);
    const [assignee, group] = [to && "personId" in to ? to.personId : null, to && "groupId" in to ? to.groupId : null];
    const assigned = (await tx.one<ActionRow>(sql`UPDATE actions SET assignee_id = ${assignee}, assignee_group_id = ${group} WHERE id = ${id} RETURNING *`))!;
    await record(tx, {
      type: "action.assigned",
      actor: person,
      action,
      data: { revision: action.revision, person: assignee, group, before: { person: action.assigneeId, group: action.assigneeGroupId }, note },
    });
    if (assignee !== person.id) await tx.run(sql`DELETE FROM takes WHERE action_id = ${id} AND person_id = ${person.id}`);
    const said = note.trim() ? ` “${note.trim()}”` : "";
    await tell(tx, { kind: "assigned", people: asked.filter((one) => one !== person.id), actionId: id, text: `${person.name} asks you to decide “${action.summary}”.${said}` });
    return assigned;
  });
}

/** What was assigned to somebody who can no longer decide goes back to everybody; the actions are locked already. @returns their ids */
export async function unassign(tx: Tx, by: Person, personId: string): Promise<string[]> {
  const rows = await tx.all<{ id: string }>(sql`UPDATE actions SET assignee_id = NULL WHERE assignee_id = ${personId} AND state = 'pending' RETURNING id`);
  for (const { id } of rows) await record(tx, { type: "action.assigned", actor: by, action: { id }, data: { person: null, group: null, before: { person: personId, group: null }, reason: "deactivated" } });
  return rows.map(({ id }) => id);
}

async function able(tx: Tx, personId: string, id: string): Promise<string> {
  const other = await personById(tx, personId);
  if (!other) throw new Refusal("not_found", "There is no such active person. Reload the page.");
  const { action, standing } = await standingFor(tx, other, id);
  requireYes(inOtherWords(mayApprove(other, action, standing), other, action, standing));
  return other.id;
}

async function membersOf(tx: Tx, groupId: string, action: ActionRow, slots: readonly { group: string }[]): Promise<string[]> {
  const group = await tx.one<{ name: string }>(sql`SELECT name FROM groups WHERE id = ${groupId}`);
  if (!group) throw new Refusal("not_found", "There is no such group. Reload the page.");
  const asked = [...slots.map((slot) => slot.group), ...(action.escalatedAt && action.escalateTo ? [action.escalateTo] : [])];
  if (!asked.includes(group.name)) throw new Refusal("not_permitted", `${group.name} could not approve this: it needs ${asked.join(" or ")}.`);
  const members = await tx.all<{ id: string }>(sql`
    SELECT p.id FROM group_members m JOIN people p ON p.id = m.person_id AND p.deactivated_at IS NULL AND p.role <> 'auditor' WHERE m.group_id = ${groupId} ORDER BY p.id LIMIT 200`);
  return members.map((member) => member.id);
}

/** An active person as an actor without a session: for questions about what they may do, never for doing it. */
export async function personById(from: Pick<Tx, "one">, id: string): Promise<Person | undefined> {
  const row = await from.one<Omit<Person, "kind" | "sessionId">>(sql`
    SELECT p.id, p.name, p.email, p.role, ARRAY(SELECT m.group_id::text FROM group_members m WHERE m.person_id = p.id) AS group_ids
      FROM people p WHERE p.id = ${id} AND p.deactivated_at IS NULL`);
  return row && { kind: "person", ...row, sessionId: "" };
}
