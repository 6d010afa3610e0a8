import fc from "fast-check";
import { expect, test } from "vitest";
import { balanced } from "./balanced";
import { classify } from "./classify";
import { ACCESS, Policy, TIERS, type ActionFacts } from "./types";

const policy = { ...balanced, version: 7 };
const facts = (change: Partial<ActionFacts> = {}): ActionFacts => ({
  tool: { name: "refund", access: "write", reversibility: "compensable" },
  toolName: "refund",
  agent: { id: "1", name: "bot", autonomy: "full" },
  mode: "live",
  params: {},
  confidence: null,
  rollback: false,
  ...change,
});

test.each([
  ["read", "low", "allow"],
  ["draft", "low", "allow"],
  ["write", "medium", "review"],
  ["destructive", "high", "review"],
] as const)("a tool that may %s is %s by default", (access, tier, effect) => {
  expect(classify(facts({ tool: { name: "t", access, reversibility: "irreversible" } }), policy)).toMatchObject({ tier, effect, policyVersion: 7 });
});

test("a tool's own tier overrides what its access gives, for that tool only", () => {
  const stricter = { ...policy, tools: { refund: "high" as const } };
  expect(classify(facts(), stricter)).toMatchObject({ tier: "high", reasons: [{ rule: "tools.refund" }] });
  expect(classify(facts({ tool: { name: "other", access: "write", reversibility: "irreversible" } }), stricter).tier).toBe("medium");
});

test("a tool called like a property of every object has no override by accident", () => {
  expect(classify(facts({ tool: { name: "constructor", access: "write", reversibility: "irreversible" } }), policy).tier).toBe("medium");
});

test("I8: a look that throws holds the action as high", () => {
  const broken = facts();
  Object.defineProperty(broken, "agent", { get: () => { throw new Error("gone"); } });
  expect(classify(broken, policy)).toMatchObject({ tier: "high", effect: "review" });
});

test("I8: high cannot be published without a review", () => {
  expect(Policy.safeParse({ ...balanced, tiers: { ...balanced.tiers, high: { review: "none" } } }).success).toBe(false);
});

const anyFacts = fc.record({
  tool: fc.option(fc.record({ name: fc.string(), access: fc.constantFrom(...ACCESS), reversibility: fc.constant("irreversible") })),
  toolName: fc.string(),
  agent: fc.record({ id: fc.uuid(), name: fc.string(), autonomy: fc.constantFrom("off", "read_only", "draft_only", "limited_write", "full", "no such") }),
  mode: fc.constantFrom("live" as const, "test" as const),
  params: fc.object(),
  confidence: fc.option(fc.double({ min: 0, max: 1 })),
  rollback: fc.boolean(),
});

test("the same facts give the same classification, and evaluating changes nothing it was given", () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const before = structuredClone(given);
      expect(classify(given, policy)).toEqual(classify(given, policy));
      expect(given).toEqual(before);
    }),
  );
});

test("a doubt never lowers a tier and never lifts a block", () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const [plain, doubted] = [classify(given, policy), classify({ ...given, doubt: "unsure" }, policy)];
      expect(TIERS.indexOf(doubted.tier)).toBeGreaterThanOrEqual(TIERS.indexOf(plain.tier));
      if (plain.effect === "block") expect(doubted.effect).toBe("block");
      expect(doubted.effect).not.toBe("allow");
    }),
  );
});
