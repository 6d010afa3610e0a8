import fc from "fast-check";
import { expect, test } from "vitest";
import { balanced } from "./balanced";
import { classify } from "./classify";
import { loosenings } from "./loosening";
import { strict } from "./strict";
import { Policy, TIERS, type ActionFacts } from "./types";

const access = (tool: string) => (tool === "refund" ? ("write" as const) : tool === "look_up" ? ("read" as const) : undefined);
const RULE = { name: "large", tools: ["refund"], when: "params.amount > 500", tier: "high" as const };
const base = Policy.parse({ ...balanced, lists: { friends: ["a.example"] }, agents: { bot: { autonomy: "full", can: ["refund", "look_*"] } }, rules: [...balanced.rules!, RULE], tools: { refund: "high" } });
const between = (change: (policy: Policy) => unknown) => loosenings(base, Policy.parse(change(structuredClone(base))), access);

test.each<[string, (policy: Policy) => unknown]>([
  ["nothing at all", (policy) => policy],
  ["a rule more", (policy) => ({ ...policy, rules: [...policy.rules!, { name: "new", when: "agent.name == \"x\"", tier: "high" }] })],
  ["the same rules in another order, one under another name", (policy) => ({ ...policy, rules: [{ ...RULE, name: "big" }, ...policy.rules!.slice(0, -1)] })],
  ["a rule without its condition", (policy) => ({ ...policy, rules: [...policy.rules!.slice(0, -1), { name: "large", tools: ["refund"], tier: "high" }] })],
  ["a rule for more tools", (policy) => ({ ...policy, rules: [...policy.rules!.slice(0, -1), { ...RULE, tools: ["refund", "wire"] }] })],
  ["more approvals", (policy) => ({ ...policy, tiers: { ...policy.tiers, high: { ...policy.tiers.high, approve: [{ group: "reviewers", approvals: 2 }] } } })],
  ["a higher default", (policy) => ({ ...policy, defaults: { ...policy.defaults, draft: "medium" } })],
  ["no relax rules any more", (policy) => ({ ...policy, relax: [] })],
  ["an agent that may do less", (policy) => ({ ...policy, agents: { bot: { autonomy: "read_only", can: ["look_*"], cannot: ["wipe"] } } })],
  ["a list that a new rule brings along", (policy) => ({ ...policy, lists: { ...policy.lists, foes: ["b.example"] }, rules: [...policy.rules!, { name: "foes", when: "agent.name in lists.foes", tier: "high" }] })],
  ["a test more", (policy) => ({ ...policy, tests: [{ name: "t", tool: "refund", expect: { tier: "high" } }] })],
  ["the password again", (policy) => ({ ...policy, tiers: { ...policy.tiers, high: { ...policy.tiers.high, step_up: "password" } } })],
  ["longer to decide", (policy) => ({ ...policy, tiers: { ...policy.tiers, medium: { ...policy.tiers.medium, within: "8h" } } })],
])("%s loosens nothing", (_, change) => expect(between(change)).toEqual([]));

test.each<[string, (policy: Policy) => unknown, RegExp]>([
  ["a tier without review", (policy) => ({ ...policy, tiers: { ...policy.tiers, medium: { review: "none" } } }), /nobody reviews/],
  ["another group", (policy) => ({ ...policy, tiers: { ...policy.tiers, high: { ...policy.tiers.high, approve: [{ group: "friends", approvals: 5 }] } } }), /asks reviewers for 0/],
  ["a shorter undo", (policy) => ({ ...policy, tiers: { ...policy.tiers, medium: { ...policy.tiers.medium, undo: "0s" } } }), /taken back/],
  ["a lower default", (policy) => ({ ...policy, defaults: { ...policy.defaults, destructive: "medium" } }), /destructive/],
  ["an override gone", (policy) => ({ ...policy, tools: {} }), /refund is medium, no longer high/],
  ["an override of a tool that nobody knows", (policy) => ({ ...policy, tools: { ...policy.tools, ghost: "medium" } }), /ghost is medium/],
  ["an override at the default, gone, where a relax rule waits", (policy) => ({ ...policy, tools: { refund: "high" }, defaults: { ...policy.defaults, write: "high" } }), /^$/],
  ["a rule less", (policy) => ({ ...policy, rules: policy.rules!.slice(1) }), /credentials change/],
  ["a rewritten condition", (policy) => ({ ...policy, rules: [...policy.rules!.slice(0, -1), { ...RULE, when: "params.amount > 100" }] }), /large/],
  ["a rule for fewer tools", (policy) => ({ ...policy, rules: [...policy.rules!.slice(0, -1), { ...RULE, agents: ["bot"] }] }), /large/],
  ["a relax rule more", (policy) => ({ ...policy, relax: [...policy.relax!, { name: "easy", access: ["write"], when: "intent.asked", tier: "low", until: "2030-01-01", because: "x" }] }), /easy/],
  ["a relax rule for longer", (policy) => ({ ...policy, relax: policy.relax!.map((rule) => ({ ...rule, until: "2099-01-01" })) }), /asked for/],
  ["a list that signals read", (policy) => ({ ...policy, lists: { ...policy.lists, our_domains: ["evil.example"] } }), /our_domains/],
  ["an agent without its entry", (policy) => ({ ...policy, agents: {} }), /bot may use/],
  ["an agent with a wider pattern", (policy) => ({ ...policy, agents: { bot: { autonomy: "full", can: ["*"] } } }), /bot may use/],
  ["a signal that weighs less", (policy) => ({ ...policy, signals: { ...policy.signals, injection: { at_least: "medium" } } }), /injection/],
  ["a lower floor", (policy) => ({ ...policy, confidence_floor: 0.1 }), /unsure/],
])("%s is found", (_, change, said) => expect(between(change).join("\n")).toMatch(said));

test("from strict to balanced loosens, the other way only what balanced does not say", () => {
  expect(loosenings(strict, balanced, access).length).toBeGreaterThan(0);
  expect(loosenings(balanced, strict, access)).toEqual([]);
});

test("what loosens nothing by its structure never lowers an action", () => {
  const tier = fc.constantFrom(...TIERS);
  const rules = fc.array(fc.record({ name: fc.constantFrom("a", "b", "c"), tools: fc.constantFrom(["refund"], ["*"]), when: fc.constantFrom("params.amount > 5", "params.amount > 50"), tier }), { maxLength: 3 });
  const relax = fc.array(fc.record({ name: fc.constantFrom("r", "s"), access: fc.constant(["write"]), when: fc.constantFrom("params.amount < 30", "params.amount < 3"), tier: fc.constantFrom("low", "medium"), until: fc.constantFrom("2030-01-01", "2031-01-01"), because: fc.constant("x") }), { maxLength: 3 });
  const some = fc.record({ rules, relax, tools: fc.constantFrom({}, { refund: "low" }, { refund: "high" }), write: tier }).map(({ write, ...rest }) => Policy.parse({ ...balanced, signals: {}, ...rest, defaults: { ...balanced.defaults, write } }));
  fc.assert(
    fc.property(some, some, fc.constantFrom(1, 4, 20, 60), (before, after, amount) => {
      if (loosenings(before, after, access).length > 0) return;
      const facts: ActionFacts = { tool: { name: "refund", access: "write", reversibility: "irreversible" }, toolName: "refund", agent: { id: "1", name: "bot", autonomy: "full" }, mode: "live", params: { amount }, confidence: null, rollback: false, now: "2026-01-01T00:00:00Z" };
      expect(TIERS.indexOf(classify(facts, { ...after, version: 2 }).tier)).toBeGreaterThanOrEqual(TIERS.indexOf(classify(facts, { ...before, version: 1 }).tier));
    }),
    { numRuns: 2_000 },
  );
});

test("a limit more, or a lower one, loosens nothing; one that is gone, higher or counts anew does", () => {
  const limit = { name: "refunds", tools: ["refund"], max: 100, per: "day", for: "each_agent", beyond: "review", tier: "medium" };
  const withLimits = (...limits: object[]) => ({ ...base, limits }) as Policy;
  expect(loosenings(base, withLimits(limit), access)).toEqual([]);
  expect(loosenings(withLimits(limit), withLimits({ ...limit, max: 50, beyond: "block", tools: ["*", "refund"] }, { ...limit, name: "more" }), access)).toEqual([]);
  for (const other of [[], [{ ...limit, max: 101 }], [{ ...limit, name: "anew" }], [{ ...limit, per: "hour" }], [{ ...limit, when: "params.amount > 5" }], [{ ...limit, tools: ["wire"] }]]) {
    expect(loosenings(withLimits(limit), withLimits(...other), access)).toEqual([expect.stringContaining("refunds")]);
  }
});
