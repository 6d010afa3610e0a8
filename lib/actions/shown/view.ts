import type { ActionRow } from "@/lib/actions/row";
import { WAITING, type ActionState } from "@/lib/actions/states";
import { env } from "@/lib/env";
import { paths } from "@/lib/paths";
import type { Effect, Requirement, Tier } from "@/lib/policy/types";
import { type Classification, classificationView, type ClassificationView } from "./classification-view";

/** What an answer tells of an action besides its row: all of the current revision. */
export type Told = Classification & {
  payloadHash: Buffer;
  /** Whether the agent itself wrote the payload. */
  own: boolean;
  requirement: Requirement;
  /** The newest decision that counts; null before it takes effect. */
  decision: { verdict: "approve" | "reject"; by: string; note: string; at: string | Date } | null;
  /** The reviewer's question that waits on the agent. */
  question: { id: string; text: string; by: string; at: string | Date } | null;
};

/** An action as agents see it. Values of sensitive fields are in none of it. */
export type ActionView = {
  id: string;
  object: "action";
  state: ActionState;
  mode: "live" | "test";
  dry_run: boolean;
  tool: string;
  tier: Tier;
  effect: Effect;
  summary: string;
  reversibility: "reversible" | "compensable" | "irreversible";
  revision: number;
  payload_hash: string;
  reasons: { rule: string; text: string }[];
  classification: ClassificationView;
  requirement: { approvals: { group: string; approvals: number }[]; on_expiry: "expire" | "escalate" } | null;
  decision: { verdict: "approved" | "rejected"; by: string; note: string; at: string } | null;
  question: { id: string; text: string; by: string; at: string } | null;
  outcome: { by: "worker" | "agent" | "person"; reason: string | null; response: unknown; dry_run: boolean } | null;
  submitted_at: string;
  state_at: string;
  deadline_at: string | null;
  execute_by: string | null;
  attempts: number;
  rollback_of: string | null;
  session: string | null;
  parent_id: string | null;
  on_behalf_of: string | null;
  subjects: unknown;
  cost: unknown;
  usage: unknown;
  links: { self: string; events: string; review: string };
};

const DECIDED = { approve: "approved", reject: "rejected" } as const;

/** What leaves of an action for its agent. */
export function viewOf(action: ActionRow, told: Told): ActionView {
  const { payloadHash, reasons, requirement, decision, question } = told;
  const base = env().PUBLIC_URL;
  const self = base + paths.api.action(action.id);
  const reviewed = requirement.review === "before" && action.effect !== "allow";
  return {
    id: action.id,
    object: "action",
    state: action.state,
    mode: action.mode,
    dry_run: action.dryRun,
    tool: action.toolName,
    tier: action.tier,
    effect: action.effect,
    summary: action.summary,
    reversibility: action.reversibility,
    revision: action.revision,
    payload_hash: payloadHash.toString("hex"),
    reasons: reasons.map(({ rule, text }) => ({ rule, text })),
    classification: classificationView(told, { tier: action.tier, effect: action.effect, own: told.own }),
    requirement: reviewed ? { approvals: requirement.slots, on_expiry: action.onExpiry } : null,
    // Votes before the undo window is over are the reviewers' own business.
    decision:
      decision && action.state !== "pending" && action.state !== "blocked"
        ? { verdict: DECIDED[decision.verdict], by: decision.by, note: decision.note, at: instant(decision.at) }
        : null,
    question: question && action.state === "pending" ? { ...question, at: instant(question.at) } : null,
    outcome: action.outcome
      ? { by: action.outcome.by, reason: action.outcome.reason ?? null, response: action.outcome.response ?? null, dry_run: action.outcome.dryRun ?? false }
      : null,
    submitted_at: action.submittedAt.toISOString(),
    state_at: action.stateAt.toISOString(),
    deadline_at: action.deadlineAt?.toISOString() ?? null,
    execute_by: action.executeBy?.toISOString() ?? null,
    attempts: action.attemptCount,
    rollback_of: action.rollbackOf,
    session: action.session,
    parent_id: action.parentId,
    on_behalf_of: action.onBehalfOf,
    subjects: action.subjects,
    cost: action.cost,
    usage: action.usage,
    links: { self, events: `${self}/events`, review: base + paths.action(action.id) },
  };
}

const instant = (at: string | Date): string => (at instanceof Date ? at : new Date(at)).toISOString();

/** The weak validator of an answer: every change of an action counts an event. */
export const etagOf = (action: Pick<ActionRow, "id" | "eventCount">): string => `W/"${action.id}.${action.eventCount}"`;

/**
 * Whether an answer may be held: the next step is somebody else's. An approved action of a tool that the agent runs waits
 * for the agent, and so does a question.
 */
export const isHeldFor = ({ state, dueAt, askedAt }: Pick<ActionRow, "state" | "dueAt" | "askedAt">): boolean =>
  WAITING.includes(state) && !(state === "approved" && dueAt === null) && !(state === "pending" && askedAt !== null);
