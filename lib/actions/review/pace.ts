import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { requireAdmin } from "@/lib/people/may";
import type { MyStatistics, Pace, TeamStatistics } from "./pace-view";

/** From where a gentle word is due: this many approvals in ten minutes, and half of them closer together than this. Starting points. */
const PACE = { minutes: 10, approvals: 20, seconds: 5 } as const;

/** One's own pace in the last minutes; nobody else's business. */
export async function paceOf(person: Pick<Person, "id">): Promise<Pace> {
  const row = (await db.one<Omit<Pace, "minutes" | "say">>(sql`
    WITH recent AS (
      SELECT verdict, extract(epoch FROM decided_at - lag(decided_at) OVER (ORDER BY decided_at))::float8 AS gap
        FROM decisions WHERE person_id = ${person.id} AND decided_at > statement_timestamp() - ${PACE.minutes} * interval '1 minute')
    SELECT count(*) FILTER (WHERE verdict = 'approve')::int AS approvals, count(*) FILTER (WHERE verdict = 'reject')::int AS rejections,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS median_seconds FROM recent`))!;
  const fast = row.approvals >= PACE.approvals && row.medianSeconds !== null && row.medianSeconds < PACE.seconds;
  const every = Math.max(1, Math.round(row.medianSeconds ?? 0));
  return {
    minutes: PACE.minutes,
    ...row,
    say: fast ? `You have approved ${row.approvals} in ${PACE.minutes} minutes, one every ${every === 1 ? "second" : `${every} seconds`} or so. If they are all alike, a rule may serve better; if not, take your time.` : null,
  };
}

/** Newest decisions that are counted. */
const MOST = 5_000;

/** @param days from 1 to 90 */
export async function myStatistics(person: Pick<Person, "id">, days = 30): Promise<MyStatistics> {
  const mine = sql`
    WITH mine AS (
      SELECT d.action_id, d.verdict, d.decided_at, d.voided_at, d.void_reason, a.submitted_at, a.state, a.revision = d.revision AS current
        FROM decisions d JOIN actions a ON a.id = d.action_id
       WHERE d.person_id = ${person.id} AND d.decided_at > statement_timestamp() - ${days} * interval '1 day' ORDER BY d.decided_at DESC LIMIT ${MOST})`;
  const [row, byDay] = await Promise.all([
    db.one<Omit<MyStatistics, "days" | "byDay" | "outcomes"> & { succeeded: number; failed: number; rolledBack: number }>(sql`${mine}
      SELECT count(*) FILTER (WHERE verdict = 'approve' AND voided_at IS NULL)::int AS approved,
             count(*) FILTER (WHERE verdict = 'reject' AND voided_at IS NULL)::int AS rejected,
             count(*) FILTER (WHERE void_reason = 'taken_back')::int AS taken_back,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - submitted_at)::float8) AS median_wait,
             (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM m.decided_at - took.at)::float8)
                FROM mine m, LATERAL (SELECT max(e.at) AS at FROM audit_events e WHERE e.action_id = m.action_id AND e.actor_id = ${person.id}
                                        AND e.type IN ('action.taken', 'action.taken_over') AND e.at <= m.decided_at) took) AS median_look,
             count(*) FILTER (WHERE verdict = 'approve' AND voided_at IS NULL AND current AND state = 'succeeded')::int AS succeeded,
             count(*) FILTER (WHERE verdict = 'approve' AND voided_at IS NULL AND current AND state = 'failed')::int AS failed,
             count(*) FILTER (WHERE verdict = 'approve' AND voided_at IS NULL AND current AND state = 'rolled_back')::int AS rolled_back FROM mine`),
    db.all<MyStatistics["byDay"][number]>(sql`${mine}
      SELECT to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*) FILTER (WHERE verdict = 'approve')::int AS approved,
             count(*) FILTER (WHERE verdict = 'reject')::int AS rejected
        FROM mine WHERE voided_at IS NULL GROUP BY 1 ORDER BY 1`),
  ]);
  const { succeeded, failed, rolledBack, ...rest } = row!;
  return { days, ...rest, outcomes: { succeeded, failed, rolledBack }, byDay };
}

/** Fewer than this and a sum would tell of a person. */
const FEWEST = 3;

/** @throws Refusal `not_permitted` for others than admins */
export async function teamStatistics(admin: Person, days = 30): Promise<TeamStatistics> {
  requireAdmin(admin);
  const row = (await db.one<{ people: number; approved: number; rejected: number; medianWait: number | null; median: number | null; p90: number | null }>(sql`
    WITH recent AS (
      SELECT d.person_id, d.verdict, extract(epoch FROM d.decided_at - a.submitted_at)::float8 AS wait FROM decisions d JOIN actions a ON a.id = d.action_id
       WHERE d.decided_at > statement_timestamp() - ${days} * interval '1 day' AND d.voided_at IS NULL),
    each AS (SELECT person_id, count(*)::float8 AS decided FROM recent GROUP BY person_id)
    SELECT (SELECT count(*)::int FROM each) AS people, count(*) FILTER (WHERE verdict = 'approve')::int AS approved, count(*) FILTER (WHERE verdict = 'reject')::int AS rejected,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY wait) AS median_wait, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY decided) FROM each) AS median,
           (SELECT percentile_cont(0.9) WITHIN GROUP (ORDER BY decided) FROM each) AS p90 FROM recent`))!;
  const { people, approved, rejected, medianWait, median, p90 } = row;
  return { days, people, sums: people < FEWEST ? null : { approved, rejected, medianWait: medianWait!, perPerson: { median: median!, p90: p90! } } };
}
