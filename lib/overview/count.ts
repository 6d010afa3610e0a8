import { db, sql, transact, type Tx } from "@/lib/db/tx";
import { GROWTH_OF_BUCKETS } from "./buckets";
import { RANGES } from "./overview-view";

/** How far back days are counted that nobody has counted yet. */
const DAYS_BACK = 400;
/** A day is counted once more after it has ended, late enough for every transaction of it to have committed. */
const SETTLED = sql`interval '10 minutes'`;

export type Counted = { /** Which day (UTC), or null when all are counted. */ day: string | null; ms: number };

/**
 * Counts one day again: today's if its figures are older than `olderThanMs`, else the newest of the past that was not
 * counted since it ended. Whole and from the rows themselves, so that counting twice, or by two workers, changes nothing.
 */
export async function countNext(olderThanMs: number): Promise<Counted> {
  const began = performance.now();
  const day = await transact(async (tx) => {
    const lock = await tx.one<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(1129270867, 3) AS mine`);
    if (!lock?.mine) return null;
    const next = await nextDay(tx, olderThanMs);
    if (next) {
      await count(tx, next);
      await addUp(tx);
    }
    return next;
  });
  return { day, ms: performance.now() - began };
}

async function nextDay(tx: Tx, olderThanMs: number): Promise<string | null> {
  const row = await tx.one<{ day: string }>(sql`
    WITH clock AS (SELECT date_trunc('day', clock_timestamp(), 'UTC') AS midnight),
         first AS (SELECT greatest(coalesce((SELECT submitted_at FROM actions ORDER BY submitted_at, id LIMIT 1), midnight), midnight - ${DAYS_BACK} * interval '1 day') AS at FROM clock)
    SELECT to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day
      FROM clock, first, generate_series(date_trunc('day', first.at, 'UTC'), midnight, interval '1 day') AS d (at)
      LEFT JOIN figure_days f ON f.day = (d.at AT TIME ZONE 'UTC')::date
     WHERE f.day IS NULL
        OR (d.at = midnight AND f.counted_at < clock_timestamp() - ${olderThanMs}::float8 * interval '1 millisecond')
        OR (d.at < midnight AND f.counted_at < d.at + interval '1 day' + ${SETTLED} AND clock_timestamp() >= d.at + interval '1 day' + ${SETTLED})
     ORDER BY d.at DESC LIMIT 1`);
  return row?.day ?? null;
}

/** The day's events, each with the action that it ended. Only what people decided has a time to its decision, and rules. */
async function count(tx: Tx, day: string): Promise<void> {
  const [from, to] = [sql`(${day}::date)::timestamp AT TIME ZONE 'UTC'`, sql`(${day}::date + 1)::timestamp AT TIME ZONE 'UTC'`];
  await tx.run(sql`INSERT INTO figure_days (day, counted_at) VALUES (${day}::date, clock_timestamp()) ON CONFLICT (day) DO UPDATE SET counted_at = excluded.counted_at`);
  await tx.run(sql`DELETE FROM figures WHERE day = ${day}::date AND name IN ('submitted', 'ended', 'decision_time', 'rule_approved', 'rule_rejected', 'rolled_back')`);
  await tx.run(sql`
    INSERT INTO figures (name, day, key, n)
    WITH ended AS MATERIALIZED (
      SELECT e.type, a.id, a.revision, a.submitted_at, e.at,
             CASE WHEN e.type <> 'action.expired' THEN
               (SELECT max(d.decided_at) FROM decisions d
                 WHERE d.action_id = a.id AND d.voided_at IS NULL AND d.verdict = CASE e.type WHEN 'action.approved' THEN 'approve' ELSE 'reject' END) END AS decided_at
        FROM audit_events e JOIN actions a ON a.id = e.action_id AND a.mode = 'live'
       WHERE e.at >= ${from} AND e.at < ${to} AND e.type IN ('action.approved', 'action.rejected', 'action.expired')
         AND (e.type <> 'action.expired' OR e.canonical::jsonb #>> '{data,from}' = 'pending')
    ), ruled AS (
      SELECT DISTINCT e.id, e.type, r.value ->> 'rule' AS rule
        FROM ended e JOIN classifications c ON c.action_id = e.id AND c.revision = e.revision, jsonb_array_elements(c.reasons) r
       WHERE e.decided_at IS NOT NULL
    )
    SELECT 'submitted', ${day}::date, effect, count(*) FROM actions WHERE submitted_at >= ${from} AND submitted_at < ${to} AND mode = 'live' GROUP BY effect
    UNION ALL
    SELECT 'ended', ${day}::date, substr(type, 8), count(*) FROM ended GROUP BY type
    UNION ALL
    SELECT 'decision_time', ${day}::date, floor(ln(1 + greatest(0, extract(epoch FROM decided_at - submitted_at))) / ln(${GROWTH_OF_BUCKETS}::numeric))::int::text, count(*)
      FROM ended WHERE decided_at IS NOT NULL GROUP BY 3
    UNION ALL
    SELECT CASE type WHEN 'action.approved' THEN 'rule_approved' ELSE 'rule_rejected' END, ${day}::date, rule, count(*)
      FROM ruled WHERE rule IS NOT NULL GROUP BY 1, rule
    UNION ALL
    SELECT 'rolled_back', ${day}::date, '', count(*)
      FROM audit_events e JOIN actions a ON a.id = e.action_id AND a.mode = 'live'
     WHERE e.at >= ${from} AND e.at < ${to} AND e.type = 'action.rolled_back' HAVING count(*) > 0`);
}

/** Adds the days up for every range that the overview offers. */
async function addUp(tx: Tx): Promise<void> {
  await tx.run(sql`DELETE FROM figure_sums`);
  await tx.run(sql`
    INSERT INTO figure_sums (days, name, key, n)
    SELECT r.days, f.name, f.key, sum(f.n)
      FROM unnest(${[...RANGES]}::int[]) AS r (days)
      JOIN figures f ON f.day > (clock_timestamp() AT TIME ZONE 'UTC')::date - r.days AND f.name <> 'submitted'
     GROUP BY r.days, f.name, f.key`);
}

/** When today's figures were counted; null before the first time. */
export async function countedAt(): Promise<Date | null> {
  const row = await db.one<{ at: Date }>(sql`SELECT counted_at AS at FROM figure_days ORDER BY day DESC LIMIT 1`);
  return row?.at ?? null;
}
