import { beforeAll, expect, test, vi } from "vitest";
import { claimDue } from "@/lib/actions/claim";
import { conclude } from "@/lib/actions/conclude";
import { approve } from "@/lib/actions/decide";
import { retry } from "@/lib/actions/retry";
import { revise, reviseAndApprove } from "@/lib/actions/revise";
import { rollBack } from "@/lib/actions/roll-back";
import { actionById } from "@/lib/actions/row";
import { agentOf, all, assemble, propose, publish, seen, types, type Cast } from "@/lib/actions/testing";
import { tidy } from "@/lib/actions/upkeep/tidy";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import type { Policy } from "@/lib/policy/types";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

type Limit = NonNullable<Policy["limits"]>[number];
const limits = (change: Partial<Limit> & { name: string }): Partial<Policy> => ({ limits: [{ tools: ["refund"], of: "amount", max: 2_000, per: "month", for: "each_agent", beyond: "review", tier: "high", ...change }] });
const used = async (name: string) => (await db.all<{ used: string }>(sql`SELECT used FROM limit_counters WHERE name = ${name} ORDER BY starts_at`)).map((row) => Number(row.used));
const rules = async ({ id, revision }: { id: string; revision: number }) =>
  (await db.one<{ reasons: { rule: string }[] }>(sql`SELECT reasons FROM classifications WHERE action_id = ${id} AND revision = ${revision}`))!.reasons.map(({ rule }) => rule);
const edit = (id: string, amount: number, revision = 1) => ({ id, revision, params: { customer: "cus_1", amount }, note: "as agreed" });
const give = (amount: number, agent = cast.agent) => propose(agent, "refund", { customer: "cus_1", amount });

test("an edit takes the difference, and gives it back where it asks for less", async () => {
  await publish(limits({ name: "sums" }));
  const action = await give(500);
  await revise(cast.reviewer, edit(action.id, 800));
  expect(await used("sums")).toEqual([800]);
  await revise(cast.reviewer, edit(action.id, 120.5, 2));
  expect(await used("sums")).toEqual([120.5]);
  expect((await give(1_879.5)).tier).toBe("medium");
  expect(await used("sums")).toEqual([2_000]);
});

test("an edit beyond a limit is held or blocked as a submission would be, and what was taken stays taken", async () => {
  await publish(limits({ name: "held" }));
  const held = await give(500);
  const raised = await revise(cast.reviewer, edit(held.id, 2_000.01));
  expect(raised).toMatchObject({ state: "pending", tier: "high", revision: 2 });
  expect(await rules(raised)).toContain("limits.held");
  expect(await used("held")).toEqual([500]);
  await give(1_500);
  const again = await revise(cast.reviewer, edit(held.id, 501, 2));
  expect(await rules(again), "one cent over the rest").toContain("limits.held");
  await revise(cast.reviewer, edit(held.id, 500, 3));
  expect(await used("held")).toEqual([2_000]);

  await publish(limits({ name: "blocks", beyond: "block" }));
  const first = await give(1_500);
  const second = await give(400);
  await expect(reviseAndApprove(cast.reviewer, { ...edit(second.id, 501), channel: "web" })).rejects.toMatchObject({ code: "wrong_state" });
  expect(await actionById(second.id)).toMatchObject({ state: "pending", revision: 1 });
  expect(await revise(cast.reviewer, edit(second.id, 501))).toMatchObject({ state: "blocked", revision: 2 });
  expect(await used("blocks")).toEqual([1_900]);
  expect(await types(second)).toEqual(["action.submitted", "action.revised"]);
  expect(await revise(cast.reviewer, edit(first.id, 1_000))).toMatchObject({ state: "pending" });
  expect(await used("blocks")).toEqual([1_400]);
});

test("of 200 submits and edits at once no sum passes the limit, and what is counted is what actions hold", async () => {
  await publish(limits({ name: "race", max: 1_000 }));
  const agent = await agentOf(cast.owner, "racing-bot");
  const waiting = await Promise.all(Array.from({ length: 40 }, () => give(10, agent)));
  const { won, lost } = await all(
    Array.from({ length: 200 }, (_, index) => {
      const action = waiting[index % 40]!;
      if (index % 5 === 0) return revise([cast.reviewer, cast.second, cast.admin][index % 3]!, edit(action.id, index % 2 === 0 ? 35 : 3));
      return give(7, agent);
    }),
  );
  for (const refusal of lost) expect(refusal).toMatchObject({ name: "Refusal", code: "stale_revision" });
  expect(won.length).toBeGreaterThanOrEqual(160);
  const now = await db.all<{ id: string; revision: number; amount: number; beyond: boolean }>(sql`
    SELECT a.id, a.revision, (r.params::jsonb ->> 'amount')::float8 AS amount, c.reasons @> '[{"rule": "limits.race"}]' AS beyond
      FROM actions a JOIN revisions r ON r.action_id = a.id AND r.number = a.revision JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision WHERE a.agent_id = ${agent.id}`);
  // What is beyond keeps what its earlier revision had taken: 10 of each of the first forty.
  const first = new Set(waiting.map(({ id }) => id));
  const held = now.reduce((sum, { id, amount, beyond }) => sum + (!beyond ? amount : first.has(id) ? 10 : 0), 0);
  expect(await used("race")).toEqual([held]);
  expect(held).toBeLessThanOrEqual(1_000);
  expect(now.some(({ beyond }) => beyond), "there was not room for all").toBe(true);
  expect(1_000 - held, "and it was used").toBeLessThan(35);
  const [sum] = await db.all<{ sum: number }>(sql`SELECT sum(h.amount)::float8 AS sum FROM limit_holdings h WHERE h.name = 'race'`);
  expect(sum).toEqual({ sum: held });
});

/** Approved, executed and failed, as a worker would. */
async function failed(id: string): Promise<void> {
  await approve(cast.reviewer, await seen({ id }));
  const claimed = (await claimDue(cast.worker, [id], 60))[0]!.held;
  await conclude(cast.worker, claimed, { outcome: { kind: "failed", reason: "The target refused it" }, dryRun: false, uncertainBefore: false });
}

test("a retry of the same period counts once; in a later one it counts there, and is held where that is full", async () => {
  await publish(limits({ name: "retried", max: 500 }));
  const action = await give(400);
  await failed(action.id);
  expect(await retry(cast.second, { id: action.id, revision: 1, note: "they fixed it" })).toMatchObject({ state: "pending", tier: "medium", revision: 2 });
  expect(await used("retried")).toEqual([400]);
  await failed(action.id);
  // As if all of it had been a month earlier.
  await db.run(sql`UPDATE limit_counters SET starts_at = starts_at - interval '1 month' WHERE name = 'retried'`);
  await db.run(sql`UPDATE limit_holdings SET starts_at = starts_at - interval '1 month' WHERE name = 'retried'`);
  await give(200);
  const late = await retry(cast.second, { id: action.id, revision: 2, note: "they fixed it" });
  expect(late).toMatchObject({ state: "pending", tier: "high", revision: 3 });
  expect(await rules(late)).toContain("limits.retried");
  expect(await used("retried")).toEqual([400, 200]);
});

test("a rollback takes nothing and gives nothing back", async () => {
  await publish(limits({ name: "undone", max: 500 }));
  const action = await give(500);
  await approve(cast.reviewer, await seen(action));
  const claimed = (await claimDue(cast.worker, [action.id], 60))[0]!.held;
  await conclude(cast.worker, claimed, { outcome: { kind: "succeeded", response: null }, dryRun: false, uncertainBefore: false });
  await rollBack(cast.second, { id: action.id, revision: 1, note: "wrong customer" });
  expect(await used("undone")).toEqual([500]);
  expect((await give(1)).tier, "the period stays full").toBe("high");
});

test("edits and retries see what the agent did before, without counting themselves", async () => {
  await publish({ history: true });
  const agent = await agentOf(cast.owner, "fresh-bot");
  const signals = async (id: string, revision: number) =>
    (await db.one<{ signals: { detector: string; kind?: string; excerpt: string }[] }>(sql`SELECT signals FROM classifications WHERE action_id = ${id} AND revision = ${revision}`))!.signals
      .filter(({ detector }) => detector === "first_use" || detector === "money").map(({ detector, kind, excerpt }) => `${detector} ${kind ?? ""} ${excerpt}`.trim());
  const to = (customer: string, amount = 5) => propose(agent, "refund", { customer, amount });
  const first = await to("mara@client.example");
  await revise(cast.reviewer, { id: first.id, revision: 1, params: { customer: "mara@client.example", amount: 6 }, note: "" });
  expect(await signals(first.id, 2), "its first use is its first use still").toEqual(await signals(first.id, 1));
  const known = await to("mara@client.example");
  expect(await signals(known.id, 1)).toEqual([]);
  await revise(cast.reviewer, { id: known.id, revision: 1, params: { customer: "stranger@elsewhere.example", amount: 5 }, note: "" });
  expect(await signals(known.id, 2)).toEqual([expect.stringContaining("stranger@elsewhere.example")]);
  for (let index = 0; index < 10; index++) await to("mara@client.example", 20 + index);
  const usual = await to("mara@client.example", 25);
  const raised = await revise(cast.reviewer, { id: usual.id, revision: 1, params: { customer: "mara@client.example", amount: 9_000 }, note: "" });
  expect(await signals(usual.id, 2)).toEqual([expect.stringContaining("money")]);
  expect(raised.tier).toBe("high");
  const [uses] = await db.all<{ uses: number }>(sql`SELECT uses FROM agent_history WHERE agent_id = ${agent.id} AND kind = 'tool'`);
  expect(uses, "people's edits are not what the agent did").toEqual({ uses: 13 });
});

test("periods that are over are cleared away, the current one stays", async () => {
  await publish(limits({ name: "tidied", per: "day" }));
  await give(5);
  await db.run(sql`INSERT INTO limit_counters (name, scope, mode, per, starts_at, used, max) SELECT 'tidied', 'all', 'live', per, date_trunc(per, clock_timestamp(), 'UTC') - ('1 ' || per)::interval - interval '1 hour', 1, 1 FROM unnest(ARRAY['hour', 'day', 'week', 'month']) AS of (per)`);
  await db.run(sql`INSERT INTO limit_holdings (action_id, name, scope, per, starts_at, amount) SELECT gen_random_uuid(), name, scope, per, starts_at, 1 FROM limit_counters WHERE name = 'tidied' AND scope = 'all'`);
  await tidy(1e12);
  expect(await db.all(sql`SELECT per FROM limit_counters WHERE name = 'tidied'`)).toEqual([{ per: "day" }]);
  expect(await db.all(sql`SELECT per FROM limit_holdings WHERE name = 'tidied'`)).toEqual([{ per: "day" }]);
});
