import { reserveOrUndo, withinLimits } from "@/lib/actions/proposal/reserve";
import { addRevision, stricterRequirement } from "@/lib/actions/proposal/revision";
import { topReason } from "@/lib/actions/shown/person-view";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import type { Json } from "@/lib/connectors/types";
import { empty, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { tell } from "@/lib/notices/notify";
import { seconds, stricter, type Requirement } from "@/lib/policy/types";
import { currentRegistry, type Registry } from "@/lib/tools/registry";
import { approveIn } from "./decide";
import { proved, type Decision } from "./decision";
import { fromNow } from "./insert";
import { mayReject, requireYes } from "./may";
import { move } from "./move";
import { nextRevision } from "./reclassify";
import type { ActionRow } from "./row";
import { lockForDecision } from "./standing";

export type Edit = { id: string; revision: number; params: { [key: string]: Json }; note: string };

/**
 * Changes what would run: a new revision, hashed and classified again, that needs the stricter of both requirements and
 * new votes. Votes on the one before are void; each is an event, and those who cast them are told.
 * @throws Refusal `invalid` with every fault where the params do not fit the tool
 */
export async function revise(person: Person, edit: Edit): Promise<ActionRow> {
  const registry = await currentRegistry();
  return withinLimits((beyond) => transact(async (tx) => (await reviseIn(tx, person, edit, registry, beyond)).action));
}

/**
 * Edits and approves in one step: both happen or neither. Where the tier says that an editor does not approve
 * (`editor_may_approve`), where policy blocks the new payload, and for every other reason not to, nothing is changed.
 */
export async function reviseAndApprove(person: Person, { channel, password, fact, ...edit }: Edit & Pick<Decision, "channel" | "password" | "fact">): Promise<ActionRow> {
  const given = await proved(person, { id: edit.id, revision: edit.revision, payloadHash: "", note: edit.note, channel, password, fact });
  const registry = await currentRegistry();
  return withinLimits((beyond) => transact(async (tx) => {
    const { action, payloadHash, why } = await reviseIn(tx, person, edit, registry, beyond);
    if (action.state === "blocked") throw new Refusal("wrong_state", `Policy blocks it as you edited it (${why}), so nothing was changed. Edit it differently, or save the edit for an admin to release.`);
    return approveIn(tx, person, { ...given, revision: action.revision, payloadHash });
  }));
}

async function reviseIn(tx: Tx, person: Person, { id, revision, params, note }: Edit, registry: Registry, beyond: readonly string[]): Promise<{ action: ActionRow; payloadHash: string; why: string }> {
  const { action, standing } = await lockForDecision(tx, person, id);
  requireYes(mayReject(person, action, standing));
  if (action.rollbackOf) throw new Refusal("not_permitted", "A rollback undoes exactly what was done; it cannot be edited. Reject it instead.");
  const { signed, classified, bound } = await nextRevision(tx, action, params, registry, beyond);
  const blocked = classified.effect === "block";
  const requirement: Requirement = stricterRequirement(standing.requirement, classified.requirement);
  const votes = await tx.all<{ personId: string; verdict: string }>(
    sql`SELECT person_id, verdict FROM decisions WHERE action_id = ${id} AND revision = ${action.revision} AND voided_at IS NULL ORDER BY decided_at`,
  );
  await addRevision(tx, { id, revision: action.revision }, person, signed, { ...classified, effect: blocked ? "block" : "review", requirement }, note);
  const revised = await move(tx, { ...action, revision }, "revise", {
    by: person,
    to: blocked ? "blocked" : "pending",
    set: sql`revision = revision + 1, ${bound.set}, summary = ${signed.summary}, tier = ${stricter(action.tier, classified.tier)}, effect = ${blocked ? "block" : "review"},
             quorum_at = NULL, effect_at = NULL${blocked ? sql`, deadline_at = ${fromNow(seconds(registry.policy.blocked.release_within))}` : empty}`,
    data: { note, payload_hash: signed.hash.toString("hex"), new_revision: action.revision + 1, policy_version: classified.policyVersion },
  });
  for (const { personId, verdict } of votes) {
    await record(tx, { type: "action.vote_voided", actor: person, action, data: { person: personId, revision, verdict, reason: "revised" } });
  }
  const told = votes.map(({ personId }) => personId).filter((one) => one !== person.id);
  await tell(tx, { kind: "vote_voided", people: told, actionId: id, text: `${person.name} has edited “${revised.summary}”: your approval was of another payload and no longer counts. Look again.` });
  await reserveOrUndo(tx, action, classified.reserve);
  return { action: revised, payloadHash: signed.hash.toString("hex"), why: topReason(classified.reasons) ?? "a rule" };
}
