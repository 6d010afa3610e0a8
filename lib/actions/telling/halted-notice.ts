import { HALTED } from "@/lib/actions/halts/halted";
import { lockAction } from "@/lib/actions/row";
import { sweeper } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact } from "@/lib/db/tx";
import { notify } from "@/lib/notices/notify";

/** Told per sweep: a halt of everything tells the rest a moment later. */
const MOST = 100;

const WAITING = sql`state IN ('approved', 'executing') AND due_at <= clock_timestamp() AND lease_until IS NULL AND mode = 'live' AND NOT dry_run`;

/** Due actions that a halt holds back and nobody was told of. */
export const HALTED_UNTOLD = sql`
  SELECT id FROM actions
   WHERE ${WAITING} AND ${HALTED} AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.kind = 'halted' AND n.action_id = actions.id)
   ORDER BY due_at LIMIT ${MOST}`;

/** Tells people, once per action, that it waits on a halt. @returns whether it still does */
export async function tellHalted(id: string): Promise<boolean> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    const waits = await tx.one(sql`SELECT 1 FROM actions WHERE id = ${id} AND ${WAITING} AND ${HALTED}`);
    if (!waits) return false;
    await record(tx, { type: "action.held_back", actor: sweeper, action });
    await notify(tx, { kind: "halted", agentId: action.agentId, actionId: id, text: `“${action.summary}” is approved and due, and waits on a halt.` });
    return true;
  });
}
