import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, finder, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { isAdmin } from "./may";
import { prisma } from "@/lib/db/prisma";

/** A session ends after this, whatever its use … */
export const SESSION_DAYS = 7;
/** … and sooner when nobody used it for this long. */
const IDLE_HOURS = 24;

export type EndReason = "signed_out" | "revoked" | "deactivated" | "password_changed";

/** Open and not idle, at the database's clock. */
const open = sql`s.ended_at IS NULL AND s.expires_at > clock_timestamp()
  AND s.last_seen_at > clock_timestamp() - make_interval(hours => ${IDLE_HOURS}::int)`;

const personIn = finder<Omit<Person, "kind"> & { key: string; unnoted: boolean }>(
  "people-of-sessions",
  (ids) => sql`
    SELECT s.id AS key, p.id, p.name, p.email, p.role, s.id AS session_id,
           s.last_seen_at < clock_timestamp() - interval '1 minute' AS unnoted,
           ARRAY(SELECT m.group_id::text FROM group_members m WHERE m.person_id = p.id) AS group_ids
      FROM sessions s JOIN people p ON p.id = s.person_id
     WHERE s.id = ANY(${ids}::uuid[]) AND ${open} AND p.deactivated_at IS NULL`,
);

/** At most once a minute, and one of several requests at the same moment: whoever comes second finds it noted or locked. */
const noteUse = (sessionId: string) =>
  db.run(sql`
    UPDATE sessions SET last_seen_at = clock_timestamp() WHERE id IN (
      SELECT s.id FROM sessions s WHERE s.id = ${sessionId} AND ${open} AND s.last_seen_at < clock_timestamp() - interval '1 minute'
         FOR NO KEY UPDATE SKIP LOCKED)`);

/** Whoever this session belongs to, if it is open and they are active. Asked once per request. */
export async function personOfSession(sessionId: string): Promise<Person | undefined> {
  if (!Id.safeParse(sessionId).success) return undefined;
  const row = await personIn(sessionId);
  // Awaited, once a minute: a session that is used must not be taken for idle because a note of it was lost.
  if (row?.unnoted) await noteUse(sessionId);
  return row && { kind: "person", id: row.id, name: row.name, email: row.email, role: row.role, groupIds: row.groupIds, sessionId: row.sessionId };
}

/** Ends the person's own session. */
export async function signOut(person: Person): Promise<void> {
  await transact(async (tx) => {
    const ended = await endSessions(tx, { personId: person.id, only: person.sessionId, reason: "signed_out" });
    if (ended.length > 0) await record(tx, { type: "person.signed_out", actor: person, subject: { kind: "person", id: person.id }, data: { session: person.sessionId } });
  });
}

/** Ends one session: one's own, or as an admin anybody's. @throws Refusal `not_found` */
export async function revokeSession(person: Person, sessionId: string): Promise<void> {
  await transact(async (tx) => {
    const session = Id.safeParse(sessionId).success
      ? await tx.one<{ personId: string }>(sql`SELECT person_id FROM sessions WHERE id = ${sessionId}`)
      : undefined;
    // Somebody else's session looks to anybody but an admin as if it were not there.
    if (!session || (session.personId !== person.id && !isAdmin(person))) throw new Refusal("not_found", "There is no such session. Reload the page.");
    const ended = await endSessions(tx, { personId: session.personId, only: sessionId, reason: "revoked" });
    if (ended.length > 0) await record(tx, { type: "session.revoked", actor: person, subject: { kind: "person", id: session.personId }, data: { sessions: ended } });
  });
}

/** Ends all sessions of a person but the one that asks. One's own, or as an admin anybody's. */
export async function revokeAllSessions(person: Person, personId: string): Promise<number> {
  if (personId !== person.id && !isAdmin(person)) throw new Refusal("not_permitted", "Only admins end the sessions of others.");
  return transact(async (tx) => {
    const ended = await endSessions(tx, { personId, but: person.sessionId, reason: "revoked" });
    if (ended.length > 0) await record(tx, { type: "session.revoked", actor: person, subject: { kind: "person", id: personId }, data: { sessions: ended } });
    return ended.length;
  });
}

/** For verbs whose consequence it is that sessions end; they record why. @returns the ids that ended. */
export async function endSessions(
  tx: Tx,
  { personId, only, but, reason }: { personId: string; only?: string; but?: string; reason: EndReason },
): Promise<string[]> {
  const ended = await tx.all<{ id: string }>(sql`
    UPDATE sessions SET ended_at = clock_timestamp(), ended_reason = ${reason}
     WHERE person_id = ${personId} AND ended_at IS NULL AND expires_at > clock_timestamp()
       AND (${only ?? null}::uuid IS NULL OR id = ${only ?? null}::uuid) AND id IS DISTINCT FROM ${but ?? null}::uuid
    RETURNING id`);
  return ended.map(({ id }) => id);
}

export type SessionView = { id: string; createdAt: Date; lastSeenAt: Date; userAgent: string | null; ip: string | null; current: boolean };

/** The open sessions of a person, the newest use first. */
export async function listSessions(person: Person, personId: string = person.id): Promise<SessionView[]> {
  if (personId !== person.id && !isAdmin(person)) throw new Refusal("not_permitted", "Only admins see the sessions of others.");
  const now = Date.now();
  const sessions = await prisma().session.findMany({
    where: { personId, endedAt: null, expiresAt: { gt: new Date(now) }, lastSeenAt: { gt: new Date(now - IDLE_HOURS * 3_600_000) } },
    orderBy: { lastSeenAt: "desc" },
    select: { id: true, createdAt: true, lastSeenAt: true, userAgent: true, ip: true },
  });
  return sessions.map((session) => ({ ...session, current: session.id === person.sessionId }));
}
