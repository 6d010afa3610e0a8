import type { Actor } from "@/lib/actor";
import type { ActionState } from "@/lib/actions/states";
import type { Json } from "@/lib/connectors/types";
import type { Tx } from "@/lib/db/tx";

export const CHANNELS = ["webhook", "email", "slack"] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** An audit event of an action, with what a channel needs to know of the action to say whom it concerns. */
export type News = {
  eventId: string;
  type: string;
  /** The event's number within its action. */
  sequence: number;
  at: Date;
  actor: { kind: Actor["kind"]; id: string | null };
  /** The event's own facts: from, to, revision, note. Hashes and words, never a payload. */
  data: { [name: string]: Json };
  action: NewsAction;
};

/** The action as it is when the news are read, which may be later than the event. `summary` is ours, with sensitive values masked. */
export type NewsAction = {
  id: string;
  agentId: string;
  agentName: string;
  mode: "live" | "test";
  dryRun: boolean;
  toolName: string;
  tier: "low" | "medium" | "high";
  state: ActionState;
  revision: number;
  summary: string;
  rollbackOf: string | null;
  requestedBy: string | null;
  submittedAt: Date;
  deadlineAt: Date | null;
};

/** A message to be sent, or its part of one that tells of several. */
export type NewDelivery = {
  /** The channel's own word for where it goes: an endpoint's id, a person's id. */
  target: string;
  eventType: string;
  /** What the message is made from: no secret and no payload. */
  content: Json;
  /** The event it tells of; the same event is told to a target once. */
  news?: News;
  /** Seconds to wait before it is sent: for what may be grouped. */
  after?: number;
};

/** One that was claimed, to be sent now. */
export type Delivery = {
  id: string;
  target: string;
  eventType: string;
  eventId: string | null;
  actionId: string | null;
  revision: number | null;
  sequence: number | null;
  content: Json;
  /** Which try this is, counted from the last replay: 1, 2, 3 … */
  attempt: number;
  createdAt: Date;
};

/** What became of one try. `request` and `response` are shown to admins: bounded, and without secrets. */
export type Sent = { request?: Json; response?: Json } & (
  | { outcome: "delivered" }
  /** Later again; `after`: not before so many seconds, as the other side asked. */
  | { outcome: "retry"; reason: string; after?: number }
  /** Trying again would not help. */
  | { outcome: "failed"; reason: string }
  /** There is no need for it any more. */
  | { outcome: "dropped"; reason: string }
);

/** One way to reach somebody. What a new one must bring is told in docs/domain.md. */
export type Channel = {
  /** Types of audit events that concern anybody here now; with none of them, nothing is read. */
  listensTo(tx: Tx): Promise<readonly string[]>;
  /** Whom these events concern, in the transaction that counts them as read: once, whatever happens. */
  plan(tx: Tx, news: readonly News[]): Promise<NewDelivery[]>;
  /** Sends deliveries of one target as one message. One answer for each, in their order; what it throws counts as retry. */
  send(batch: readonly Delivery[], signal: AbortSignal): Promise<Sent[]>;
  /** How long sending may take before `signal` fires. */
  timeoutMs: number;
  /** The most deliveries to one target that make one message. */
  together: number;
  /** Whether what still waits for company goes along as soon as anything to the same target is due. */
  takesAlong?: boolean;
  /** Messages under way at once, in one process: in all, and to one target. */
  atOnce: { all: number; target: number };
  /** Time between two messages to one target, where its owner asks for some. */
  spacingMs: number;
  /** Seconds before each further try, where they are not the usual ones; after the last there is none. */
  delays?: readonly number[];
};

/** The same answer for a whole batch. */
export const forAll = (batch: readonly Delivery[], sent: Sent): Sent[] => batch.map(() => sent);
