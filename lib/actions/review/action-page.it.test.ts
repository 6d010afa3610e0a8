import { beforeAll, expect, test, vi } from "vitest";
import { approve, reject, takeBackVote } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { rollBack } from "@/lib/actions/roll-back";
import { addTool, agentOf, assemble, propose, publish, seen, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/ids";
import { actionInFull } from "./action-page";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
  await addTool("charge", { access: "write", sensitive: ["/card"] });
});

test("a page shows what was proposed, why it waits, and who may do what, with sensitive values masked", async () => {
  const action = await propose(cast.agent, "charge", { customer: "cus_9", card: "4242424242424242" }, { statement: { reasoning: "Trust me", confidence: 0.5 } });
  const page = await actionInFull(cast.reviewer, action.id);
  expect(page).toMatchObject({
    state: "pending",
    tier: "medium",
    masked: true,
    params: { customer: "cus_9", card: "••••42" },
    agent: { name: "support-bot" },
    connector: { name: "nothing", kind: "noop" },
    statement: { reasoning: "Trust me", confidence: 0.5 },
    classification: { reasons: [{ rule: "defaults.write" }], slots: [{ group: "reviewers", approvals: 1 }] },
    may: { approve: true, reject: true, cancel: true, release: null, settle: null, retry: null, rollBack: null, takeBack: false, alone: false },
    timeline: [{ number: 1, type: "action.submitted", who: { kind: "agent", name: "support-bot", mine: false } }],
  });
  expect(page.payloadHash).toBe((await seen(action)).payloadHash);
  expect(JSON.stringify(page)).not.toContain("4242424242");
});

test("buttons know the reason: auditors read, owners do not approve their own", async () => {
  const { id } = await propose(cast.agent);
  expect((await actionInFull(cast.auditor, id)).may).toMatchObject({ approve: expect.stringContaining("Auditors read"), reject: expect.stringContaining("Auditors"), cancel: expect.stringContaining("Auditors") });
  expect((await actionInFull(cast.owner, id)).may).toMatchObject({ approve: expect.stringContaining("You own the agent"), reject: true });
  const blocked = await propose(await agentOf(cast.owner, "reader", "read_only"));
  expect((await actionInFull(cast.reviewer, blocked.id)).may).toMatchObject({ approve: null, release: expect.stringContaining("Only admins"), cancel: true });
  expect((await actionInFull(cast.admin, blocked.id)).may).toMatchObject({ release: true });
});

test("while an approval may be taken back, only who gave it is offered that, and its vote stays on the page afterwards", async () => {
  await publish({ tiers: { medium: { review: "before", within: "2h", approve: [{ group: "reviewers", approvals: 1 }], undo: "60s" } } } as never);
  const action = await propose(cast.agent);
  await approve(cast.reviewer, await seen(action));
  const mine = await actionInFull(cast.reviewer, action.id);
  expect(mine.effectAt).not.toBeNull();
  expect(mine.may).toMatchObject({ takeBack: true, reject: true });
  expect((await actionInFull(cast.second, action.id)).may).toMatchObject({ takeBack: false, approve: expect.stringContaining("about to take effect"), reject: true });
  await takeBackVote(cast.reviewer, action);
  expect(await actionInFull(cast.reviewer, action.id)).toMatchObject({
    effectAt: null,
    may: { takeBack: false, approve: true },
    decisions: [{ who: "Rita", mine: true, verdict: "approve", voided: "taken back" }],
  });
  await publish();
});

test("an executed action shows its attempt, and links to the rollback that undoes it and back", async () => {
  const action = await propose(cast.agent);
  await approve(cast.reviewer, { ...(await seen(action)), note: "Fine" });
  await execute(cast.worker, action.id);
  const done = await actionInFull(cast.reviewer, action.id);
  expect(done).toMatchObject({ state: "succeeded", attempts: [{ number: 1, outcome: "succeeded" }], outcome: { by: "worker" }, may: { rollBack: true, approve: null, cancel: null } });
  const rollback = await rollBack(cast.reviewer, { id: action.id, revision: 1, note: "Wrong customer" });
  expect(await actionInFull(cast.reviewer, action.id)).toMatchObject({ undoneBy: [{ id: rollback.id, state: "pending" }], may: { rollBack: expect.stringContaining("under way") } });
  expect(await actionInFull(cast.reviewer, rollback.id)).toMatchObject({
    rollback: true,
    requestedBy: "Rita",
    undoes: { id: action.id, summary: action.summary, state: "succeeded" },
    statement: { reasoning: "Wrong customer" },
    may: { approve: expect.stringContaining("asked for this yourself") },
  });
});

test("a rejected action says who and why, and offers nothing more", async () => {
  const action = await propose(cast.agent);
  await reject(cast.second, { ...(await seen(action)), note: "Wrong amount" });
  const page = await actionInFull(cast.reviewer, action.id);
  expect(page.decisions).toMatchObject([{ who: "Sami", verdict: "reject", note: "Wrong amount", voided: null }]);
  expect(page.may).toMatchObject({ approve: null, reject: null, cancel: null, release: null, settle: null, retry: null, rollBack: null });
});

test("an action that is not there is refused", async () => {
  await expect(actionInFull(cast.reviewer, newId())).rejects.toMatchObject({ code: "not_found" });
});
