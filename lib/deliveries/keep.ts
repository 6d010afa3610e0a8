import { sql, transact } from "@/lib/db/tx";
import { readSettings } from "@/lib/settings";

/** Rows cleared away at a time: little enough that nobody waits for it. */
const MOST = 5_000;

/**
 * Clears away deliveries that are over, with their tries, once they are as old as the setting says. What still waits is
 * kept, and so are the copies in Slack, which go on following their actions. @returns how many
 */
export async function clearDeliveries(): Promise<number> {
  const { keep_deliveries_days: days } = await readSettings();
  return transact(async (tx) => {
    const before = sql`clock_timestamp() - ${days} * interval '1 day'`;
    const old = await tx.all<{ id: string }>(sql`
      SELECT id FROM deliveries WHERE created_at < ${before} AND status <> 'waiting' AND finished_at < ${before} ORDER BY created_at, id LIMIT ${MOST} FOR UPDATE SKIP LOCKED`);
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    await tx.run(sql`DELETE FROM delivery_attempts WHERE delivery_id = ANY(${ids}::uuid[])`);
    return tx.run(sql`DELETE FROM deliveries WHERE id = ANY(${ids}::uuid[])`);
  });
}
