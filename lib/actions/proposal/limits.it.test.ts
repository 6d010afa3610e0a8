import { beforeAll, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { submit } from "@/lib/actions/submit";
import { agentOf, all, assemble, propose, publish, seen, trail, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import type { Policy } from "@/lib/policy/types";
import { currentRegistry } from "@/lib/tools/registry";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

type Limit = NonNullable<Policy["limits"]>[number];
const limit = (change: Partial<Limit> & { name: string }): Limit => ({ max: 100, per: "month", for: "each_agent", beyond: "review", tier: "medium", ...change });
const used = async (name: string) => (await db.all<{ used: string }>(sql`SELECT used FROM limit_counters WHERE name = ${name}`)).map((row) => Number(row.used));
const reasons = async (id: string) => (await db.one<{ reasons: { rule: string; text: string }[] }>(sql`SELECT reasons FROM classifications WHERE action_id = ${id}`))!.reasons;

test("of 200 submits at once against a limit of 100 exactly 100 pass, and the rest wait with the reason", async () => {
  await publish({ limits: [limit({ name: "a hundred", tools: ["look_up"] })] });
  const actions = await Promise.all(Array.from({ length: 200 }, () => propose(cast.agent, "look_up")));
  expect(actions.filter(({ state }) => state === "approved")).toHaveLength(100);
  const held = actions.filter(({ state }) => state === "pending");
  expect(held).toHaveLength(100);
  expect(held[0]).toMatchObject({ tier: "medium", effect: "review" });
  expect(await reasons(held[0]!.id)).toContainEqual(expect.objectContaining({ rule: "limits.a hundred", text: "It would pass a limit: 100 per month", effect: "review", tier: "medium" }));
  expect((await trail(held[0]!))[0]).toMatchObject({ type: "action.submitted", data: { rules: expect.arrayContaining(["limits.a hundred"]) } });
  expect(await used("a hundred")).toEqual([100]);
});

test("a sum is counted to the cent, and what would pass it is blocked where the limit says so", async () => {
  await publish({ limits: [limit({ name: "refunds", tools: ["refund"], of: "amount", max: 2_000, beyond: "block", because: "At most $2,000 of refunds" })] });
  const give = (amount: number) => propose(cast.agent, "refund", { customer: "cus_1", amount });
  expect((await give(1_999.5)).state).toBe("pending");
  const past = await give(0.51);
  expect(past).toMatchObject({ state: "blocked", tier: "high" });
  expect(await reasons(past.id)).toContainEqual(expect.objectContaining({ rule: "limits.refunds", text: "At most $2,000 of refunds" }));
  expect((await give(0.5)).state).toBe("pending");
  expect(await used("refunds")).toEqual([2_000]);
});

test("a sum that is missing or negative makes no room: a person looks", async () => {
  await publish({ limits: [limit({ name: "sums", tools: ["refund"], of: "amount", max: 10 })] });
  expect(await propose(cast.agent, "refund", { customer: "cus_1" })).toMatchObject({ tier: "high", state: "pending" });
  expect(await propose(cast.agent, "refund", { customer: "cus_1", amount: -500 })).toMatchObject({ tier: "high", state: "pending" });
  expect(await used("sums")).toEqual([]);
});

test("each agent has its own count, test actions theirs, and a count for all is shared", async () => {
  const other = await agentOf(cast.owner, "other-bot");
  await publish({ limits: [limit({ name: "each", tools: ["look_up"], max: 1 })] });
  expect((await propose(cast.agent, "look_up")).state).toBe("approved");
  expect((await propose(other, "look_up")).state).toBe("approved");
  expect((await propose({ ...other, mode: "test" }, "look_up")).state).toBe("approved");
  expect((await propose(other, "look_up")).state).toBe("pending");
  await publish({ limits: [limit({ name: "shared", tools: ["look_up"], max: 1, for: "all_agents" })] });
  expect((await propose(cast.agent, "look_up")).state).toBe("approved");
  expect((await propose(other, "look_up")).state).toBe("pending");
});

test("the same key again takes nothing, what is blocked takes nothing, and what is beyond one limit takes nothing of another", async () => {
  await publish({ limits: [limit({ name: "small", tools: ["look_up"], max: 1 }), limit({ name: "large", tools: ["look_up"] })] });
  const registry = await currentRegistry();
  const again = () => submit(cast.agent, { tool: "look_up", params: { customer: "c" } }, "limits-same-key", registry);
  const { won } = await all(Array.from({ length: 10 }, again));
  expect(new Set(won.map(({ id }) => id)).size).toBe(1);
  expect(await used("small")).toEqual([1]);
  expect((await propose(cast.agent, "look_up")).state).toBe("pending");
  expect(await used("large")).toEqual([1]);
  const reader = await agentOf(cast.owner, "no-bot", "off");
  expect((await propose(reader, "look_up")).state).toBe("blocked");
  expect(await used("large")).toEqual([1]);
});

test("a rule's own quorum is enforced: one approval of two is not enough", async () => {
  await publish({ rules: [{ name: "two people", tools: ["refund"], when: "has(params.amount) && params.amount > 500.0", require: { approve: [{ group: "reviewers", approvals: 2 }], within: "1h" } }] });
  const action = await propose(cast.agent, "refund", { customer: "cus_1", amount: 600 });
  expect(action.deadlineAt!.getTime() - action.submittedAt.getTime()).toBeCloseTo(3600_000, -3);
  expect((await approve(cast.reviewer, await seen(action))).state).toBe("pending");
  expect((await approve(cast.second, await seen(action))).state).toBe("approved");
  expect((await approve(cast.reviewer, await seen(await propose(cast.agent, "refund", { customer: "cus_1", amount: 5 })))).state).toBe("approved");
});

test("a relax rule holds for its tools and until its day, and no longer", async () => {
  const relax = (until: string) => publish({ relax: [{ name: "trusted customer", tools: ["refund"], access: ["write"], when: 'params.customer == "cus_good"', tier: "low", until, because: "Trial" }] });
  await relax("2999-01-01");
  expect(await propose(cast.agent, "refund", { customer: "cus_good", amount: 5 })).toMatchObject({ state: "approved", tier: "low" });
  expect(await propose(cast.agent, "refund", { customer: "cus_bad", amount: 5 })).toMatchObject({ state: "pending" });
  expect(await propose(cast.agent, "wire", { customer: "cus_good", amount: 5 })).toMatchObject({ state: "pending" });
  const waiting = await propose(cast.agent, "refund", { customer: "cus_bad", amount: 5 });
  expect(await db.one(sql`SELECT unmatched FROM classifications WHERE action_id = ${waiting.id}`)).toEqual({ unmatched: expect.arrayContaining(["trusted customer"]) });
  await relax("2020-01-01");
  expect(await propose(cast.agent, "refund", { customer: "cus_good", amount: 5 })).toMatchObject({ state: "pending", tier: "medium" });
});
