import { db, sql, type Sql } from "@/lib/db/tx";
import { ALONE_ALLOWED } from "@/lib/settings";

/**
 * Who may decide an action, in SQL and in one place: for the votes that count, the lists of what waits and everybody who
 * is told that it does. `a` is the action and `c` the classification of its revision wherever these are used.
 */

/** The groups that may fill an action's places now, as a jsonb array of names. */
export const ASKS = sql`(jsonb_path_query_array(c.requirement, '$.slots[*].group')
  || CASE WHEN a.escalated_at IS NOT NULL AND a.escalate_to IS NOT NULL THEN to_jsonb(a.escalate_to) ELSE '[]'::jsonb END)`;

const owns = (who: Sql): Sql => sql`(
  ${who} IN (a.requested_by, a.released_by)
  OR EXISTS (SELECT FROM agents own WHERE own.id = a.agent_id AND own.owner_id = ${who})
  OR EXISTS (SELECT FROM audit_events gave WHERE gave.subject_id = a.agent_id::text AND gave.type = 'agent.owner_changed' AND gave.at >= a.submitted_at
               AND gave.canonical::jsonb #>> '{data,before,owner}' = (${who})::text)) IS TRUE`;
const wrote = (who: Sql): Sql => sql`EXISTS (SELECT FROM revisions wrote WHERE wrote.action_id = a.id AND wrote.number = a.revision AND wrote.author_kind = 'person' AND wrote.author_id = ${who})`;

/** Whether a person (an SQL expression of their id) has an interest of their own in action `a`: I7, by id. */
export const interested = (who: Sql): Sql => sql`(${owns(who)} OR ${wrote(who)})`;

/** Whether that interest bars them: the tier may let an editor approve. */
const barred = (who: Sql): Sql => sql`(${owns(who)} OR (${wrote(who)} AND NOT coalesce((c.requirement ->> 'editorMayApprove')::boolean, false)))`;

export const AWAY = sql`w.ended_at IS NULL AND w.starts_at <= clock_timestamp() AND w.ends_at > clock_timestamp()`;

/** Whether the place of `f`, who is away, may be filled on action `a`: they have no interest in it and have not voted themselves. */
const FREE = sql`NOT ${interested(sql`f.id`)}
  AND NOT EXISTS (SELECT FROM decisions v WHERE v.action_id = a.id AND v.revision = a.revision AND v.person_id = f.id AND v.verdict = 'approve' AND v.voided_at IS NULL)`;

/** The groups that a person stands in for on action `a`; `but` is left out. What somebody stands in for is not passed on. */
export const delegatedTo = (who: Sql, but: string | null = null): Sql => sql`
  ARRAY(SELECT DISTINCT away.name FROM delegations w
          JOIN people f ON f.id = w.from_id AND f.deactivated_at IS NULL AND f.role <> 'auditor'
          JOIN group_members theirs ON theirs.person_id = f.id
          JOIN groups away ON away.id = theirs.group_id
         WHERE w.to_id = ${who} AND w.from_id IS DISTINCT FROM ${but}::uuid AND ${AWAY} AND ${FREE})`;

/** For whom a person stands in at this moment, and in which of their groups. */
export const delegatedGroups = (who: string): Promise<{ name: string; group: string }[]> =>
  db.all(sql`
    SELECT DISTINCT f.name, gr.name AS group FROM delegations w
      JOIN people f ON f.id = w.from_id AND f.deactivated_at IS NULL AND f.role <> 'auditor'
      JOIN group_members m ON m.person_id = f.id JOIN groups gr ON gr.id = m.group_id
     WHERE w.to_id = ${who} AND ${AWAY} ORDER BY 1, 2`);

const MEMBERS = sql`SELECT m.group_id, p.id FROM group_members m JOIN people p ON p.id = m.person_id AND p.deactivated_at IS NULL AND p.role <> 'auditor'`;
const STAND_INS = sql`SELECT m.group_id, p.id FROM delegations w
  JOIN people f ON f.id = w.from_id AND f.deactivated_at IS NULL AND f.role <> 'auditor'
  JOIN people p ON p.id = w.to_id AND p.deactivated_at IS NULL AND p.role <> 'auditor'
  JOIN group_members m ON m.person_id = f.id`;

/** Everybody who may fill a group's places, members and those who stand in for one: rows of `group_id` and the person's `id`. */
export const ABLE = sql`${MEMBERS} UNION ${STAND_INS} WHERE ${AWAY}`;

/** Whether only one person qualifies for action `a` at all, and may then approve what is their own. */
const ALONE = sql`(${ALONE_ALLOWED} AND (SELECT count(DISTINCT able.id) = 1 FROM (${ABLE}) able JOIN groups of ON of.id = able.group_id WHERE ${ASKS} ? of.name))`;

/**
 * Everybody who may approve each of some waiting actions and has not voted on it: rows of `action_id`, `person_id` and
 * the `group_id` and `group_name` by which they may. `mayApprove` for many people; reach.it.test.ts holds them to each other.
 */
export const deciders = (ids: readonly string[]): Sql => sql`
  SELECT a.id AS action_id, able.id AS person_id, asked.id AS group_id, asked.name AS group_name
    FROM actions a
    JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
    JOIN groups asked ON ${ASKS} ? asked.name
    JOIN LATERAL (${MEMBERS} WHERE m.group_id = asked.id UNION ${STAND_INS} WHERE m.group_id = asked.id AND ${AWAY} AND ${FREE}) able ON true
   WHERE a.id = ANY(${ids}::uuid[]) AND a.state = 'pending' AND (a.quorum_at IS NULL AND a.deadline_at <= clock_timestamp()) IS NOT TRUE
     AND (NOT ${barred(sql`able.id`)} OR ${ALONE})
     AND NOT EXISTS (SELECT FROM decisions d WHERE d.action_id = a.id AND d.revision = a.revision AND d.person_id = able.id AND d.voided_at IS NULL)`;
