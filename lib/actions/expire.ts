import { tellEscalated } from "@/lib/actions/telling/waiting";
import { sweeper } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact } from "@/lib/db/tx";
import type { Requirement } from "@/lib/policy/types";
import { tryMove } from "./move";
import { lockAction } from "./row";

/**
 * Ends an action whose clock has run out, or asks the next group if its tier says so. Never approves (I8).
 * The clocks are the database's and stand in the condition, so being early or late to call this changes nothing.
 */
export async function expire(id: string): Promise<"expired" | "escalated" | "unchanged"> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (action.state === "pending" && action.onExpiry === "escalate" && action.escalateTo && !action.escalatedAt) {
      const { requirement } = (await tx.one<{ requirement: Requirement }>(
        sql`SELECT requirement FROM classifications WHERE action_id = ${id} AND revision = ${action.revision}`,
      ))!;
      const within = requirement.review === "before" && requirement.escalate ? requirement.escalate.within : 0;
      const escalated = await tx.run(sql`
        UPDATE actions SET escalated_at = clock_timestamp(), escalate_at = NULL, deadline_at = clock_timestamp() + ${within}::float8 * interval '1 second'
         WHERE id = ${id} AND state = 'pending' AND quorum_at IS NULL AND deadline_at <= clock_timestamp()`);
      if (escalated === 0) return "unchanged";
      await record(tx, { type: "action.escalated", actor: sweeper, action, data: { to: action.escalateTo, within } });
      await tellEscalated(tx, await lockAction(tx, id));
      return "escalated";
    }
    // Votes that filled the places in time survive the undo window; an approval's own clock does not ask about them.
    const over = action.state === "approved" ? sql`AND execute_by <= clock_timestamp()` : sql`AND deadline_at <= clock_timestamp() AND quorum_at IS NULL`;
    const expired = await tryMove(tx, action, "expire", {
      by: sweeper,
      set: sql`deadline_at = NULL, due_at = NULL, execute_by = NULL`,
      only: over,
      data: { clock: action.state === "approved" ? "execution" : action.state === "blocked" ? "release" : "review" },
    });
    return expired ? "expired" : "unchanged";
  });
}
