import type { Person } from "@/lib/actor";
import { db, empty, sql, type Sql } from "@/lib/db/tx";
import { ALONE_ALLOWED } from "@/lib/settings";

/**
 * SQL that says of many actions what `mayApprove` says of one. `a` is the action, `c` the classification of its
 * revision and `g` its agent wherever these are used. reach.it.test.ts holds them to each other.
 */

/** The groups that may fill an action's places now, as a jsonb array of names. */
export const ASKS = sql`(jsonb_path_query_array(c.requirement, '$.slots[*].group')
  || CASE WHEN a.escalated_at IS NOT NULL AND a.escalate_to IS NOT NULL THEN to_jsonb(a.escalate_to) ELSE '[]'::jsonb END)`;

/** Whether a person (an SQL expression of their id) has an interest of their own in action `a`: I7, by id. */
export const interested = (who: Sql): Sql => sql`(
  ${who} IN (a.requested_by, a.released_by)
  OR EXISTS (SELECT FROM agents own WHERE own.id = a.agent_id AND own.owner_id = ${who})
  OR EXISTS (SELECT FROM revisions wrote WHERE wrote.action_id = a.id AND wrote.number = a.revision AND wrote.author_kind = 'person' AND wrote.author_id = ${who})
  OR EXISTS (SELECT FROM audit_events gave WHERE gave.subject_id = a.agent_id::text AND gave.type = 'agent.owner_changed' AND gave.at >= a.submitted_at
               AND gave.canonical::jsonb #>> '{data,before,owner}' = (${who})::text)) IS TRUE`;

const AWAY = sql`w.ended_at IS NULL AND w.starts_at <= clock_timestamp() AND w.ends_at > clock_timestamp()`;

/**
 * The groups that a person stands in for on action `a`: of those who are away and have said so, have no interest in it
 * and have not voted themselves; `but` is left out. What somebody stands in for is not passed on.
 */
export const delegatedTo = (who: Sql, but: string | null = null): Sql => sql`
  ARRAY(SELECT DISTINCT away.name FROM delegations w
          JOIN people f ON f.id = w.from_id AND f.deactivated_at IS NULL AND f.role <> 'auditor'
          JOIN group_members theirs ON theirs.person_id = f.id
          JOIN groups away ON away.id = theirs.group_id
         WHERE w.to_id = ${who} AND w.from_id IS DISTINCT FROM ${but}::uuid AND ${AWAY} AND NOT ${interested(sql`f.id`)}
           AND NOT EXISTS (SELECT FROM decisions v WHERE v.action_id = a.id AND v.revision = a.revision AND v.person_id = f.id
                             AND v.verdict = 'approve' AND v.voided_at IS NULL))`;

/** For whom a person stands in at this moment, and in which of their groups. */
export const delegatedGroups = (who: string): Promise<{ name: string; group: string }[]> =>
  db.all(sql`
    SELECT DISTINCT f.name, gr.name AS group FROM delegations w
      JOIN people f ON f.id = w.from_id AND f.deactivated_at IS NULL AND f.role <> 'auditor'
      JOIN group_members m ON m.person_id = f.id JOIN groups gr ON gr.id = m.group_id
     WHERE w.to_id = ${who} AND ${AWAY} ORDER BY 1, 2`);

/** Everybody who may fill a group's places, members and those who stand in for one: rows of `group_id` and the person's `id`. */
export const ABLE = sql`
  SELECT m.group_id, p.id FROM group_members m JOIN people p ON p.id = m.person_id WHERE p.deactivated_at IS NULL AND p.role <> 'auditor'
  UNION SELECT m.group_id, p.id FROM delegations w
    JOIN people f ON f.id = w.from_id AND f.deactivated_at IS NULL AND f.role <> 'auditor'
    JOIN people p ON p.id = w.to_id AND p.deactivated_at IS NULL AND p.role <> 'auditor'
    JOIN group_members m ON m.person_id = f.id WHERE ${AWAY}`;

/** What a person brings to every action: asked once, before the actions are. */
export type Reach = { personId: string; groups: string[]; standsIn: boolean; owns: string[]; owned: boolean; aloneIn: string[] };

/** @returns undefined for whoever decides nothing at all */
export async function reachOf(person: Pick<Person, "id" | "role">): Promise<Reach | undefined> {
  if (person.role === "auditor") return undefined;
  const row = await db.one<Omit<Reach, "personId">>(
    sql`WITH able AS (${ABLE})
        SELECT ARRAY(SELECT gr.name FROM group_members m JOIN groups gr ON gr.id = m.group_id WHERE m.person_id = ${person.id} ORDER BY 1) AS groups,
               EXISTS (SELECT FROM delegations w WHERE w.to_id = ${person.id} AND ${AWAY}) AS stands_in,
               ARRAY(SELECT id::text FROM agents WHERE owner_id = ${person.id}) AS owns,
               EXISTS (SELECT FROM audit_events e WHERE e.type = 'agent.owner_changed' AND e.canonical::jsonb #>> '{data,before,owner}' = ${person.id}) AS owned,
               CASE WHEN ${ALONE_ALLOWED} THEN
                 ARRAY(SELECT gr.name FROM groups gr WHERE NOT EXISTS (SELECT FROM able WHERE able.group_id = gr.id AND able.id <> ${person.id}))
               ELSE '{}' END AS alone_in`,
    "reach-of",
  );
  return { personId: person.id, ...row! };
}

/** Whether it asks for one of this person's groups, or of those they stand in for. */
export const asksFor = ({ personId, groups, standsIn }: Reach): Sql =>
  // Containment is several times cheaper than a path for each of 10,000 rows.
  sql`(c.requirement @> ANY(${groups.map((group) => JSON.stringify({ slots: [{ group }] }))}::jsonb[])
       OR (a.escalated_at IS NOT NULL AND a.escalate_to = ANY(${groups}::text[]))${standsIn ? sql` OR ${ASKS} ?| ${delegatedTo(sql`${personId}::uuid`)}` : empty})`;

/** Whether this person may approve it now: `mayApprove` in SQL. */
export const approvableBy = (reach: Reach): Sql => {
  const me = sql`${reach.personId}::uuid`;
  const wrote = sql`EXISTS (SELECT FROM revisions r WHERE a.revision > 1 AND r.action_id = a.id AND r.number = a.revision AND r.author_kind = 'person' AND r.author_id = ${me})`;
  const former = reach.owned
    ? sql`OR EXISTS (SELECT FROM audit_events e WHERE e.subject_id = a.agent_id::text AND e.type = 'agent.owner_changed' AND e.at >= a.submitted_at
                       AND e.canonical::jsonb #>> '{data,before,owner}' = ${reach.personId})`
    : empty;
  // Everything but the last needs no other table; most people own few agents and write few revisions.
  const barred = sql`((${me} IN (a.requested_by, a.released_by)) IS TRUE OR a.agent_id = ANY(${reach.owns}::uuid[]) ${former}
    OR (a.revision > 1 AND ${wrote} AND NOT coalesce((c.requirement ->> 'editorMayApprove')::boolean, false)))`;
  const alone = reach.aloneIn.length > 0 ? sql`OR ${ASKS} <@ to_jsonb(${reach.aloneIn}::text[])` : empty;
  return sql`(a.state = 'pending' AND (a.quorum_at IS NULL AND a.deadline_at <= clock_timestamp()) IS NOT TRUE
    AND ${asksFor(reach)} AND (NOT ${barred} ${alone}))`;
};
