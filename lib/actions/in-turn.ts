import { db, sql } from "@/lib/db/tx";
import { executeLater } from "@/lib/queue/later";

/** A rollback of a batch has ended: delivers the one after it at once, which the sweeper would find a moment later. */
export async function nextInTurn(rollbackId: string): Promise<void> {
  const next = await db.one<{ id: string }>(sql`
    SELECT r.id FROM rollback_items ended
      JOIN rollback_items older ON older.batch_id = ended.batch_id AND older.position > ended.position
      JOIN actions r ON r.id = older.rollback_id
     WHERE ended.rollback_id = ${rollbackId} AND r.state = 'approved' AND r.due_at <= clock_timestamp()
     ORDER BY older.position LIMIT 1`);
  if (next) executeLater(next.id);
}
