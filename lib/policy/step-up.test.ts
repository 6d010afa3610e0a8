import { expect, test } from "vitest";
import { balanced } from "./balanced";
import { checkPolicy } from "./check";
import { classify } from "./classify";
import { yamlOf } from "./document-view";
import { loosenings } from "./loosening";
import { strict } from "./strict";
import { Policy, type ActionFacts } from "./types";

const facts: ActionFacts = { tool: { name: "refund", access: "write", reversibility: "irreversible" }, toolName: "refund", agent: { id: "1", name: "bot", autonomy: "full" }, mode: "live", params: { amount: 900 }, confidence: null, rollback: false };
const stepUpOf = (policy: Policy, about: Partial<ActionFacts> = {}) => {
  const { requirement } = classify({ ...facts, ...about }, { ...policy, version: 1 });
  return requirement.review === "before" ? requirement.stepUp : undefined;
};
const RULE = { name: "large", tools: ["refund"], when: "params.amount > 500.0", require: { step_up: "password" as const } };
const tiers = (step_up?: "password") => ({ ...balanced.tiers, medium: { ...balanced.tiers.medium, step_up } }) as Policy["tiers"];
const access = () => "write" as const;

test("a tier's or a rule's step-up is part of what an action needs; without one it needs none", () => {
  expect(stepUpOf(balanced)).toBeNull();
  expect(stepUpOf({ ...balanced, tiers: tiers("password") })).toBe("password");
  expect(stepUpOf({ ...balanced, rules: [RULE] })).toBe("password");
  expect(stepUpOf({ ...balanced, rules: [RULE] }, { params: { amount: 5 } })).toBeNull();
  expect(stepUpOf({ ...balanced, tiers: tiers("password"), rules: [{ ...RULE, require: { within: "1h" } }] }), "a rule that asks for something else takes nothing away").toBe("password");
  expect(stepUpOf(strict, { tool: { ...facts.tool!, access: "destructive" } })).toBe("password");
});

test("a document without the password again is looser, in a tier and in a rule", () => {
  const withTier = { ...balanced, tiers: tiers("password") };
  expect(loosenings(balanced, withTier, access)).toEqual([]);
  expect(loosenings(withTier, balanced, access)).toEqual(["medium: whoever approves no longer gives their password again"]);
  const withRule = { ...balanced, rules: [...balanced.rules!, RULE] };
  expect(loosenings(balanced, withRule, access)).toEqual([]);
  expect(loosenings(withRule, { ...balanced, rules: [...balanced.rules!, { ...RULE, require: { within: "1h" } }] }, access)).toEqual([expect.stringContaining("large")]);
  expect(loosenings({ ...balanced, tiers: tiers("password") }, { ...balanced, tiers: tiers("password"), defaults: { ...balanced.defaults, write: "high" } }, access), "where the tier above asks for none").toEqual([expect.stringContaining("asks for less than a lower one")]);
});

test("as text it reads back as it is, and an unknown kind is a fault with its place", () => {
  const policy = Policy.parse({ ...balanced, tiers: tiers("password") });
  expect(checkPolicy(yamlOf(policy)).policy).toEqual(policy);
  const { faults } = checkPolicy(yamlOf(policy).replace("step_up: password", "step_up: passkey"));
  expect(faults).toEqual([expect.objectContaining({ pointer: "/tiers/medium/step_up", line: expect.any(Number) as number })]);
});
