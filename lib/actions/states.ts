/**
 * The life of an action: every state, and every verb that moves between them. The verbs, the buttons,
 * the API, docs/domain.md and the database's check are all held to this one table.
 */
export const STATES = [
  "pending",
  "blocked",
  "approved",
  "rejected",
  "expired",
  "cancelled",
  "executing",
  "succeeded",
  "failed",
  "unknown",
  "rolled_back",
] as const;

export type ActionState = (typeof STATES)[number];

type Transition = { from: readonly ActionState[]; to: readonly ActionState[]; event: `action.${string}` };

export const TRANSITIONS = {
  release: { from: ["blocked"], to: ["pending"], event: "action.released" },
  revise: { from: ["pending"], to: ["pending", "blocked"], event: "action.revised" },
  approve: { from: ["pending"], to: ["approved"], event: "action.approved" },
  reject: { from: ["pending"], to: ["rejected"], event: "action.rejected" },
  cancel: { from: ["pending", "blocked", "approved"], to: ["cancelled"], event: "action.cancelled" },
  expire: { from: ["pending", "blocked", "approved"], to: ["expired"], event: "action.expired" },
  claim: { from: ["approved", "executing"], to: ["executing"], event: "action.claimed" },
  succeed: { from: ["executing"], to: ["succeeded"], event: "action.succeeded" },
  fail: { from: ["executing"], to: ["failed"], event: "action.failed" },
  postpone: { from: ["executing"], to: ["executing"], event: "action.postponed" },
  loseTrack: { from: ["executing"], to: ["unknown"], event: "action.lost_track" },
  settle: { from: ["unknown"], to: ["succeeded", "failed", "executing"], event: "action.settled" },
  retry: { from: ["failed"], to: ["pending", "approved", "blocked"], event: "action.retried" },
  markRolledBack: { from: ["succeeded"], to: ["rolled_back"], event: "action.rolled_back" },
} as const satisfies Record<string, Transition>;

export type ActionVerb = keyof typeof TRANSITIONS;

/** States in which an action may begin: what policy said of it. */
export const FIRST_STATE = { allow: "approved", review: "pending", block: "blocked" } as const;

const canDo = (verb: ActionVerb, state: ActionState) => (TRANSITIONS[verb].from as readonly ActionState[]).includes(state);

/** `actionCan.approve(action)`: whether the table lets this verb begin from the action's state. */
export const actionCan = Object.fromEntries(
  (Object.keys(TRANSITIONS) as ActionVerb[]).map((verb) => [verb, ({ state }: { state: ActionState }) => canDo(verb, state)]),
) as Record<ActionVerb, (action: { state: ActionState }) => boolean>;

/** Nothing leads on from here by itself; a `failed` action may be retried, a `succeeded` one rolled back. */
export const SETTLED: readonly ActionState[] = ["rejected", "expired", "cancelled", "succeeded", "failed", "rolled_back"];

/** It has still to run. */
export const TO_RUN: readonly ActionState[] = ["pending", "blocked", "approved"];

/** It never ran, and never will. */
export const NEVER_RAN: readonly ActionState[] = ["rejected", "expired", "cancelled"];

/** Waiting on a person or a clock: what `Prefer: wait` holds the answer for. */
export const WAITING: readonly ActionState[] = ["pending", "blocked", "approved", "executing"];
