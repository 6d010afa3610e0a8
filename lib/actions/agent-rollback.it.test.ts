import { beforeAll, expect, test, vi } from "vitest";
import { planBulkRollback, rollBackMany } from "@/lib/actions/recovery/bulk-rollback";
import { sweep } from "@/lib/actions/upkeep/sweep";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { agentActions, eventsAfter } from "./agent-queries";
import { approve } from "./decide";
import { execute } from "./execute";
import { grant, report } from "./grant";
import { previewRollback } from "@/lib/actions/review/preview-rollback";
import { rollBack } from "./roll-back";
import { actionById, type ActionRow } from "./row";
import { addTool, agentOf, all, assemble, propose, seen, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
  await addTool("hang_sign", { access: "write", connector: "by-agent", binding: { rollBack: true }, reversibility: "compensable" });
});

async function done(tool = "hang_sign", agent = cast.agent): Promise<ActionRow> {
  const action = await approve(cast.reviewer, await seen(await propose(agent, tool)));
  const granted = await grant(agent, action.id);
  expect(granted.undoes).toBeNull();
  return report(agent, action.id, { grant: granted.grant, outcome: "succeeded", detail: { sign: "s-17" } });
}

test("a tool that its agent runs, and can undo, is rolled back by that agent under a grant of its own", async () => {
  const action = await done();
  expect(await previewRollback(cast.reviewer, action.id)).toMatchObject({ possible: true, preview: { sentence: expect.stringContaining("agent undoes this itself"), changedSince: null } });
  const undo = await rollBack(cast.second, { id: action.id, revision: 1, note: "wrong door" });
  expect(undo).toMatchObject({ state: "pending", rollbackOf: action.id });
  await expect(grant(cast.agent, undo.id), "not before it is approved").rejects.toMatchObject({ code: "wrong_state" });
  await approve(cast.reviewer, await seen(undo));

  // No worker takes it; the agent finds it by its list and by the action's own events.
  await sweep(async () => undefined);
  expect(await execute(cast.worker, undo.id)).toBeUndefined();
  const { actions } = await agentActions(cast.agent, { limit: 10, states: ["approved"], runByAgent: true });
  expect(actions.map(({ id }) => id)).toEqual([undo.id]);
  expect((await agentActions(cast.agent, { limit: 10, rollbackOf: action.id })).actions.map(({ id }) => id)).toEqual([undo.id]);
  expect((await agentActions(cast.agent, { limit: 10, states: ["approved"], runByAgent: false })).actions).toEqual([]);
  expect((await eventsAfter(action.id, 0)).at(-1)).toMatchObject({ type: "action.rollback_requested", data: { rollback: undo.id } });

  const granted = await grant(cast.agent, undo.id);
  expect(granted.undoes).toEqual({ action: action.id, params: { customer: "cus_81", amount: 120 }, result: { sign: "s-17" }, force: false });
  expect(granted.payloadHash).not.toBe((await seen(action)).payloadHash);
  const { won, lost } = await all([1, 2, 3].map(() => report(cast.agent, undo.id, { grant: granted.grant, outcome: "succeeded" })));
  expect([won.length, lost.length]).toEqual([1, 2]);
  expect(await actionById(action.id)).toMatchObject({ state: "rolled_back" });
  expect(await actionById(undo.id)).toMatchObject({ state: "succeeded", outcome: { by: "agent" } });
});

test("a rollback that the agent reports as failed leaves the action as it was, to be rolled back again", async () => {
  const action = await done();
  const undo = await approve(cast.reviewer, await seen(await rollBack(cast.second, { id: action.id, revision: 1, note: "wrong door" })));
  const { grant: token } = await grant(cast.agent, undo.id);
  await report(cast.agent, undo.id, { grant: token, outcome: "failed", detail: "the ladder is gone" });
  expect(await actionById(action.id)).toMatchObject({ state: "succeeded" });
  expect(await rollBack(cast.second, { id: action.id, revision: 1, note: "once more" })).toMatchObject({ state: "pending" });
});

test("a tool whose binding does not say that its agent can undo it is not rolled back", async () => {
  await addTool("paint", { access: "write", connector: "by-agent", binding: {}, reversibility: "compensable" });
  const action = await done("paint");
  await expect(rollBack(cast.second, { id: action.id, revision: 1, note: "wrong colour" })).rejects.toMatchObject({ code: "wrong_state", message: expect.stringContaining("does not say") });
});

test("another agent never gets the grant of a rollback", async () => {
  const action = await done();
  const undo = await approve(cast.reviewer, await seen(await rollBack(cast.second, { id: action.id, revision: 1, note: "wrong door" })));
  const stranger = await agentOf(cast.owner, "stranger-bot");
  await expect(grant(stranger, undo.id)).rejects.toMatchObject({ code: "not_found" });
});

test("rollbacks of a batch are granted in turn, the newest effect first", async () => {
  const agent = await agentOf(cast.owner, "sign-bot");
  const [older, newer] = [await done("hang_sign", agent), await done("hang_sign", agent)];
  const scope = { agentId: agent.id, from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000), mode: "live" as const };
  const { items } = await planBulkRollback(cast.admin, scope);
  await rollBackMany(cast.admin, { ...scope, batchId: newId(), note: "all wrong", chosen: items });
  const undoing = async (id: string) => (await db.one<{ id: string }>(sql`SELECT id FROM actions WHERE rollback_of = ${id}`))!;
  const [undoOlder, undoNewer] = [await undoing(older.id), await undoing(newer.id)];
  for (const undo of [undoOlder, undoNewer]) await approve(cast.reviewer, await seen(undo));
  await expect(grant(agent, undoOlder.id)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("waits for those of newer actions") });
  const { grant: token } = await grant(agent, undoNewer.id);
  await report(agent, undoNewer.id, { grant: token, outcome: "succeeded" });
  expect((await grant(agent, undoOlder.id)).undoes).toMatchObject({ action: older.id });
});
