import type { Person } from "@/lib/actor";
import { sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { requireAdmin } from "@/lib/people/may";
import type { Requirement } from "@/lib/policy/types";
import { fromNow } from "./insert";
import { move } from "./move";
import { lockAction, type ActionRow } from "./row";

/**
 * Lets what policy blocked come before people after all: as high, with the requirement its classification recorded.
 * Whoever releases it cannot vote on it.
 */
export async function release(admin: Person, { id, revision, note }: { id: string; revision: number; note: string }): Promise<ActionRow> {
  requireAdmin(admin);
  if (note.trim() === "") throw new Refusal("invalid", "Say why: a release is evidence.", { faults: [{ pointer: "/note", detail: "is required to release" }] });
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    const { requirement } = (await tx.one<{ requirement: Requirement }>(
      sql`SELECT requirement FROM classifications WHERE action_id = ${id} AND revision = ${action.revision}`,
    ))!;
    if (requirement.review !== "before") throw new Error("a blocked action was classified without a review");
    return move(tx, { ...action, revision }, "release", {
      by: admin,
      set: sql`tier = 'high', effect = 'review', released_by = ${admin.id}, deadline_at = ${fromNow(requirement.within)},
               on_expiry = ${requirement.onExpiry}, escalate_to = ${requirement.escalate?.to ?? null},
               remind_at = ${fromNow(requirement.remindAfter ?? null)}, escalate_at = ${fromNow(requirement.escalate?.after ?? null)}`,
      only: sql`AND deadline_at > clock_timestamp()`,
      data: { note },
    });
  });
}
