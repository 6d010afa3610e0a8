import type { SignedPayload } from "@/lib/actions/proposal/payload";
import type { Submission } from "@/lib/actions/proposal/submission";
import type { Actor } from "@/lib/actor";
import { canonical } from "@/lib/canonical";
import type { Json } from "@/lib/connectors/types";
import { json, sql, type Sql, type Tx } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import type { Classified } from "@/lib/policy/types";
import { executeLaterIn } from "@/lib/queue/later";
import type { Reversibility } from "@/lib/tools/registry";
import type { ActionRow } from "./row";
import { FIRST_STATE } from "./states";

/** The clocks that a classification gives an action in its first state; seconds from now. */
export function clocks({ effect, requirement }: Pick<Classified, "effect" | "requirement">, releaseWithin: number) {
  const reviewed = effect === "review" && requirement.review === "before" ? requirement : null;
  return {
    deadline: effect === "block" ? releaseWithin : (reviewed?.within ?? null),
    onExpiry: reviewed?.onExpiry ?? "expire",
    escalateTo: reviewed?.escalate?.to ?? null,
    remind: reviewed?.remindAfter ?? null,
    escalate: reviewed?.escalate?.after ?? null,
    executeBy: effect === "allow" ? requirement.executeWithin : null,
    due: effect === "allow",
  } as const;
}

/** `seconds` from the database's now, or null. */
export const fromNow = (seconds: number | null): Sql => sql`clock_timestamp() + ${seconds}::float8 * interval '1 second'`;

export type NewAction = {
  id: string;
  /** The agent runs it itself after approval; no worker does. */
  agentRun: boolean;
  mode: "live" | "test";
  dryRun: boolean;
  agentId: string;
  keyId: string | null;
  requestedBy: string | null;
  toolName: string;
  toolId: string | null;
  connectorId: string | null;
  reversibility: Reversibility;
  rollbackOf: string | null;
  idempotencyKey: string | null;
  requestHash: Buffer | null;
  labels: Partial<Pick<Submission, "statement" | "session" | "parent_id" | "on_behalf_of" | "subjects" | "cost" | "usage">>;
};

/**
 * Writes an action with its first revision, classification and audit event, in one statement: they exist together
 * or not at all. @returns undefined when the agent has already used this idempotency key.
 */
export async function insertAction(
  tx: Tx,
  by: Pick<Actor, "kind" | "id">,
  action: NewAction,
  signed: SignedPayload,
  classified: Classified,
  releaseWithin: number,
): Promise<ActionRow | undefined> {
  const state = FIRST_STATE[classified.effect];
  const clock = clocks(classified, releaseWithin);
  const { labels } = action;
  const optional = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  const facts = canonical({
    tool: action.toolName,
    mode: action.mode,
    dry_run: action.dryRun,
    payload_hash: signed.hash.toString("hex"),
    to: state,
    revision: 1,
    tier: classified.tier,
    effect: classified.effect,
    rules: classified.reasons.map((reason) => reason.rule),
    policy_version: classified.policyVersion,
    ...(action.rollbackOf ? { rollback_of: action.rollbackOf } : {}),
  });
  const due = clock.due && !action.agentRun;
  if (due) executeLaterIn(tx, action.id);
  const inserted = await tx.one<Clocked>(
    sql`WITH action AS (
          INSERT INTO actions (id, mode, dry_run, agent_id, key_id, requested_by, tool_name, tool_id, connector_id, state, tier, effect,
            summary, reversibility, rollback_of, idempotency_key, request_hash, statement, session, parent_id, on_behalf_of,
            subjects, cost, usage, event_count, deadline_at, on_expiry, escalate_to, remind_at, escalate_at, execute_by, due_at)
          VALUES (${action.id}, ${action.mode}, ${action.dryRun}, ${action.agentId}, ${action.keyId}, ${action.requestedBy},
            ${action.toolName}, ${action.toolId}, ${action.connectorId}, ${state}, ${classified.tier}, ${classified.effect},
            ${signed.summary}, ${action.reversibility}, ${action.rollbackOf}, ${action.idempotencyKey}, ${action.requestHash},
            ${optional(labels.statement)}::jsonb, ${labels.session ?? null}, ${labels.parent_id ?? null}, ${labels.on_behalf_of ?? null},
            ${optional(labels.subjects)}::jsonb, ${optional(labels.cost)}::jsonb, ${optional(labels.usage)}::jsonb, 1,
            ${fromNow(clock.deadline)}, ${clock.onExpiry}, ${clock.escalateTo}, ${fromNow(clock.remind)}, ${fromNow(clock.escalate)}, ${fromNow(clock.executeBy)},
            CASE WHEN ${due} THEN clock_timestamp() END)
          ON CONFLICT (agent_id, mode, idempotency_key) DO NOTHING
          RETURNING id, tier, effect, submitted_at, state_at, deadline_at, remind_at, escalate_at, execute_by, due_at
        ), revision AS (
          INSERT INTO revisions (action_id, number, tool_version_id, connector_version_id, canonical, sealed, params, payload_hash, author_kind, author_id)
          SELECT id, 1, ${signed.toolVersionId}::uuid, ${signed.connectorVersionId}::uuid, ${signed.text}, ${signed.sealed}::bytea, ${signed.params}, ${signed.hash}::bytea,
            ${by.kind}, ${by.id}::uuid FROM action
        ), classification AS (
          INSERT INTO classifications (action_id, revision, tier, effect, reasons, signals, unmatched, requirement, policy_version)
          SELECT id, 1, tier, effect, ${json(classified.reasons)}, ${json(classified.signals)}, ${json(classified.unmatched)}, ${json(classified.requirement)}, ${classified.policyVersion}::int FROM action
        ), event AS (
          INSERT INTO audit_events (id, type, actor_kind, actor_id, action_id, action_number, canonical, hash)
          SELECT ${newId()}::uuid, 'action.submitted', ${by.kind}, ${by.id}, id, 1, ${facts}, '' FROM action
        )
        SELECT submitted_at, state_at, deadline_at, remind_at, escalate_at, execute_by, due_at FROM action`,
    "insert-action",
  );
  if (!inserted) return undefined;
  const { agentRun: _, labels: { statement, session, parent_id, on_behalf_of, subjects, cost, usage }, ...given } = action;
  // Not one literal with three spreads: of this size that costs more than the statement's round trip through the driver.
  return Object.assign({}, UNTOUCHED, given, inserted, {
    state,
    tier: classified.tier,
    effect: classified.effect,
    summary: signed.summary,
    statement: statement ?? null,
    session: session ?? null,
    parentId: parent_id ?? null,
    onBehalfOf: on_behalf_of ?? null,
    subjects: (subjects ?? null) as Json,
    cost: (cost ?? null) as Json,
    usage: (usage ?? null) as Json,
    onExpiry: clock.onExpiry,
    escalateTo: clock.escalateTo,
  });
}

/** What only the database knows of a row that was just written; the rest need not travel back. */
type Clocked = Pick<ActionRow, "submittedAt" | "stateAt" | "deadlineAt" | "remindAt" | "escalateAt" | "executeBy" | "dueAt">;

const UNTOUCHED = {
  revision: 1,
  eventCount: 1,
  escalatedAt: null,
  quorumAt: null,
  effectAt: null,
  leaseUntil: null,
  fence: 0,
  attemptCount: 0,
  outcome: null,
  releasedBy: null,
  assigneeId: null,
  assigneeGroupId: null,
  askedAt: null,
} as const;
