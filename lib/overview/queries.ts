import { db, sql } from "@/lib/db/tx";
import { TIERS, type Tier } from "@/lib/policy/types";
import { percentileOf } from "./buckets";
import { countedAt } from "./count";
import type { DayMix, Figures, OpenNow, Range } from "./overview-view";

/** Where counting stops: beyond it the exact number helps nobody and costs every look. */
const MOST_COUNTED = 1_000;
const RANK: Record<Tier, number> = { high: 0, medium: 1, low: 2 };

/** What waits for a decision now, by tier. */
export async function openNow(): Promise<OpenNow> {
  // Word for word as in the index actions_queue.
  const counted = (tier: Tier) =>
    sql`(SELECT count(*)::int FROM (SELECT 1 FROM actions WHERE state = 'pending' AND (CASE tier WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END) = ${RANK[tier]}::int AND mode = 'live' LIMIT ${MOST_COUNTED + 1}) few)`;
  const [counts, oldest] = await Promise.all([
    db.one<Record<Tier, number>>(sql`SELECT ${counted("high")} AS high, ${counted("medium")} AS medium, ${counted("low")} AS low`),
    db.one<{ id: string; summary: string; submittedAt: Date }>(sql`
      SELECT id, summary, submitted_at FROM actions WHERE state = 'pending' AND mode = 'live' ORDER BY state, submitted_at, id LIMIT 1`),
  ]);
  return {
    tiers: TIERS.toReversed().map((tier) => ({ tier, number: Math.min(counts![tier], MOST_COUNTED), more: counts![tier] > MOST_COUNTED })),
    oldest: oldest ? { ...oldest, submittedAt: oldest.submittedAt.toISOString() } : null,
  };
}

/** What happened in the last `range` days, today included. */
export async function figures(range: Range): Promise<Figures> {
  const [sums, days, at] = await Promise.all([sumsOf(range), dayByDay(range), countedAt()]);
  const of = (name: string) => sums.filter((row) => row.name === name);
  const one = (name: string, key: string) => of(name).find((row) => row.key === key)?.n ?? 0;
  const times = of("decision_time").map(({ key, n }) => ({ bucket: Number(key), n }));
  const rules = new Map<string, { rule: string; approved: number; rejected: number }>();
  for (const verdict of ["approved", "rejected"] as const) {
    for (const { key: rule, n } of of(`rule_${verdict}`)) rules.set(rule, { ...(rules.get(rule) ?? { rule, approved: 0, rejected: 0 }), [verdict]: n });
  }
  return {
    days,
    ended: { approved: one("ended", "approved"), rejected: one("ended", "rejected"), expired: one("ended", "expired") },
    toDecision: { p50: percentileOf(times, 0.5), p95: percentileOf(times, 0.95) },
    rolledBack: one("rolled_back", ""),
    rules: [...rules.values()].toSorted((a, b) => b.approved + b.rejected - a.approved - a.rejected || a.rule.localeCompare(b.rule)),
    countedAt: at?.toISOString() ?? null,
  };
}

const since = (range: Range) => sql`(clock_timestamp() AT TIME ZONE 'UTC')::date - ${range - 1}::int`;

const sumsOf = (range: Range) => db.all<{ name: string; key: string; n: number }>(sql`SELECT name, key, n::float8 AS n FROM figure_sums WHERE days = ${range}::int`);

/** Every day, those on which nothing happened too. */
async function dayByDay(range: Range): Promise<DayMix[]> {
  return db.all<DayMix>(sql`
    SELECT to_char(d, 'YYYY-MM-DD') AS day,
           coalesce(sum(n) FILTER (WHERE key = 'allow'), 0)::float8 AS allowed,
           coalesce(sum(n) FILTER (WHERE key = 'review'), 0)::float8 AS reviewed,
           coalesce(sum(n) FILTER (WHERE key = 'block'), 0)::float8 AS blocked
      FROM generate_series(${since(range)}, (clock_timestamp() AT TIME ZONE 'UTC')::date, interval '1 day') AS d
      LEFT JOIN figures f ON f.name = 'submitted' AND f.day = d::date
     GROUP BY d ORDER BY d`);
}
