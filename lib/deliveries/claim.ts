import type { Worker } from "@/lib/actor";
import { empty, sql, transact, type Sql, type Tx } from "@/lib/db/tx";
import { nextTry } from "./backoff";
import type { Channel, ChannelName, Delivery, Sent } from "./types";

/** How much longer than its sending a claim lasts: to write down what came of it. */
const GRACE_MS = 30_000;

export type Claimed = Omit<Delivery, "attempt"> & { attemptCount: number; attemptsBefore: number };

/**
 * Claims what is due to one target, at most as many as make one message. A claim is the next instant at which it may be
 * tried, pushed past the time that sending may take: whoever dies leaves it due again. `busy` targets are passed over.
 */
export function claim(worker: Worker, name: ChannelName, { together, takesAlong, timeoutMs }: Channel, busy: readonly string[]): Promise<Claimed[]> {
  const due = sql`channel = ${name} AND status = 'waiting' AND next_at <= clock_timestamp()`;
  return transact(async (tx) => {
    if (together === 1) {
      return take(tx, worker, timeoutMs, sql`SELECT id FROM deliveries WHERE ${due} ${not(busy)} ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED`);
    }
    const passed = [...busy];
    for (;;) {
      const first = await tx.one<{ target: string }>(sql`SELECT target FROM deliveries WHERE ${due} ${not(passed)} ORDER BY next_at LIMIT 1`);
      if (!first) return [];
      // What makes one message is claimed by one process, and what follows it by nobody until it was sent: in order, and once.
      const lock = await tx.one<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(1129270867, hashtext(${`${name} ${first.target}`})) AS mine`);
      const waiting = takesAlong ? sql`channel = ${name} AND status = 'waiting' AND (next_at <= clock_timestamp() OR attempt_count = attempts_before)` : due;
      const mine = lock!.mine && !(await isUnderWay(tx, name, first.target)) ? await take(tx, worker, timeoutMs, sql`SELECT id FROM deliveries WHERE ${waiting} AND target = ${first.target} ORDER BY next_at, id LIMIT ${together} FOR UPDATE SKIP LOCKED`) : [];
      if (mine.length > 0) return mine;
      passed.push(first.target);
    }
  });
}

const isUnderWay = async (tx: Tx, name: ChannelName, target: string): Promise<boolean> =>
  (await tx.one(sql`
    SELECT FROM deliveries d JOIN delivery_attempts a ON a.delivery_id = d.id AND a.number = d.attempt_count AND a.finished_at IS NULL
     WHERE d.channel = ${name} AND d.target = ${target} AND d.status = 'waiting' AND d.next_at > clock_timestamp() LIMIT 1`)) !== undefined;

const not = (busy: readonly string[]): Sql => (busy.length === 0 ? empty : sql`AND target <> ALL(${busy}::text[])`);

/** Marks them as under way, with a row for the try; one whose claim ran out is written down as lost. */
async function take(tx: Tx, worker: Worker, timeoutMs: number, which: Sql): Promise<Claimed[]> {
  const rows = await tx.all<Claimed>(sql`
    WITH due AS (${which}), claimed AS (
      UPDATE deliveries d SET attempt_count = attempt_count + 1, next_at = clock_timestamp() + ${timeoutMs + GRACE_MS} * interval '1 millisecond'
        FROM due WHERE d.id = due.id RETURNING d.*
    ), lost AS (
      UPDATE delivery_attempts a SET outcome = 'lost', finished_at = clock_timestamp(), reason = 'The worker stopped in the middle of it.'
        FROM claimed c WHERE a.delivery_id = c.id AND a.number = c.attempt_count - 1 AND a.finished_at IS NULL
    ), begun AS (
      INSERT INTO delivery_attempts (delivery_id, number, worker, started_at) SELECT id, attempt_count, ${worker.id}, clock_timestamp() FROM claimed
    )
    SELECT id, target, event_type, event_id, action_id, revision, sequence, content, created_at, attempt_count, attempts_before FROM claimed ORDER BY created_at, id`);
  return rows;
}

/** Whatever the other side answered: without what PostgreSQL's JSON cannot hold. */
const storable = (_: string, value: unknown): unknown => (typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\uFFFD") : value);

/** Writes down what came of a try. One whose claim ran out meanwhile belongs to somebody else, and keeps only the note. */
export async function conclude(claimed: readonly Claimed[], sent: readonly Sent[], delays?: readonly number[]): Promise<void> {
  const rows = claimed.map((delivery, index) => {
    const result = sent[index] ?? { outcome: "retry" as const, reason: "The channel gave no answer." };
    const after = result.outcome === "retry" ? nextTry(delivery.attemptCount - delivery.attemptsBefore, result.after, Math.random, delays) : undefined;
    const reason = "reason" in result ? result.reason.slice(0, 1_000) : null;
    return {
      id: delivery.id,
      number: delivery.attemptCount,
      outcome: result.outcome,
      status: result.outcome === "retry" ? (after === undefined ? "failed" : "waiting") : result.outcome,
      after: after ?? null,
      reason,
      request: result.request ?? null,
      response: result.response ?? null,
    };
  });
  await transact((tx) =>
    tx.run(sql`
      WITH result AS (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows, storable)}::jsonb) AS row (id uuid, number int, outcome text, status text, after float8, reason text, request jsonb, response jsonb)
      ), concluded AS (
        UPDATE deliveries d
           SET status = r.status, last_result = r.reason, next_at = clock_timestamp() + r.after * interval '1 second',
               finished_at = CASE WHEN r.status <> 'waiting' THEN clock_timestamp() END
          FROM result r WHERE d.id = r.id AND d.attempt_count = r.number AND d.status = 'waiting'
      )
      UPDATE delivery_attempts a SET finished_at = clock_timestamp(), outcome = r.outcome, reason = r.reason, request = nullif(r.request, 'null'), response = nullif(r.response, 'null')
        FROM result r WHERE a.delivery_id = r.id AND a.number = r.number AND a.finished_at IS NULL`),
  );
}
