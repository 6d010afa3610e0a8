import type { Agent, Person } from "@/lib/actor";
import { sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { move } from "./move";
import { lockAction, type ActionRow } from "./row";

/** Withdraws an action that has not begun. An agent cancels its own; a reviewer or admin any, with a reason. */
export async function cancel(by: Agent | Person, { id, note }: { id: string; note: string }): Promise<ActionRow> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (by.kind === "agent" && (action.agentId !== by.id || action.mode !== by.mode)) {
      throw new Refusal("not_found", "There is no such action. Check the id; actions of other agents are not shown.");
    }
    if (by.kind === "person") {
      if (by.role === "auditor") throw new Refusal("not_permitted", "Auditors read; reviewers and admins cancel.");
      if (note.trim() === "") throw new Refusal("invalid", "Say why: it is kept in the history.", { faults: [{ pointer: "/note", detail: "is required to cancel" }] });
    }
    return move(tx, action, "cancel", {
      by,
      set: sql`deadline_at = NULL, quorum_at = NULL, effect_at = NULL, due_at = NULL, execute_by = NULL`,
      data: { note },
    });
  });
}
