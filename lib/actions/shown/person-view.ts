import type { ActionState } from "@/lib/actions/states";
import type { Json } from "@/lib/connectors/types";
import type { PayloadView } from "@/lib/payloads/kinds-view";
import type { Reason, Signal, Tier } from "@/lib/policy/types";
import type { ShownDifference } from "./difference-view";
import type { Fact } from "./fact-view";
import type { ReviewState } from "./review-view";

/** What people see of actions: plain values that may go to a browser, sensitive ones masked, moments as ISO 8601. */
export type Reversibility = "reversible" | "compensable" | "irreversible";

/** An action in a list. */
export type ActionLine = {
  id: string;
  mode: "live" | "test";
  dryRun: boolean;
  state: ActionState;
  tier: Tier;
  /** The gateway's sentence. Values in it come from the agent. */
  summary: string;
  tool: string;
  agent: { id: string; name: string };
  /** The weightiest reason for its tier. */
  reason: string | null;
  reversibility: Reversibility;
  /** Its tool only reads: there is nothing to undo. */
  reads: boolean;
  rollback: boolean;
  submittedAt: string;
  stateAt: string;
  /** Until when people may decide, or an admin may release it. */
  deadlineAt: string | null;
  /** When an approval takes effect, while it may still be taken back. */
  effectAt: string | null;
};

/** The queue as it stands for a person; what `REVIEW_VIEWS` says of the first eight. */
export const QUEUE_VIEWS = ["mine", "groups", "waiting", "taken", "asked", "snoozed", "blocked", "unknown", "in-flight", "failed"] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];
/** An action in the queue: who looks at it now, whom somebody asked to decide it, and since when it waits on its agent (ISO 8601). */
export type QueueLine = ActionLine & { taken: { name: string; mine: boolean } | null; assigned: { name: string; mine: boolean } | null; askedAt: string | null };
/** How many there are, or how many at least where counting stopped. */
export type Count = { number: number; more: boolean };

export type Page = { lines: ActionLine[]; /** Leads on, if there is more. */ older: string | null };

/** Filters of the history, as they stand in its address. */
export type HistoryFilters = {
  agent?: string | undefined;
  tool?: string | undefined;
  tier?: Tier | undefined;
  state?: ActionState | undefined;
  mode?: "live" | "test" | undefined;
  /** Who voted on it, by id. */
  person?: string | undefined;
  /** A rule that is among its reasons, as those name it: `rules.large-refunds`, `signals.injection`. */
  rule?: string | undefined;
  /** Days, inclusive, in UTC: `2026-11-21`. */
  from?: string | undefined;
  to?: string | undefined;
  text?: string | undefined;
};
/** Filters of the queue, as they stand in its address. */
export type QueueFilters = Pick<HistoryFilters, "agent" | "tool" | "tier" | "text">;
/** What the history's filters offer. Rules as reasons name them. */
export type HistoryChoices = { agents: { id: string; name: string }[]; tools: string[]; people: { id: string; name: string }[]; rules: string[] };
/** What a filter offers. */
export type QueueChoices = { agents: { id: string; name: string }[]; tools: string[] };
/** One page of the queue, and when it was read by the database's clock (ISO 8601): what came later is new. */
export type QueueRows = { lines: QueueLine[]; older: string | null; since: string };

export type HistoryPage = Page & {
  newer: string | null;
  /**
   * The search stopped looking here (ISO 8601), and `older` goes on from there; or, of sentences only, it looked at
   * all params and nothing goes on: with an earlier last day the sentences before are looked at.
   */
  looked: { until: string; sentencesOnly: boolean } | null;
};

export type Who = { kind: "person" | "agent" | "worker" | "system"; name: string; /** Whoever looks. */ mine: boolean };

export type TimelineEvent = {
  number: number;
  at: string;
  type: string;
  who: Who;
  data: { [key: string]: Json };
  /** Whom it names besides, a person or a group: who was asked to decide. */
  names: string | null;
};

export type DecisionView = {
  id: string;
  revision: number;
  who: string;
  mine: boolean;
  verdict: "approve" | "reject";
  note: string;
  channel: "web" | "slack";
  at: string;
  alone: boolean;
  /** Why it no longer counts. */
  voided: string | null;
};

export type AttemptView = {
  revision: number;
  number: number;
  worker: string;
  startedAt: string;
  finishedAt: string | null;
  outcome: "succeeded" | "failed" | "retry" | "unknown" | "refused" | null;
  reason: string | null;
  late: string | null;
};

/** One thing on record about an outcome that nobody knows, and when. */
export type KnownFact = { text: string; at: string | null };

export type StatementView = {
  reasoning: string | null;
  confidence: number | null;
  instruction: string | null;
  sources: { name: string; trusted: boolean; text: string }[];
};

/** What a person may do to an action now: yes, or the reason why not; null where it does not arise. */
export type Permission = true | string | null;

/** All that the action page shows. */
export type ActionInFull = ActionLine & {
  revision: number;
  /** Of what would run, in hex: a decision names the one it saw. */
  payloadHash: string;
  toolTitle: string | null;
  connector: { name: string; kind: string } | null;
  agentRun: boolean;
  requestedBy: string | null;
  onBehalfOf: string | null;
  session: string | null;
  cost: { amount: number; currency: string } | null;
  subjects: { kind: string; id: string }[];
  executeBy: string | null;
  onExpiry: "expire" | "escalate";
  escalatedTo: string | null;
  attempts: AttemptView[];
  outcome: { by: "worker" | "agent" | "person"; reason: string | null; response: Json | undefined; difference: ShownDifference | null; dryRun: boolean } | null;
  classification: { reasons: Reason[]; signals: Signal[]; /** Names of rules that looked and did not match. */ unmatched: string[]; /** What the tier and the effect come from, in words. */ comesFrom: string[]; /** What would have to be otherwise; empty for who may not act on it. */ toBeLow: string[]; policyVersion: number; slots: { group: string; approvals: number }[]; undo: number };
  /** Params with sensitive values masked. */
  params: Json;
  paramsText: string;
  masked: boolean;
  /** JSON Schema of the params; none for a tool that is not registered. */
  schema: Json | null;
  /** Who is at it, and what the agent was asked. */
  review: ReviewState;
  revisionNote: string | null;
  payload: PayloadView;
  statement: StatementView | null;
  decisions: DecisionView[];
  timeline: TimelineEvent[];
  /** Of an unknown outcome: what is on record. */
  known: KnownFact[] | null;
  undoes: { id: string; summary: string; state: ActionState } | null;
  undoneBy: { id: string; state: ActionState; at: string }[];
  may: {
    approve: Permission;
    reject: Permission;
    cancel: Permission;
    takeBack: boolean;
    release: Permission;
    settle: Permission;
    retry: Permission;
    rollBack: Permission;
    /** Approving is deciding on one's own while nobody else qualifies: it takes the password and a reason. */
    alone: boolean;
    /** Approving takes the password again; until when the last one given in this session holds. */
    stepUp: { until: string | null } | null;
    /** What must be typed to approve it. */
    fact: Fact | null;
  };
};

/** Defaults say little; whatever is said beside them weighs more. */
export function topReason(reasons: readonly Reason[]): string | null {
  return (reasons.find(({ rule }) => !rule.startsWith("defaults.")) ?? reasons[0])?.text ?? null;
}
