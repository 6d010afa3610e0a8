import { mayAct, requireYes } from "@/lib/actions/may";
import type { Assignees } from "@/lib/actions/shown/review-view";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { ASKS, deciders } from "@/lib/people/deciders";

/** Whom a person might ask to decide an action: the groups that fill its places, and who could fill one. `assign` asks again. */
export async function assigneesOf(person: Person, id: string): Promise<Assignees> {
  requireYes(mayAct(person, "pass on what waits"));
  const row = await db.one<Assignees>(sql`
    WITH asked AS (SELECT a.id, gr.id AS group_id, gr.name FROM actions a JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
                JOIN groups gr ON ${ASKS} ? gr.name WHERE a.id = ${id})
    SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('id', group_id, 'name', name, 'mine', EXISTS (SELECT FROM group_members m WHERE m.group_id = asked.group_id AND m.person_id = ${person.id})) ORDER BY name) FROM asked), '[]') AS groups,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', who.id, 'name', who.name) ORDER BY who.name)
                       FROM (SELECT p.id, p.name FROM people p
                              WHERE p.id <> ${person.id} AND p.id IN (SELECT person_id FROM (${deciders([id])}) able) LIMIT 200) who), '[]') AS people
      FROM actions a WHERE a.id = ${id}`);
  if (!row) throw new Refusal("not_found", "There is no such action. It may have been erased, or the link is not complete.");
  return row;
}
