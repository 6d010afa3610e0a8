import type { ActionRow } from "@/lib/actions/row";
import type { Actor } from "@/lib/actor";
import { json, sql, type Tx } from "@/lib/db/tx";
import { strongerOf } from "@/lib/policy/requirement";
import type { Classified, Requirement } from "@/lib/policy/types";
import type { SignedPayload } from "./payload";

/** Writes the next revision of an action with its classification, and voids the votes on the one before. */
export async function addRevision(
  tx: Tx,
  action: Pick<ActionRow, "id" | "revision">,
  by: Pick<Actor, "kind" | "id">,
  signed: SignedPayload,
  classified: Omit<Classified, "effect"> & { effect: Classified["effect"] },
  note: string,
): Promise<void> {
  const number = action.revision + 1;
  await tx.run(sql`
    INSERT INTO revisions (action_id, number, tool_version_id, connector_version_id, canonical, sealed, params, payload_hash, author_kind, author_id, note)
    VALUES (${action.id}, ${number}, ${signed.toolVersionId}, ${signed.connectorVersionId}, ${signed.text}, ${signed.sealed}, ${signed.params}, ${signed.hash}, ${by.kind}, ${by.id}, ${note})`);
  await tx.run(sql`
    INSERT INTO classifications (action_id, revision, tier, effect, reasons, signals, unmatched, requirement, policy_version)
    VALUES (${action.id}, ${number}, ${classified.tier}, ${classified.effect}, ${json(classified.reasons)}, ${json(classified.signals)}, ${json(classified.unmatched)}, ${json(classified.requirement)}, ${classified.policyVersion})`);
  await tx.run(sql`
    UPDATE decisions SET voided_at = clock_timestamp(), void_reason = 'revised' WHERE action_id = ${action.id} AND revision = ${action.revision} AND voided_at IS NULL`);
}

/** Both requirements at once: every place of either, the shorter time, the longer undo. Never looser than one of them. */
export function stricterRequirement(a: Requirement, b: Requirement): Requirement {
  if (a.review === "none") return b;
  if (b.review === "none") return a;
  const groups = [...new Set([...a.slots, ...b.slots].map((slot) => slot.group))];
  const places = (slots: typeof a.slots, group: string) => slots.filter((slot) => slot.group === group).reduce((sum, slot) => sum + slot.approvals, 0);
  return {
    review: "before",
    within: Math.min(a.within, b.within),
    onExpiry: a.onExpiry === "expire" || b.onExpiry === "expire" ? "expire" : "escalate",
    slots: groups.map((group) => ({ group, approvals: Math.max(places(a.slots, group), places(b.slots, group)) })),
    stepUp: strongerOf(a.stepUp, b.stepUp),
    undo: Math.max(a.undo, b.undo),
    escalate: a.escalate && b.escalate ? { to: b.escalate.to, within: Math.min(a.escalate.within, b.escalate.within), after: sooner(a.escalate.after, b.escalate.after) } : null,
    remindAfter: sooner(a.remindAfter, b.remindAfter),
    pause: Math.min(a.pause ?? 0, b.pause ?? 0),
    editorMayApprove: a.editorMayApprove && b.editorMayApprove,
    executeWithin: Math.min(a.executeWithin, b.executeWithin),
  };
}

const sooner = (a: number | null | undefined, b: number | null | undefined): number | null => (a == null || b == null ? (a ?? b ?? null) : Math.min(a, b));
