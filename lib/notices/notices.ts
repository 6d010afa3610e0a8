import type { Person } from "@/lib/actor";
import { db, empty, sql, type Tx } from "@/lib/db/tx";
import type { NoticeView } from "./notice-view";

/** Where counting stops: a bell that says 99+ says enough. */
const MOST_UNREAD = 99;
const SIZE = 50;

/** How many a person has not read; `MOST_UNREAD + 1` stands for more. */
export async function unreadCount(person: Pick<Person, "id">): Promise<number> {
  const row = await db.one<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM (SELECT 1 FROM notices WHERE person_id = ${person.id} AND read_at IS NULL LIMIT ${MOST_UNREAD + 1}) few`,
    "unread-notices",
  );
  return row!.n;
}

/** A person's notices, the newest first. `after` is the id of the last of the page before. */
export async function noticesOf(person: Pick<Person, "id">, after?: string): Promise<{ notices: NoticeView[]; older: string | null }> {
  const from = after ? sql`AND (created_at, id) < (SELECT created_at, id FROM notices WHERE id = ${after} AND person_id = ${person.id})` : empty;
  const rows = await db.all<Omit<NoticeView, "at" | "read"> & { createdAt: Date; readAt: Date | null }>(sql`
    SELECT id, kind, text, action_id, batch_id, created_at, read_at FROM notices WHERE person_id = ${person.id} ${from}
     ORDER BY created_at DESC, id DESC LIMIT ${SIZE + 1}`);
  const shown = rows.slice(0, SIZE);
  return {
    notices: shown.map(({ createdAt, readAt, ...row }) => ({ ...row, at: createdAt.toISOString(), read: readAt !== null })),
    older: rows.length > SIZE ? shown.at(-1)!.id : null,
  };
}

/** Marks one's own notices as read: these, or all. Not evidence, so no event. */
export async function markRead(person: Person, ids: readonly string[] | "all"): Promise<number> {
  const which = ids === "all" ? empty : sql`AND id = ANY(${ids}::uuid[])`;
  return db.run(sql`UPDATE notices SET read_at = clock_timestamp() WHERE person_id = ${person.id} AND read_at IS NULL ${which}`);
}

/** Somebody has taken care of this action: nobody needs to be told of it any more. */
export async function markHandled(tx: Tx, actionId: string): Promise<void> {
  await tx.run(sql`UPDATE notices SET read_at = clock_timestamp() WHERE action_id = ${actionId} AND read_at IS NULL`);
}
