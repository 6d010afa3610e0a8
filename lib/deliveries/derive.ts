import { db, sql, transact, type Tx } from "@/lib/db/tx";
import { queueDeliveries } from "./queue";
import type { Channel, ChannelName, News } from "./types";

/** Events that one look reads. */
const MOST = 2_000;

type Cursor = { doneSeq: string; seenSeq: string | null; seenXmax: string | null };
type Look = { newest: string; gapless: string; xmin: string; xmax: string };

/** Channels for which there are audit events that they have not read. */
export async function behind(channels: readonly ChannelName[]): Promise<ChannelName[]> {
  const rows = await db.all<{ channel: ChannelName }>(
    sql`SELECT name AS channel FROM unnest(${channels}::text[]) AS name LEFT JOIN delivery_cursors c ON c.channel = name
         WHERE c.channel IS NULL OR c.done_seq < (SELECT max(seq) FROM audit_events)`,
    "deliveries-behind",
  );
  return rows.map(({ channel }) => channel);
}

/**
 * Turns the audit events that a channel has not read into its deliveries. The events are the outbox: they were written
 * in the transaction of what they tell, and cost it nothing more. Reading them, the deliveries and the cursor are one
 * transaction, so each event is read once; of any number of processes one reads at a time.
 * @returns whether more is there to be read at once
 */
export async function derive(name: ChannelName, channel: Channel): Promise<boolean> {
  return transact(async (tx) => {
    const cursor = await tx.one<Cursor>(sql`
      SELECT done_seq::text AS done_seq, seen_seq::text AS seen_seq, seen_xmax::text AS seen_xmax
        FROM delivery_cursors WHERE channel = ${name} FOR UPDATE SKIP LOCKED`);
    if (!cursor) return begin(tx, name);
    const look = (await tx.one<Look>(sql`
      WITH ahead AS (SELECT seq FROM audit_events WHERE seq > ${cursor.doneSeq}::bigint ORDER BY seq LIMIT ${MOST}),
           counted AS (SELECT seq, seq - row_number() OVER (ORDER BY seq) AS base FROM ahead)
      SELECT coalesce(max(seq), ${cursor.doneSeq}::bigint)::text AS newest,
             coalesce(max(seq) FILTER (WHERE base = ${cursor.doneSeq}::bigint), ${cursor.doneSeq}::bigint)::text AS gapless,
             pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, pg_snapshot_xmax(pg_current_snapshot())::text AS xmax
        FROM counted`))!;
    const horizon = horizonOf(cursor, look);
    if (horizon > BigInt(cursor.doneSeq)) {
      const types = await channel.listensTo(tx);
      const news = types.length === 0 ? [] : await read(tx, cursor.doneSeq, String(horizon), types);
      if (news.length > 0) await queueDeliveries(tx, name, await channel.plan(tx, news));
    }
    const open = cursor.seenSeq !== null && BigInt(cursor.seenSeq) > horizon;
    const waits = BigInt(look.newest) > horizon;
    await tx.run(sql`
      UPDATE delivery_cursors
         SET done_seq = ${String(horizon)}::bigint,
             seen_seq = ${open ? cursor.seenSeq : waits ? look.newest : null}::bigint, seen_xmax = ${open ? cursor.seenXmax : waits ? look.xmax : null}::text::xid8
       WHERE channel = ${name}`);
    return horizon > BigInt(cursor.doneSeq) && waits;
  });
}

/**
 * Up to where nothing can come any more. Numbers are given out before their transactions commit, so a number that is
 * missing may belong to one that is still open. Without a gap there is none to wait for. Behind a gap lies what was seen
 * at an earlier look, once every transaction that had begun by then is over: what is missing then was rolled back.
 */
function horizonOf({ doneSeq, seenSeq, seenXmax }: Cursor, { gapless, xmin }: Pick<Look, "gapless" | "xmin">): bigint {
  const [done, contiguous] = [BigInt(doneSeq), BigInt(gapless)];
  const settled = seenSeq !== null && seenXmax !== null && BigInt(seenXmax) <= BigInt(xmin) ? BigInt(seenSeq) : done;
  return contiguous > settled ? contiguous : settled;
}

/** A channel that is new hears of what happens from now on. */
async function begin(tx: Tx, name: ChannelName): Promise<boolean> {
  await tx.run(sql`
    INSERT INTO delivery_cursors (channel, done_seq) SELECT ${name}, coalesce(max(seq), 0) FROM audit_events ON CONFLICT DO NOTHING`);
  return false;
}

type Row = Omit<News, "actor" | "action"> & News["action"] & { actorKind: News["actor"]["kind"]; actorId: string | null };

async function read(tx: Tx, after: string, upTo: string, types: readonly string[]): Promise<News[]> {
  const rows = await tx.all<Row>(sql`
    SELECT e.id AS event_id, e.type, e.action_number AS sequence, e.at, e.actor_kind, e.actor_id, e.canonical::jsonb -> 'data' AS data,
           a.id, a.agent_id, g.name AS agent_name, a.mode, a.dry_run, a.tool_name, a.tier, a.state, a.revision, a.summary,
           a.rollback_of, a.requested_by, a.submitted_at, a.deadline_at
      FROM audit_events e JOIN actions a ON a.id = e.action_id JOIN agents g ON g.id = a.agent_id
     WHERE e.seq > ${after}::bigint AND e.seq <= ${upTo}::bigint AND e.type = ANY(${types}::text[])
     ORDER BY e.seq`);
  return rows.map(({ eventId, type, sequence, at, actorKind, actorId, data, ...action }) => ({ eventId, type, sequence, at, actor: { kind: actorKind, id: actorId }, data, action }));
}
