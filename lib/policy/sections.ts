import { z } from "zod";
import { Duration, Slot } from "./durations";

export const TIERS = ["low", "medium", "high"] as const;
export const AUTONOMY = ["off", "read_only", "draft_only", "limited_write", "full"] as const;
/** How somebody who approves proves once more who they are; the stronger stands later. */
export const STEP_UPS = ["password"] as const;

const Name = z.string().trim().min(1, "give it a name").max(120);
/** A tool's or an agent's name, with `*` for any run of characters. */
const Pattern = z.string().min(1).max(120);
const Patterns = z.array(Pattern).min(1, "name at least one, or leave it out for all").max(100);
const Condition = z.string().trim().min(1, "write a condition, like: params.amount > 500").max(2_000, "a condition is at most 2,000 characters");

export const Lists = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, "name a list in small letters: our_domains"),
  z.array(z.union([z.string().max(300), z.number()])).max(2_000),
);

export const AgentRules = z.strictObject({
  /** A ceiling besides the agent's own; the lower one holds. */
  autonomy: z.enum(AUTONOMY).optional(),
  can: Patterns.optional(),
  cannot: Patterns.optional(),
});

const For = { tools: Patterns.optional(), agents: Patterns.optional(), mode: z.enum(["live", "test"]).optional() };

export const Rule = z
  .strictObject({
    name: Name,
    ...For,
    access: z.array(z.enum(["read", "draft", "write", "destructive"])).min(1).optional(),
    when: Condition.optional(),
    tier: z.enum(TIERS).optional(),
    effect: z.enum(["review", "block"]).optional(),
    /** More than the tier asks for; the stricter of both holds. */
    require: z.strictObject({ approve: z.array(Slot).min(1).max(5).optional(), within: Duration.optional(), step_up: z.enum(STEP_UPS).optional() }).optional(),
    because: z.string().trim().min(1).max(300).optional(),
  })
  .refine((rule) => rule.tier || rule.effect || rule.require, "say what follows: a tier, an effect or a requirement");
export type Rule = z.infer<typeof Rule>;

export const Relax = z.strictObject({
  name: Name,
  ...For,
  access: z.array(z.enum(["read", "draft", "write"])).min(1, "name what it is for; destruction cannot be relaxed"),
  when: Condition,
  tier: z.enum(["low", "medium"]),
  /** The day after which it no longer holds, or `pack`: with the version of the built-in pack. */
  until: z.union([z.literal("pack"), z.iso.date("write a day, like 2027-03-31, or pack")]),
  because: z.string().trim().min(1).max(300),
});
export type Relax = z.infer<typeof Relax>;

export const PERIODS = ["hour", "day", "week", "month"] as const;

/** How much may go through in a period; what is beyond waits or is blocked. */
export const Limit = z.strictObject({
  name: Name,
  ...For,
  access: z.array(z.enum(["read", "draft", "write", "destructive"])).min(1).optional(),
  when: Condition.optional(),
  /** How many calls; with `of`, how much that param may come to in all. */
  max: z.number().positive("a limit is above zero; to allow nothing write a rule that blocks").max(1e12),
  of: z.string().regex(/^[A-Za-z_]\w{0,79}(\.[A-Za-z_]\w{0,79}){0,4}$/, "name a param, like: amount, or payment.amount").optional(),
  /** A calendar period, in UTC. */
  per: z.enum(PERIODS),
  /** Counted for each agent apart, or for all together. */
  for: z.enum(["each_agent", "all_agents"]).default("each_agent"),
  beyond: z.enum(["review", "block"]).default("review"),
  /** What is beyond is held at least so. */
  tier: z.enum(["medium", "high"]).default("medium"),
  because: z.string().trim().min(1).max(300).optional(),
});
export type Limit = z.infer<typeof Limit>;

export const SignalRule = z
  .strictObject({
    at_least: z.enum(TIERS).optional(),
    effect: z.enum(["review", "block"]).optional(),
    /** Findings below this severity are shown and change nothing. */
    from: z.enum(["info", "low", "medium", "high"]).optional(),
  })
  .refine((rule) => rule.at_least || rule.effect, "say what follows: at_least or effect");
export type SignalRule = z.infer<typeof SignalRule>;

/** A worked example beside the rules: facts, and what the policy must make of them. */
export const Case = z.strictObject({
  name: Name,
  tool: z.string().min(1).max(120),
  /** Of the tool; without it, what the registered tool of this name has. */
  access: z.enum(["read", "draft", "write", "destructive"]).optional(),
  params: z.record(z.string().max(200), z.json()).default({}),
  agent: z.string().min(1).max(120).default("any-agent"),
  autonomy: z.enum(AUTONOMY).default("full"),
  mode: z.enum(["live", "test"]).default("live"),
  confidence: z.number().min(0).max(1).optional(),
  /** What the person asked for. */
  instruction: z.string().max(20_000).optional(),
  sources: z.array(z.strictObject({ name: z.string().max(200), trusted: z.boolean(), text: z.string().max(20_000) })).max(20).optional(),
  /** Whether the harness, not the model, filled the context. */
  attested: z.boolean().default(false),
  cost: z.strictObject({ amount: z.number(), currency: z.string().max(10) }).optional(),
  /** Limits that are used up. */
  beyond: z.array(Name).max(50).optional(),
  expect: z
    .strictObject({ tier: z.enum(TIERS).optional(), effect: z.enum(["allow", "review", "block"]).optional() })
    .refine((expected) => expected.tier || expected.effect, "say what you expect: a tier, an effect, or both"),
});
export type Case = z.infer<typeof Case>;
