import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { requireAdmin } from "@/lib/people/may";
import type { ChannelName } from "./types";

const MOST = 1_000;

/** Sends one again, whatever became of it, under the same id: who has it already can tell. @throws Refusal `not_found`, `wrong_state` */
export async function replayDelivery(admin: Person, id: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const found = Id.safeParse(id).success
      ? await tx.one<{ status: string; underWay: boolean }>(sql`
          SELECT status, status = 'waiting' AND EXISTS (SELECT 1 FROM delivery_attempts a WHERE a.delivery_id = d.id AND a.finished_at IS NULL) AS under_way
            FROM deliveries d WHERE id = ${id} FOR UPDATE OF d`)
      : undefined;
    if (!found) throw new Refusal("not_found", "There is no such delivery.");
    if (found.underWay) throw new Refusal("wrong_state", "It is being sent this moment. Look again in a minute.");
    await tx.run(sql`
      UPDATE deliveries SET status = 'waiting', attempts_before = attempt_count, next_at = clock_timestamp(), finished_at = NULL, last_result = NULL WHERE id = ${id}`);
    await record(tx, { type: "delivery.replayed", actor: admin, subject: { kind: "delivery", id }, data: { was: found.status } });
  });
}

/** Sends again what failed for good to one target, the oldest first. @returns how many */
export async function replayFailed(admin: Person, channel: ChannelName, target: string): Promise<number> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const replayed = await tx.run(sql`
      UPDATE deliveries SET status = 'waiting', attempts_before = attempt_count, next_at = clock_timestamp(), finished_at = NULL, last_result = NULL
       WHERE id IN (SELECT id FROM deliveries WHERE channel = ${channel} AND target = ${target} AND status = 'failed' ORDER BY created_at LIMIT ${MOST} FOR UPDATE SKIP LOCKED)`);
    if (replayed > 0) await record(tx, { type: "delivery.replayed_many", actor: admin, data: { channel, target, count: replayed } });
    return replayed;
  });
}
