import { beforeAll, expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import { db, sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { noticesOf } from "@/lib/notices/notices";
import type { Policy } from "@/lib/policy/types";
import { approve } from "./decide";
import { revise, reviseAndApprove } from "./revise";
import { actionById, revisionOf } from "./row";
import { addTool, all, assemble, propose, publish, seen, trail, types, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

const tier = (approvals: number, editor: boolean): Partial<Policy> => ({
  tiers: { medium: { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals }], undo: "0s", editor_may_approve: editor, execute_within: "24h" } } as Policy["tiers"],
  rules: [{ name: "no fortune", tools: ["refund"], when: "has(params.amount) && params.amount > 1000.0", effect: "block", because: "Over $1000" }],
});
const edit = (id: string, amount: number) => ({ id, revision: 1, params: { customer: "cus_81", amount }, note: "less", channel: "web" as const });

test("an edit voids the votes on the revision before, each on the record, and tells those who cast them", async () => {
  await publish(tier(2, false));
  const action = await propose(cast.agent);
  await approve(cast.second, await seen(action));
  expect(await revise(cast.reviewer, edit(action.id, 20))).toMatchObject({ revision: 2, summary: "refund $20.00 for cus_81", state: "pending" });
  expect((await trail(action)).slice(2)).toMatchObject([
    { type: "action.revised", actorId: cast.reviewer.id, data: { note: "less", new_revision: 2 } },
    { type: "action.vote_voided", actorId: cast.reviewer.id, data: { person: cast.second.id, verdict: "approve", reason: "revised", revision: 1 } },
  ]);
  expect((await noticesOf(cast.second)).notices[0]).toMatchObject({ kind: "vote_voided", actionId: action.id, text: expect.stringContaining("no longer counts") as string });
  // With two places the editor fills neither; two others do.
  await expect(approve(cast.reviewer, await seen(action))).rejects.toMatchObject({ code: "self_approval" });
  expect(await approve(cast.second, await seen(action))).toMatchObject({ state: "pending" });
  expect(await approve(cast.admin, await seen(action))).toMatchObject({ state: "approved" });
});

test("where the tier lets them, whoever edits approves in the same step, and with a quorum theirs is one vote of two", async () => {
  await publish(tier(1, true));
  const action = await propose(cast.agent);
  expect(await reviseAndApprove(cast.reviewer, edit(action.id, 20))).toMatchObject({ state: "approved", revision: 2 });
  expect(await types(action)).toEqual(["action.submitted", "action.revised", "action.approved"]);
  const hash = (await revisionOf({ id: action.id, revision: 2 })).payloadHash.toString("hex");
  expect((await trail(action)).at(-1)).toMatchObject({ actorId: cast.reviewer.id, data: { payload_hash: hash, note: "less" } });
  await publish(tier(2, true));
  const other = await propose(cast.agent);
  expect(await reviseAndApprove(cast.reviewer, edit(other.id, 20))).toMatchObject({ state: "pending", revision: 2 });
  expect(await approve(cast.second, await seen(other))).toMatchObject({ state: "approved" });
});

test("where it does not, where policy blocks the new payload, or where the params do not fit, nothing at all is changed", async () => {
  await publish(tier(1, false));
  const action = await propose(cast.agent);
  await expect(reviseAndApprove(cast.reviewer, edit(action.id, 20))).rejects.toMatchObject({ code: "self_approval" });
  await publish(tier(1, true));
  const other = await propose(cast.agent);
  await expect(reviseAndApprove(cast.reviewer, edit(other.id, 2_000))).rejects.toMatchObject({ code: "wrong_state", message: expect.stringContaining("Over $1000") as string });
  await expect(reviseAndApprove(cast.reviewer, { ...edit(other.id, 1), params: { amount: 1 } })).rejects.toMatchObject({ code: "invalid" });
  await expect(reviseAndApprove(cast.owner, edit(other.id, 1)), "the agent's owner").rejects.toMatchObject({ code: "self_approval" });
  await expect(reviseAndApprove(cast.auditor, edit(other.id, 1))).rejects.toMatchObject({ code: "not_permitted" });
  for (const { id } of [action, other]) {
    expect(await actionById(id)).toMatchObject({ revision: 1, state: "pending" });
    expect(await types({ id })).toEqual(["action.submitted"]);
  }
});

test("the stricter of both requirements holds: an action from before editors could approve keeps to that", async () => {
  await publish(tier(1, false));
  const action = await propose(cast.agent);
  await publish(tier(1, true));
  await expect(reviseAndApprove(cast.reviewer, edit(action.id, 20))).rejects.toMatchObject({ code: "self_approval" });
});

test("of an edit and an approval at once, one wins", async () => {
  await publish(tier(1, true));
  for (let round = 0; round < 5; round++) {
    const action = await propose(cast.agent);
    const { won, lost } = await all([reviseAndApprove(cast.reviewer, edit(action.id, 20)), approve(cast.second, await seen(action)), revise(cast.admin, edit(action.id, 30))]);
    expect(won.length).toBeGreaterThanOrEqual(1);
    for (const refusal of lost) expect(refusal).toMatchObject({ name: "Refusal" });
    const now = await actionById(action.id);
    const told = await types(action);
    expect(told.filter((type) => type === "action.revised")).toHaveLength(now.revision - 1);
    expect(told.filter((type) => type === "action.approved")).toHaveLength(now.state === "approved" ? 1 : 0);
    expect(now.revision).toBeLessThanOrEqual(2);
  }
});

test("an edit under a tool that has changed goes by the tool as it is now: what carries it out, and what can be undone", async () => {
  await publish(tier(1, true));
  await addTool("settle_bill", { access: "write", reversibility: "compensable", binding: { idempotent: true, rollBack: "succeeds" } });
  const action = await propose(cast.agent, "settle_bill");
  await transact(async (tx) => {
    await tx.run(sql`
      INSERT INTO tool_versions (id, tool_id, version, title, access, reversibility, params_schema, summary, sensitive, data_classes, connector_id, operation, binding)
      SELECT ${newId()}::uuid, v.tool_id, 2, v.title, 'destructive', 'irreversible', v.params_schema, v.summary, v.sensitive, v.data_classes, c.id, 'run', '{}'
        FROM tool_versions v, connectors c WHERE v.tool_id = ${action.toolId} AND c.name = 'by-agent'`);
    await tx.run(sql`UPDATE tools SET current_version = 2 WHERE id = ${action.toolId}`);
  });
  const { id: connectorId } = (await db.one<{ id: string }>(sql`SELECT id FROM connectors WHERE name = 'by-agent'`))!;
  expect(await revise(cast.reviewer, edit(action.id, 20))).toMatchObject({ tier: "high", reversibility: "irreversible", connectorId });
  const { fact, ...decision } = await seen(action);
  await expect(approve(cast.second, decision)).rejects.toMatchObject({ code: "fact_required" });
  expect(await approve(cast.second, { ...decision, fact }), "its agent runs it now").toMatchObject({ state: "approved", dueAt: null });
});
