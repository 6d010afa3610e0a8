import type { Agent, Person } from "@/lib/actor";
import { sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { mayAct, requireYes } from "./may";
import { move, refuse } from "./move";
import { lockAction, type ActionRow } from "./row";

/** The states an action can be cancelled from, as far as who cancels it knows. */
export const CANCELLABLE = ["pending", "blocked", "approved"] as const;

/**
 * Withdraws an action that has not begun. An agent cancels its own; a reviewer or admin any, with a reason.
 * To withdraw what is approved already, say so with `state`: who believed it still waiting is told of the
 * approval instead, so that of an approval and a cancellation at once one wins (I1).
 */
export async function cancel(by: Agent | Person, { id, note, state }: { id: string; note: string; state?: (typeof CANCELLABLE)[number] | undefined }): Promise<ActionRow> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (by.kind === "agent" && (action.agentId !== by.id || action.mode !== by.mode)) {
      throw new Refusal("not_found", "There is no such action. Check the id; actions of other agents are not shown.");
    }
    if (by.kind === "person") {
      requireYes(mayAct(by, "cancel"));
      if (note.trim() === "") throw new Refusal("invalid", "Say why: it is kept in the history.", { faults: [{ pointer: "/note", detail: "is required to cancel" }] });
    }
    if (state ? action.state !== state : action.state === "approved") await refuse(tx, action, "cancel");
    return move(tx, action, "cancel", {
      by,
      set: sql`deadline_at = NULL, quorum_at = NULL, effect_at = NULL, due_at = NULL, execute_by = NULL`,
      data: { note },
    });
  });
}
