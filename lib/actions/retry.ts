import { verified } from "@/lib/actions/proposal/payload";
import { reserveOrUndo, withinLimits } from "@/lib/actions/proposal/reserve";
import { addRevision } from "@/lib/actions/proposal/revision";
import type { Person } from "@/lib/actor";
import { sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { markHandled } from "@/lib/notices/notices";
import { seconds } from "@/lib/policy/types";
import { currentRegistry } from "@/lib/tools/registry";
import { clocks, fromNow } from "./insert";
import { mayAct, requireYes } from "./may";
import { move, refuse } from "./move";
import { nextRevision } from "./reclassify";
import { lockAction, revisionOf, type ActionRow } from "./row";
import { actionCan, FIRST_STATE } from "./states";

/** Proposes a failed action again: the same params as a new revision, classified as policy stands now, with new votes. */
export async function retry(person: Person, { id, revision, note }: { id: string; revision: number; note: string }): Promise<ActionRow> {
  requireYes(mayAct(person, "retry"));
  if (note.trim() === "") throw new Refusal("invalid", "Say why it should work now.", { faults: [{ pointer: "/note", detail: "is required to retry" }] });
  const registry = await currentRegistry();
  return withinLimits((beyond) => transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (!actionCan.retry(action) || action.revision !== revision) await refuse(tx, { id, revision }, "retry");
    if (action.rollbackOf) throw new Refusal("wrong_state", "Ask for the rollback again from the action it undoes: it looks at the target afresh.");
    const payload = verified(await revisionOf(action, tx));
    if (!payload) throw new Refusal("payload_mismatch", "The stored payload is not the one that was approved, so it is not proposed again.");
    const { signed, classified, bound } = await nextRevision(tx, action, payload.params, registry, beyond);
    await addRevision(tx, action, person, signed, classified, note);
    const clock = clocks(classified, seconds(registry.policy.blocked.release_within));
    await markHandled(tx, id);
    const retried = await move(tx, action, "retry", {
      by: person,
      to: FIRST_STATE[classified.effect],
      set: sql`revision = revision + 1, ${bound.set}, attempt_count = 0, tier = ${classified.tier}, effect = ${classified.effect}, summary = ${signed.summary}, outcome = NULL,
               requested_by = ${person.id}, deadline_at = ${fromNow(clock.deadline)}, on_expiry = ${clock.onExpiry}, escalate_to = ${clock.escalateTo}, escalated_at = NULL,
               remind_at = ${fromNow(clock.remind)}, escalate_at = ${fromNow(clock.escalate)}, asked_at = NULL, assignee_id = NULL, assignee_group_id = NULL,
               quorum_at = NULL, effect_at = NULL, execute_by = ${fromNow(clock.executeBy)}, due_at = ${clock.due ? bound.due : sql`NULL`}`,
      data: { note, payload_hash: signed.hash.toString("hex"), new_revision: action.revision + 1, policy_version: classified.policyVersion },
    });
    await reserveOrUndo(tx, action, classified.reserve);
    return retried;
  }));
}
