import type { Person } from "@/lib/actor";
import type { Json } from "@/lib/connectors/types";
import { empty, sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { seconds, stricter, type Requirement } from "@/lib/policy/types";
import { currentRegistry } from "@/lib/tools/registry";
import { fromNow } from "./insert";
import { mayReject, requireYes } from "./may";
import { move } from "./move";
import { nextRevision } from "./reclassify";
import { addRevision, stricterRequirement } from "./revision";
import type { ActionRow } from "./row";
import { lockForDecision } from "./standing";

/** Changes what would run: a new revision, classified again, that needs the stricter of both requirements and new votes. */
export async function revise(person: Person, { id, revision, params, note }: { id: string; revision: number; params: { [key: string]: Json }; note: string }): Promise<ActionRow> {
  const registry = await currentRegistry();
  return transact(async (tx) => {
    const { action, standing } = await lockForDecision(tx, person, id);
    requireYes(mayReject(person, action, standing));
    if (action.rollbackOf) throw new Refusal("not_permitted", "A rollback undoes exactly what was done; it cannot be edited. Reject it instead.");
    const { signed, classified } = await nextRevision(tx, action, params, registry);
    const blocked = classified.effect === "block";
    const requirement: Requirement = stricterRequirement(standing.requirement, classified.requirement);
    await addRevision(tx, { id, revision: action.revision }, person, signed, { ...classified, effect: blocked ? "block" : "review", requirement }, note);
    return move(tx, { ...action, revision }, "revise", {
      by: person,
      to: blocked ? "blocked" : "pending",
      set: sql`revision = revision + 1, summary = ${signed.summary}, tier = ${stricter(action.tier, classified.tier)}, effect = ${blocked ? "block" : "review"},
               quorum_at = NULL, effect_at = NULL${blocked ? sql`, deadline_at = ${fromNow(seconds(registry.policy.blocked.release_within))}` : empty}`,
      data: { note, payload_hash: signed.hash.toString("hex"), new_revision: action.revision + 1, policy_version: classified.policyVersion },
    });
  });
}
