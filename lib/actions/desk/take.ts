import { mayAct, requireYes } from "@/lib/actions/may";
import { refuse } from "@/lib/actions/move";
import { lockAction, type ActionRow } from "@/lib/actions/row";
import type { Taken } from "@/lib/actions/shown/review-view";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, sql, transact, type Db, type Tx } from "@/lib/db/tx";
import { tell } from "@/lib/notices/notify";

/** A take lapses after this unless its holder's page goes on; the page asks again every minute or so. */
const TAKE_S = 300;

export type Holder = { personId: string; name: string; takenAt: Date; until: Date };

/** A take counts while it has not lapsed and its holder may still decide. */
export const LIVE_TAKE = sql`t.until > clock_timestamp()`;

/**
 * Takes an action to look at it, or goes on with one's own take. What somebody else holds stays theirs, and the answer
 * names them; with `over` it is taken over, which they are told.
 * @throws Refusal `not_permitted` for auditors, and what `refuse` says when it waits no more
 */
export async function take(person: Person, { id, over = false }: { id: string; over?: boolean | undefined }): Promise<Taken> {
  requireYes(mayAct(person, "take an action to decide it"));
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (action.state !== "pending") await refuse(tx, action, "approve");
    return takenView(person, id, await hold(tx, person, action, over));
  });
}

/** With the action locked: takes it if it is free, one's own or `over`. @returns whoever holds it now */
export async function hold(tx: Tx, person: Person, action: Pick<ActionRow, "id" | "summary" | "revision">, over: boolean): Promise<Holder> {
  const { id, summary, revision } = action;
  const before = await holderOf(tx, id);
  if (before && before.personId !== person.id && !over) return before;
  const mine = (await tx.one<Pick<Holder, "takenAt" | "until">>(sql`
    INSERT INTO takes AS t (action_id, person_id, taken_at, until) VALUES (${id}, ${person.id}, clock_timestamp(), clock_timestamp() + ${TAKE_S} * interval '1 second')
    ON CONFLICT (action_id) DO UPDATE SET until = excluded.until, person_id = excluded.person_id,
      taken_at = CASE WHEN t.person_id = excluded.person_id AND ${LIVE_TAKE} THEN t.taken_at ELSE excluded.taken_at END
    RETURNING taken_at, until`))!;
  if (before && before.personId !== person.id) {
    await record(tx, { type: "action.taken_over", actor: person, action, data: { revision, from: before.personId } });
    await tell(tx, { kind: "taken_over", people: [before.personId], actionId: id, text: `${person.name} has taken over “${summary}” from you.` });
  } else if (!before) {
    await record(tx, { type: "action.taken", actor: person, action, data: { revision } });
  }
  return { personId: person.id, name: person.name, ...mine };
}

/** Goes on with one's own take, from an open page. Never takes anew and writes no event: the answer says whose it is now. */
export async function keepTake(person: Person, id: string): Promise<Taken> {
  const kept = await db.one<Pick<Holder, "takenAt" | "until">>(
    sql`UPDATE takes t SET until = clock_timestamp() + ${TAKE_S} * interval '1 second'
         WHERE action_id = ${id} AND person_id = ${person.id} AND ${LIVE_TAKE} RETURNING taken_at, until`,
    "keep-take",
  );
  return takenView(person, id, kept ? { personId: person.id, name: person.name, ...kept } : await holderOf(db, id));
}

/** Lets go of one's own take. Letting go of what is not one's own, or has lapsed, changes nothing. @returns whether there was one */
export async function letGo(person: Person, id: string): Promise<boolean> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    const ended = await tx.one<{ live: boolean }>(sql`
      DELETE FROM takes t WHERE action_id = ${id} AND person_id = ${person.id} RETURNING ${LIVE_TAKE} AS live`);
    if (!ended?.live) return false;
    await record(tx, { type: "action.let_go", actor: person, action, data: { revision: action.revision } });
    return true;
  });
}

/** Frees all that a person holds, in the transaction that ends what they may do; the actions are locked already. @returns their ids */
export async function freeTakes(tx: Tx, by: Person, personId: string): Promise<string[]> {
  const freed = await tx.all<{ actionId: string; live: boolean }>(sql`DELETE FROM takes t WHERE person_id = ${personId} RETURNING action_id, ${LIVE_TAKE} AS live`);
  const live = freed.filter((row) => row.live).map((row) => row.actionId);
  for (const id of live) await record(tx, { type: "action.let_go", actor: by, action: { id }, data: { person: personId, reason: "deactivated" } });
  return live;
}

/** Whoever holds it now, if anybody. */
export function holderOf(from: Db, id: string): Promise<Holder | undefined> {
  return from.one<Holder>(
    sql`SELECT t.person_id, p.name, t.taken_at, t.until FROM takes t JOIN people p ON p.id = t.person_id
         WHERE t.action_id = ${id} AND ${LIVE_TAKE} AND p.deactivated_at IS NULL`,
    "holder-of",
  );
}

export const takenView = (person: Person, id: string, holder: Holder | undefined): Taken => ({
  id,
  mine: holder?.personId === person.id,
  holder: holder ? { id: holder.personId, name: holder.name } : null,
  since: holder?.takenAt.toISOString() ?? null,
  until: holder?.until.toISOString() ?? null,
});
