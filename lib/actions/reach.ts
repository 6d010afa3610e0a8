import type { Person } from "@/lib/actor";
import { db, empty, sql, type Sql } from "@/lib/db/tx";
import { ABLE, ASKS, AWAY, delegatedTo } from "@/lib/people/deciders";
import { ALONE_ALLOWED } from "@/lib/settings";

/**
 * SQL that says of many actions what `mayApprove` says of one person. `a` is the action and `c` the classification of its
 * revision wherever these are used. reach.it.test.ts holds them to each other.
 */

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
