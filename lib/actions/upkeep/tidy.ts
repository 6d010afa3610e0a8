import { sql, transact } from "@/lib/db/tx";
import { clearDeliveries } from "@/lib/deliveries/keep";

const EVERY_MS = 60_000;
let last = 0;

/** Clears away what no longer says anything: lapsed takes, snoozes that are over, questions about what is decided, limits of periods that are over, old deliveries. At most once a minute. */
export async function tidy(now: number = performance.now()): Promise<boolean> {
  if (last !== 0 && now - last < EVERY_MS) return false;
  last = now;
  await transact(async (tx) => {
    await tx.run(sql`DELETE FROM takes WHERE until < clock_timestamp() - interval '1 hour'`);
    await tx.run(sql`DELETE FROM snoozes WHERE until < clock_timestamp() - interval '1 hour'`);
    await tx.run(sql`
      UPDATE questions q SET closed_at = clock_timestamp() FROM actions a
       WHERE a.id = q.action_id AND q.answered_at IS NULL AND q.closed_at IS NULL AND a.state <> 'pending' AND a.state_at < clock_timestamp() - interval '1 hour'`);
    // An hour later: whoever reserved at the turn may not have committed.
    for (const table of [sql`limit_counters`, sql`limit_holdings`]) {
      await tx.run(sql`DELETE FROM ${table} t USING unnest(ARRAY['hour', 'day', 'week', 'month']) AS of (per) WHERE t.per = of.per AND t.starts_at < date_trunc(of.per, clock_timestamp() - interval '1 hour', 'UTC')`);
    }
  });
  await clearDeliveries();
  return true;
}
