import { expect, test } from "vitest";
import { balanced } from "./balanced";
import { checkPolicy } from "./check";
import { classify } from "./classify";
import { Policy, type ActionFacts, type PublishedPolicy } from "./types";

const facts = (change: Partial<ActionFacts> = {}): ActionFacts => ({
  tool: { name: "refund", access: "write", reversibility: "compensable" },
  toolName: "refund",
  agent: { id: "a1", name: "bot", autonomy: "full" },
  mode: "live",
  params: { payment: { amount: 12.5 } },
  confidence: null,
  rollback: false,
  ...change,
});
const withLimits = (...limits: object[]): PublishedPolicy => ({ ...Policy.parse({ ...balanced, limits }), version: 1 });

test("an action says what it takes of the limits that are for it", () => {
  const policy = withLimits(
    { name: "count", max: 5, per: "day" },
    { name: "sum", tools: ["refund"], of: "payment.amount", max: 20, per: "hour", for: "all_agents" },
    { name: "other", tools: ["post"], max: 1, per: "day" },
    { name: "large only", when: "params.payment.amount > 100.0", max: 1, per: "day" },
  );
  expect(classify(facts(), policy).reserve).toEqual([
    { name: "count", scope: "a1", per: "day", amount: 1, max: 5 },
    { name: "sum", scope: "all", per: "hour", amount: 12.5, max: 20 },
  ]);
  expect(classify(facts({ rollback: true }), policy).reserve).toEqual([]);
});

test("what is beyond a limit is held as the limit says, whatever would relax it", () => {
  const relax = [{ name: "all", access: ["write"], when: 'mode == "live"', tier: "low", until: "pack", because: "test" }];
  const policy = { ...Policy.parse({ ...balanced, relax, limits: [{ name: "count", max: 5, per: "day", tier: "high" }] }), version: 1 };
  expect(classify(facts(), policy)).toMatchObject({ effect: "allow", tier: "low" });
  expect(classify(facts({ beyond: ["count"] }), policy)).toMatchObject({ effect: "review", tier: "high", reserve: [] });
  expect(classify(facts({ params: { payment: { amount: 21 } } }), withLimits({ name: "sum", of: "payment.amount", max: 20, per: "day", beyond: "block" }))).toMatchObject({ effect: "block" });
});

test("a limit's faults are named with line and column", () => {
  const text = JSON.stringify({ ...balanced, limits: [{ name: "a", max: 0, per: "day" }, { name: "b", max: 1, per: "year" }] }, null, 1);
  expect(checkPolicy(text).faults.map(({ pointer }) => pointer)).toEqual(["/limits/0/max", "/limits/1/per"]);
  const sums = JSON.stringify({ ...balanced, limits: [{ name: "a", tools: ["post"], of: "amount", max: 1, per: "day" }, { name: "a", max: 1, per: "day" }] });
  const { faults } = checkPolicy(sums, { tools: [{ name: "post", paramsSchema: { type: "object", properties: { text: { type: "string" } } } }] });
  expect(faults.map(({ detail }) => detail)).toEqual(["post has no param amount; name the tools that have it", expect.stringContaining("another limit is called a")]);
});

test("a condition that reads history is a fault while nothing is counted", () => {
  const text = (history: boolean) => JSON.stringify({ ...balanced, history, rules: [{ name: "new tool", when: "history.toolUses == 0", tier: "medium" }] }, null, 1);
  expect(checkPolicy(text(false)).faults).toMatchObject([{ pointer: "/rules/0/when", detail: expect.stringContaining("history: true") }]);
  expect(checkPolicy(text(true)).faults).toEqual([]);
});

test("I10: what a limit says of itself repeats no sensitive sum", () => {
  const over = (sensitive: string[]) => classify(facts({ params: { payment: { amount: 21 } }, sensitive }), withLimits({ name: "sum", of: "payment.amount", max: 20, per: "day" })).reasons.find(({ rule }) => rule === "limits.sum");
  expect(over([])?.values).toEqual({ max: 20, per: "day", "/params/payment/amount": 21 });
  expect(over(["/payment"])?.values).toEqual({ max: 20, per: "day" });
});
