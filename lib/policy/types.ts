import { z } from "zod";
import { DETECTOR_NAMES } from "@/lib/signals/names";
import type { History, Signal, Source } from "@/lib/signals/types";
import { AgentRules, Case, Limit, Lists, type PERIODS, Relax, Rule, SignalRule, STEP_UPS, TIERS } from "./sections";
import { Duration, seconds, Slot } from "./durations";

export { Duration, seconds, Slot };
export type { Signal };
export { TIERS };

export type Tier = (typeof TIERS)[number];
export type StepUp = (typeof STEP_UPS)[number];
export type Effect = "allow" | "review" | "block";
export type Access = "read" | "draft" | "write" | "destructive";
export const ACCESS = ["read", "draft", "write", "destructive"] as const;

/** The stricter of two tiers. */
export const stricter = (a: Tier, b: Tier): Tier => (TIERS.indexOf(a) >= TIERS.indexOf(b) ? a : b);

const Reviewed = z
  .strictObject({
    review: z.literal("before"),
    /** How long people have to decide. */
    within: Duration,
    on_expiry: z.enum(["expire", "escalate"]).default("expire"),
    approve: z.array(Slot).min(1, "name at least one group that approves").max(5),
    /** Whoever approves gives their password again, or gave it in this session a few minutes ago. */
    step_up: z.enum(STEP_UPS).optional(),
    /** An approval takes effect after this; until then it can be taken back. */
    undo: Duration.default("0s"),
    /** The group that is asked next, on expiry with `escalate` or already `after` this long, and how long it has then. */
    escalate: z.strictObject({ to: z.string().min(1).max(80), within: Duration, after: Duration.optional() }).optional(),
    /** After this long those who may decide are reminded, once. */
    remind_after: Duration.optional(),
    /** Whether the clocks go on while a question waits on the agent, or stand still, once, for at most `pause_at_most`. */
    while_asked: z.enum(["runs", "pauses"]).optional(),
    pause_at_most: Duration.optional(),
    /** Whether the author of an edit may approve their own edit. */
    editor_may_approve: z.boolean().default(false),
    /** How long an approval may wait for its execution: the second clock. */
    execute_within: Duration.default("24h"),
  })
  .refine(({ within, remind_after: after }) => !after || seconds(after) < seconds(within), { path: ["remind_after"], error: "is sooner than `within`, or there is nothing left to remind of" })
  .refine(({ within, escalate }) => !escalate?.after || seconds(escalate.after) < seconds(within), { path: ["escalate", "after"], error: "is sooner than `within`; leave it out to ask them on expiry" })
  .refine(({ while_asked: clock, pause_at_most: most }) => !most || clock === "pauses", { path: ["pause_at_most"], error: "belongs to `while_asked: pauses`" });

const Unreviewed = z.strictObject({
  review: z.literal("none"),
  execute_within: Duration.default("24h"),
});

export const TierRules = z.discriminatedUnion("review", [Unreviewed, Reviewed]);
export type TierRules = z.infer<typeof TierRules>;

/** A policy is one document, published as a whole. */
export const Policy = z.strictObject({
  // I8: what is unclassified, doubtful or released is held as high, so high is always looked at.
  tiers: z.strictObject({ low: TierRules, medium: TierRules, high: Reviewed }),
  defaults: z.strictObject({
    read: z.enum(TIERS),
    draft: z.enum(TIERS),
    write: z.enum(TIERS),
    destructive: z.enum(TIERS),
    // I8: unclassified is not low.
    unregistered: z.literal("high").default("high"),
  }),
  /** Per-tool override of the tier that the tool's access gives. */
  tools: z.record(z.string().min(1).max(120), z.enum(TIERS)).default({}),
  /** How long a blocked action may still be released. */
  blocked: z.strictObject({ release_within: Duration }).default({ release_within: "24h" }),
  /** The built-in pack this document follows: its relax rules end with the pack's version. */
  pack: z.strictObject({ name: z.enum(["balanced", "strict"]), version: z.int().min(1) }).optional(),
  /** Named lists that rules use: `lists.our_domains`. */
  lists: Lists.optional(),
  /** What each agent may propose at all, by its name. */
  agents: z.record(z.string().min(1).max(120), AgentRules).optional(),
  rules: z.array(Rule).max(500).optional(),
  relax: z.array(Relax).max(50).optional(),
  /** How much may go through, by count or by sum. */
  limits: z.array(Limit).max(50).optional(),
  /** What a detector's finding leads to. */
  signals: z.partialRecord(z.enum(DETECTOR_NAMES), SignalRule).optional(),
  /** Whether what an agent did before is counted and read: for the signals `money`, `first_use` and `burst` and for `history` in conditions. */
  history: z.boolean().optional(),
  /** Below this an agent's own confidence is a signal. */
  confidence_floor: z.number().min(0).max(1).optional(),
  /** Examples that must come out as they say; a policy is not published while one fails. */
  tests: z.array(Case).max(500).optional(),
});
export type Policy = z.infer<typeof Policy>;

/** A published policy, with its number. */
export type PublishedPolicy = Policy & { version: number };

/** One thing that counted: which rule, why in words, what it asked for, and the values it saw under their JSON Pointers. */
export type Reason = { rule: string; text: string; tier?: Tier; effect?: Effect; values?: Record<string, unknown> };

/** What an action takes of a limit, to be reserved with it. `scope` is an agent's id, or `all`. */
export type Reservation = { name: string; scope: string; per: (typeof PERIODS)[number]; amount: number; max: number };

/** What one action needs, copied at classification; durations in seconds. */
export type Requirement =
  | { review: "none"; executeWithin: number }
  | {
      review: "before";
      within: number;
      onExpiry: "expire" | "escalate";
      slots: { group: string; approvals: number }[];
      /** What whoever approves proves once more; null or missing: nothing. */
      stepUp?: StepUp | null;
      undo: number;
      /** `after`: already this long after it began to wait; null or missing: on expiry only. */
      escalate: { to: string; within: number; after?: number | null } | null;
      /** Missing in what was classified before there were reminders. */
      remindAfter?: number | null;
      /** How long the clocks may stand still while a question waits on the agent; 0 or missing: they run. */
      pause?: number;
      editorMayApprove: boolean;
      executeWithin: number;
    };

/** All that classification may look at. Gathered before; nothing here is fetched. */
export type ActionFacts = {
  tool: { name: string; access: Access; reversibility: string } | null;
  toolName: string;
  agent: { id: string; name: string; autonomy: string };
  mode: "live" | "test";
  params: unknown;
  confidence: number | null;
  /** Set when the action undoes another. */
  rollback: boolean;
  /** Pointers into params whose values no reason and no excerpt may show. */
  sensitive?: readonly string[];
  reasoning?: string;
  /** What the agent says it was told and has read. */
  context?: { instruction?: string; sources?: readonly Source[] };
  /** Whether the harness, not the model, filled the context: only then may it feed a relax rule. */
  attested?: boolean;
  history?: History;
  cost?: { amount: number; currency: string } | null;
  /** Names of limits that it would pass: their counters had no room. */
  beyond?: readonly string[];
  /** ISO date and time, for the expiry of relax rules; without it none applies. */
  now?: string;
  /** What an earlier step could not make sure of: holds the action as high, with this reason. */
  doubt?: string;
};

export type Classified = {
  tier: Tier;
  effect: Effect;
  reasons: Reason[];
  signals: Signal[];
  requirement: Requirement;
  policyVersion: number;
  /** Rules that were for this action and did not match. */
  unmatched: string[];
  /** What it takes of the policy's limits; nothing, when it is blocked. */
  reserve: Reservation[];
};
