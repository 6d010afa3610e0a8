import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, empty, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { tell } from "@/lib/notices/notify";
import type { DelegationLine } from "./delegation-view";
import { isAdmin, requireRole } from "./may";

/** Longer than this is another role, not an absence. */
export const MOST_DAYS = 92;

export type Delegation = { id: string; fromId: string; toId: string; startsAt: Date; endsAt: Date; note: string; createdAt: Date; endedAt: Date | null };

export type NewDelegation = {
  /** Who is away; oneself unless an admin says so for somebody else. */
  fromId?: string | undefined;
  toId: string;
  /** Now, unless said. */
  startsAt?: Date | undefined;
  endsAt: Date;
  note?: string | undefined;
};

/**
 * While somebody is away, another person fills the approval places that they could. It gives nothing else of theirs,
 * is not passed on, and counts for no action in which either of the two has an interest: so the one who asked for an
 * action never decides it in somebody's place.
 * @returns the delegation, with the names of those for whom this person was to stand in meanwhile: they are told
 * @throws Refusal `conflict` to oneself, to whoever is away then too, and for two at a time
 */
export async function delegate(person: Person, { fromId = person.id, toId, startsAt, endsAt, note = "" }: NewDelegation): Promise<Delegation & { leftAlone: string[] }> {
  requireRole(person, "reviewer");
  if (fromId !== person.id && !isAdmin(person)) throw new Refusal("not_permitted", "Only admins say for others who stands in for them.");
  if (fromId === toId) throw invalid("/to", "Choose somebody else: nobody stands in for themselves.");
  return transact(async (tx) => {
    const people = await tx.all<{ id: string; name: string; role: string; active: boolean }>(
      sql`SELECT id, name, role, deactivated_at IS NULL AS active FROM people WHERE id IN (${fromId}, ${toId}) ORDER BY id FOR NO KEY UPDATE`,
    );
    const [from, to] = [people.find(({ id }) => id === fromId), people.find(({ id }) => id === toId)];
    if (!from?.active || from.role === "auditor") throw invalid("/from", "Whoever is away must be an active reviewer or admin.");
    if (!to?.active || to.role === "auditor") throw invalid("/to", "Choose an active reviewer or admin: nobody else decides.");
    const span = (await tx.one<{ startsAt: Date; past: boolean; long: boolean }>(sql`
      SELECT start AS starts_at, ${endsAt}::timestamptz <= greatest(start, clock_timestamp()) AS past, ${endsAt}::timestamptz > start + ${MOST_DAYS} * interval '1 day' AS long
        FROM (SELECT greatest(coalesce(${startsAt ?? null}::timestamptz, clock_timestamp()), clock_timestamp()) AS start) s`))!;
    if (span.past) throw invalid("/ends_at", "Choose an end that lies ahead, after the beginning.");
    if (span.long) throw invalid("/ends_at", `An absence is at most ${MOST_DAYS} days. An admin changes groups for longer.`);
    const overlapping = (who: "from_id" | "to_id", id: string) =>
      tx.all<{ fromId: string; toName: string; endsAt: Date }>(sql`
        SELECT d.from_id, p.name AS to_name, d.ends_at FROM delegations d JOIN people p ON p.id = d.to_id
         WHERE ${who === "from_id" ? sql`d.from_id` : sql`d.to_id`} = ${id} AND d.ended_at IS NULL
           AND d.starts_at < ${endsAt} AND d.ends_at > ${span.startsAt} ORDER BY d.starts_at`);
    const [mine] = await overlapping("from_id", fromId);
    if (mine) throw conflict(`${mine.toName} already stands in until ${day(mine.endsAt)}. End that first.`);
    // One who is away cannot stand in, so two who are away never point at each other.
    const [theirs] = await overlapping("from_id", toId);
    if (theirs) throw conflict(`${to.name} is away then too; ${theirs.toName} stands in for them until ${day(theirs.endsAt)}. Choose somebody who is there.`);
    const leaning = await overlapping("to_id", fromId);
    const made = (await tx.one<Delegation>(sql`
      INSERT INTO delegations (id, from_id, to_id, starts_at, ends_at, note, created_by)
      VALUES (${newId()}, ${fromId}, ${toId}, ${span.startsAt}, ${endsAt}, ${note.trim()}, ${person.id})
      RETURNING id, from_id, to_id, starts_at, ends_at, note, created_at, ended_at`))!;
    await record(tx, {
      type: "delegation.created",
      actor: person,
      subject: { kind: "person", id: fromId },
      data: { delegation: made.id, to: toId, starts_at: made.startsAt.toISOString(), ends_at: made.endsAt.toISOString(), note: made.note },
    });
    if (toId !== person.id) await tell(tx, { kind: "delegated", people: [toId], text: `You stand in for ${from.name} from ${day(made.startsAt)} to ${day(made.endsAt)}.` });
    const alone = await tx.all<{ id: string; name: string }>(sql`SELECT id, name FROM people WHERE id = ANY(${leaning.map((one) => one.fromId)}::uuid[]) AND deactivated_at IS NULL ORDER BY id`);
    await tell(tx, { kind: "delegated", people: alone.map(({ id }) => id), text: `${from.name}, who stands in for you, is away too from ${day(made.startsAt)} to ${day(made.endsAt)}. Choose somebody else.` });
    return { ...made, leftAlone: alone.map(({ name }) => name) };
  });
}

/** Ends a delegation before its time: whoever is back, whoever stands in, or an admin. @throws Refusal `not_found` */
export async function endDelegation(person: Person, id: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.one<Delegation>(sql`SELECT * FROM delegations WHERE id = ${id} FOR UPDATE`);
    if (!found || (found.fromId !== person.id && found.toId !== person.id && !isAdmin(person))) throw new Refusal("not_found", "There is no such delegation. Reload the page.");
    const ended = await tx.run(sql`UPDATE delegations SET ended_at = clock_timestamp() WHERE id = ${id} AND ended_at IS NULL AND ends_at > clock_timestamp()`);
    if (ended === 0) return;
    await record(tx, { type: "delegation.ended", actor: person, subject: { kind: "person", id: found.fromId }, data: { delegation: id, to: found.toId } });
  });
}

/** Those of and to a person who can no longer decide; their event tells of it. @returns the ids that ended */
export async function endDelegationsOf(tx: Tx, personId: string): Promise<string[]> {
  const ended = await tx.all<{ id: string }>(sql`
    UPDATE delegations SET ended_at = clock_timestamp() WHERE ${personId} IN (from_id, to_id) AND ended_at IS NULL AND ends_at > clock_timestamp() RETURNING id`);
  return ended.map(({ id }) => id);
}

/** What runs or is to come: of one person (away, or standing in), or of everybody. */
export async function delegations(of?: string): Promise<DelegationLine[]> {
  const rows = await db.all<Delegation & { fromName: string; toName: string; running: boolean }>(sql`
    SELECT d.*, f.name AS from_name, t.name AS to_name, d.starts_at <= clock_timestamp() AS running
      FROM delegations d JOIN people f ON f.id = d.from_id JOIN people t ON t.id = d.to_id
     WHERE d.ended_at IS NULL AND d.ends_at > clock_timestamp() ${of === undefined ? empty : sql`AND ${of} IN (d.from_id, d.to_id)`}
     ORDER BY d.starts_at, d.id LIMIT 200`);
  return rows.map(({ id, fromId, fromName, toId, toName, startsAt, endsAt, note, running }) => ({
    id,
    from: { id: fromId, name: fromName },
    to: { id: toId, name: toName },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    note,
    running,
  }));
}

/** Whom somebody may name: everybody active who decides, but themselves. */
export const standInsFor = (fromId: string): Promise<{ id: string; name: string }[]> =>
  db.all(sql`SELECT id, name FROM people WHERE id <> ${fromId} AND deactivated_at IS NULL AND role <> 'auditor' ORDER BY name, id LIMIT 500`);

const day = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
const invalid = (pointer: string, detail: string) => new Refusal("invalid", detail, { faults: [{ pointer, detail }] });
const conflict = (detail: string) => new Refusal("conflict", detail, { faults: [{ pointer: "/to", detail }] });
