import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { rollBack } from "@/lib/actions/roll-back";
import { actionById, type ActionRow } from "@/lib/actions/row";
import { addTool, agentOf, all, assemble, propose, seen, types, type Cast } from "@/lib/actions/testing";
import { sweep } from "@/lib/actions/upkeep/sweep";
import type { Agent } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { db, sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { noticesOf } from "@/lib/notices/notices";
import { eventsAbout } from "@/lib/people/testing";
import { advanceBatch, planBulkRollback, rollBackMany, type BulkOrder } from "./bulk-rollback";
import { batchView, recentBatches } from "./bulk-rollback-view";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
let agent: Agent;
let count = 0;
beforeAll(async () => {
  cast = await assemble();
  await addTool("moved_on", { access: "write", reversibility: "compensable", binding: { rollBack: "changed" } });
});
beforeEach(async () => {
  agent = await agentOf(cast.owner, `bulk-bot-${++count}`);
});

async function done(tool = "refund"): Promise<ActionRow> {
  const action = await approve(cast.reviewer, await seen(await propose(agent, tool)));
  return (await execute(cast.worker, action.id))!;
}

const scope = () => ({ agentId: agent.id, from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000), mode: "live" as const });
async function order(more: Partial<BulkOrder> = {}): Promise<BulkOrder> {
  const { items } = await planBulkRollback(cast.admin, scope());
  return { ...scope(), batchId: newId(), note: "the prompt was poisoned", chosen: items.filter(({ possible }) => possible === true), ...more };
}
const rollbacksOf = (id: string) => db.all<{ id: string; state: string }>(sql`SELECT id, state FROM actions WHERE rollback_of = ${id}`);

test("the plan is in the reverse order of the effects, and says what cannot be undone and why", async () => {
  const [first, wired, last] = [await done(), await done("wire"), await done()];
  await done("look_up").catch(() => undefined);
  const { items, more } = await planBulkRollback(cast.admin, scope());
  expect(items.map(({ id }) => id)).toEqual([last.id, wired.id, first.id]);
  expect(items.map(({ possible }) => possible)).toEqual([true, expect.stringContaining("irreversible"), true]);
  expect(more).toBe(false);
  expect((await planBulkRollback(cast.admin, { ...scope(), tool: "wire" })).items.map(({ id }) => id)).toEqual([wired.id]);
  expect((await planBulkRollback(cast.admin, { ...scope(), to: new Date(Date.now() - 1_800_000) })).items).toEqual([]);
});

test("only an admin plans and runs, and only with a reason", async () => {
  await done();
  await expect(planBulkRollback(cast.reviewer, scope())).rejects.toMatchObject({ code: "not_permitted" });
  await expect(rollBackMany(cast.reviewer, await order())).rejects.toMatchObject({ code: "not_permitted" });
  await expect(rollBackMany(cast.admin, await order({ note: " " }))).rejects.toMatchObject({ code: "invalid" });
  await expect(rollBackMany(cast.admin, await order({ chosen: [] }))).rejects.toMatchObject({ code: "invalid" });
});

test("each rollback is an action of its own: approved, executed in turn from the newest effect back, and reported", async () => {
  const [first, wired, last] = [await done(), await done("wire"), await done()];
  const id = await rollBackMany(cast.admin, await order());
  const [undoLast] = await rollbacksOf(last.id);
  const [undoFirst] = await rollbacksOf(first.id);
  expect(await actionById(undoFirst!.id)).toMatchObject({ state: "pending", requestedBy: cast.admin.id, summary: expect.stringContaining("Undo:") });

  // The older one is approved first, and waits for its turn all the same.
  await approve(cast.reviewer, await seen(undoFirst!));
  expect(await execute(cast.worker, undoFirst!.id)).toBeUndefined();
  await approve(cast.reviewer, await seen(undoLast!));
  expect(await execute(cast.worker, undoLast!.id)).toMatchObject({ state: "succeeded" });
  expect((await batchView(id)).finishedAt).toBeNull();
  expect(await execute(cast.worker, undoFirst!.id)).toMatchObject({ state: "succeeded" });
  expect([await actionById(first.id), await actionById(last.id)]).toMatchObject([{ state: "rolled_back" }, { state: "rolled_back" }]);

  await sweep(async () => undefined);
  const report = await batchView(id);
  expect(report.finishedAt).not.toBeNull();
  expect(report.items).toMatchObject([
    { actionId: last.id, rollback: { state: "succeeded" } },
    { actionId: wired.id, rollback: null, refusal: expect.stringContaining("irreversible") },
    { actionId: first.id, rollback: { state: "succeeded" } },
  ]);
  expect((await eventsAbout(id)).map(({ type }) => type)).toEqual(["rollback_batch.started", "rollback_batch.finished"]);
  expect((await noticesOf(cast.admin)).notices.find(({ batchId }) => batchId === id)).toMatchObject({ kind: "rollback_done", text: "A rollback of 3 actions has ended: 2 undone, 1 not." });
  expect((await recentBatches())[0]).toMatchObject({ id, finished: true, count: 3 });
});

test("a rollback that ends without undoing lets the next one go on, and the report says so", async () => {
  const [older, newer] = [await done(), await done("moved_on")];
  const id = await rollBackMany(cast.admin, await order());
  const [undoNewer] = await rollbacksOf(newer.id);
  const [undoOlder] = await rollbacksOf(older.id);
  await approve(cast.reviewer, await seen(undoOlder!));
  await approve(cast.reviewer, await seen(undoNewer!));
  expect(await execute(cast.worker, undoNewer!.id)).toMatchObject({ state: "failed" });
  expect(await execute(cast.worker, undoOlder!.id)).toMatchObject({ state: "succeeded" });
  await advanceBatch(id);
  expect((await batchView(id)).items).toMatchObject([{ rollback: { state: "failed", conflict: true } }, { rollback: { state: "succeeded", conflict: false } }]);
});

test("the same plan run twice at once, and two plans of the same actions at once, undo each action once", async () => {
  const actions = [await done(), await done(), await done()];
  const [one, other] = [await order(), await order()];
  const { lost } = await all([rollBackMany(cast.admin, one), rollBackMany(cast.admin, one), rollBackMany(cast.admin, other)]);
  expect(lost).toEqual([]);
  for (const { id } of actions) expect(await rollbacksOf(id)).toHaveLength(1);
  const items = [...(await batchView(one.batchId)).items, ...(await batchView(other.batchId)).items];
  expect(items.filter(({ rollback }) => rollback)).toHaveLength(3);
  expect(items.filter(({ refusal }) => refusal?.includes("under way already"))).toHaveLength(3);
});

test("after a crash in the middle the sweeper asks for the rest, once, in the name of who asked", async () => {
  const actions = [await done(), await done()];
  const plan = await order();
  // As the crash left it: the batch is written, one of its rollbacks asked for.
  await transact(async (tx) => {
    await tx.run(sql`INSERT INTO rollback_batches (id, requested_by, agent_id, mode, from_at, to_at, reason) VALUES (${plan.batchId}, ${cast.admin.id}, ${agent.id}, 'live', ${plan.from}, ${plan.to}, ${plan.note})`);
    for (const [index, { id, revision }] of plan.chosen.entries()) {
      await tx.run(sql`INSERT INTO rollback_items (batch_id, position, action_id, revision) VALUES (${plan.batchId}, ${index + 1}, ${id}, ${revision})`);
    }
  });
  await Promise.all([sweep(async () => undefined), sweep(async () => undefined), advanceBatch(plan.batchId), advanceBatch(plan.batchId)]);
  for (const { id } of actions) {
    const rollbacks = await rollbacksOf(id);
    expect(rollbacks).toHaveLength(1);
    expect(await actionById(rollbacks[0]!.id)).toMatchObject({ requestedBy: cast.admin.id, statement: { reasoning: plan.note } });
    expect(await types({ id })).toContain("action.rollback_requested");
  }
  await sweep(async () => undefined);
  for (const { id } of actions) expect(await rollbacksOf(id)).toHaveLength(1);
});

test("what somebody rolled back by hand meanwhile, or rejects now, is reported as such", async () => {
  const [older, newer] = [await done(), await done()];
  const plan = await order();
  await rollBack(cast.reviewer, { id: newer.id, revision: 1, note: "by hand" });
  const id = await rollBackMany(cast.admin, plan);
  const [undoOlder] = await rollbacksOf(older.id);
  await reject(cast.reviewer, { ...(await seen(undoOlder!)), note: "this one was right" });
  await advanceBatch(id);
  const { items, finishedAt } = await batchView(id);
  expect(items).toMatchObject([{ refusal: expect.stringContaining("under way already") }, { rollback: { state: "rejected" } }]);
  expect(finishedAt).not.toBeNull();
});

test("whoever asked for a batch and is no admin any more, asks for nothing more", async () => {
  const action = await done();
  const plan = await order();
  const former = { ...cast.second, role: "admin" as const };
  await transact(async (tx) => {
    await tx.run(sql`INSERT INTO rollback_batches (id, requested_by, agent_id, mode, from_at, to_at, reason) VALUES (${plan.batchId}, ${former.id}, ${agent.id}, 'live', ${plan.from}, ${plan.to}, ${plan.note})`);
    await tx.run(sql`INSERT INTO rollback_items (batch_id, position, action_id, revision) VALUES (${plan.batchId}, 1, ${action.id}, 1)`);
  });
  await advanceBatch(plan.batchId);
  expect((await batchView(plan.batchId)).items).toMatchObject([{ rollback: null, refusal: expect.stringContaining("no admin any more") }]);
  expect(await rollbacksOf(action.id)).toEqual([]);
});
