import type { Person } from "@/lib/actor";
import { db, empty, join, sql, transact, type Sql } from "@/lib/db/tx";
import { requireRole } from "@/lib/people/may";
import { filterQuery } from "./filters";
import { faultsOfEvent, type StoredEvent } from "./integrity";
import { record } from "./record";
import { EVENT_COLUMNS } from "./row";
import type { AuditFilters, EventLine } from "./view";

const PAGE = 50;

export type AuditPage = { events: EventLine[]; newer: string | undefined; older: string | undefined };

/**
 * One page of events, the newest first; `before` and `after` are sequence numbers. Whoever reads evidence leaves
 * evidence of it: an `audit.read` is appended, the one thing that a look may write (I6).
 */
export async function readAudit(person: Person, filters: AuditFilters, at: { before?: string | undefined; after?: string | undefined } = {}): Promise<AuditPage> {
  requireRole(person, "auditor");
  const matching = await conditions(filters);
  const beyond = at.after ? sql`AND audit_events.seq > ${at.after}::bigint` : at.before ? sql`AND audit_events.seq < ${at.before}::bigint` : empty;
  const order = at.after ? sql`ASC` : sql`DESC`;
  // One more than is shown tells whether there are more.
  const rows = await db.all<StoredEvent>(sql`
    SELECT ${EVENT_COLUMNS} FROM audit_events WHERE ${matching} ${beyond} ORDER BY audit_events.seq ${order} LIMIT ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE);
  if (at.after) shown.reverse();
  const more = rows.length > PAGE;
  const [first, last] = [shown[0]?.seq, shown.at(-1)?.seq];
  await transact((tx) =>
    record(tx, {
      type: "audit.read",
      actor: person,
      data: { filters: Object.fromEntries(filterQuery(filters)), events: shown.length, newest: first ?? null, oldest: last ?? null },
    }),
  );
  return {
    events: await lines(shown),
    newer: first && (at.before || (at.after && more)) ? first : undefined,
    older: last && (at.after || more) ? last : undefined,
  };
}

/** Types that occur, for the filter: the index is skipped through, not read. */
export async function eventTypes(): Promise<string[]> {
  const rows = await db.all<{ type: string }>(sql`
    WITH RECURSIVE types AS (
      (SELECT type FROM audit_events ORDER BY type LIMIT 1)
      UNION ALL
      SELECT (SELECT e.type FROM audit_events e WHERE e.type > t.type ORDER BY e.type LIMIT 1) FROM types t WHERE t.type IS NOT NULL)
    SELECT type FROM types WHERE type IS NOT NULL`);
  return rows.map(({ type }) => type);
}

/** The filters as a condition. An actor may be named by id, name or address; nobody found means no events. */
export async function conditions(filters: AuditFilters): Promise<Sql> {
  const parts: Sql[] = [sql`true`];
  const { type, actor, action, subject, from, to, readings } = filters;
  if (type?.includes(".")) parts.push(sql`type = ${type}`);
  // "/" follows "." in ASCII: every type of this noun lies between.
  else if (type) parts.push(sql`type >= ${`${type}.`} AND type < ${`${type}/`}`);
  if (!readings && !type) parts.push(sql`type <> 'audit.read'`);
  if (actor) {
    const like = `%${actor.replaceAll(/[\\%_]/g, "\\$&")}%`;
    const known = await db.all<{ id: string }>(sql`
      (SELECT id::text AS id FROM people WHERE name ILIKE ${like} OR email ILIKE ${like} LIMIT 50)
      UNION ALL (SELECT id::text FROM agents WHERE name ILIKE ${like} LIMIT 50)`);
    parts.push(sql`actor_id = ANY(${[actor, ...known.map(({ id }) => id)]}::text[])`);
  }
  if (action) parts.push(sql`action_id = ${action}::uuid`);
  if (subject) parts.push(sql`subject_id = ${subject}`);
  if (from) parts.push(sql`at >= (${from}::timestamp AT TIME ZONE 'UTC')`);
  if (to) parts.push(sql`at < (${to}::timestamp AT TIME ZONE 'UTC') + interval '1 day'`);
  return join(parts, " AND ");
}

async function lines(events: StoredEvent[]): Promise<EventLine[]> {
  const names = await namesOf(events.flatMap(({ actorId, subjectId }) => [actorId, subjectId].filter((id) => id !== null)));
  return events.map(({ actorKind, actorId, actionId, actionNumber, subjectKind, subjectId, ...event }) => ({
    seq: event.seq,
    id: event.id,
    at: event.at,
    type: event.type,
    txid: event.txid,
    canonical: event.canonical,
    actor: { kind: actorKind, id: actorId, name: (actorId && names.get(actorId)) ?? (actorKind === "system" ? `Gateway (${actorId})` : (actorId ?? actorKind)) },
    action: actionId && actionNumber !== null ? { id: actionId, number: actionNumber } : null,
    subject: subjectKind && subjectId ? { kind: subjectKind, id: subjectId, name: names.get(subjectId) ?? null } : null,
    hash: Buffer.from(event.hash).toString("hex"),
    faults: faultsOfEvent({ actorKind, actorId, actionId, actionNumber, subjectKind, subjectId, ...event }),
  }));
}

/** Names as they are now, of whoever and whatever these ids belong to. */
export async function namesOf(ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const unique = [...new Set(ids)];
  const rows = await db.all<{ id: string; name: string }>(sql`
    WITH wanted AS (SELECT unnest(${unique}::text[]) AS id)
    SELECT w.id, coalesce(p.name, a.name, t.name, c.name, g.name, i.email, substring(e.url FROM '://([^/?#]+)')) AS name
      FROM wanted w
      LEFT JOIN people p ON p.id::text = w.id LEFT JOIN agents a ON a.id::text = w.id LEFT JOIN tools t ON t.id::text = w.id
      LEFT JOIN connectors c ON c.id::text = w.id LEFT JOIN groups g ON g.id::text = w.id
      LEFT JOIN invitations i ON i.id::text = w.id LEFT JOIN webhook_endpoints e ON e.id::text = w.id
     WHERE coalesce(p.name, a.name, t.name, c.name, g.name, i.email, e.url) IS NOT NULL`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
