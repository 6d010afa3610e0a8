import { beforeAll, expect, test, vi } from "vitest";
import { halt, liftHalt, openHalts } from "@/lib/actions/halts/halt";
import { resolveLease, sweep } from "@/lib/actions/upkeep/sweep";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { claimDue, noteSending, renew } from "./claim";
import { backoff, conclude } from "./conclude";
import { approve } from "./decide";
import { execute, executeAll } from "./execute";
import { grant, report } from "./grant";
import { retry } from "./retry";
import { previewRollback } from "@/lib/actions/review/preview-rollback";
import { rollBack } from "./roll-back";
import { actionById, type ActionRow } from "./row";
import { settle } from "./settle";
import { addTool, agentOf, all, assemble, pass, propose, seen, trail, types, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
  await addTool("fails", { access: "read", binding: { fail: "failed" } });
  await addTool("flaky", { access: "read", binding: { fail: "retry" } });
  await addTool("loses", { access: "read", binding: { fail: "unknown" } });
  await addTool("throws", { access: "read", binding: { fail: "throw" } });
  await addTool("moved_on", { access: "write", reversibility: "compensable", binding: { rollBack: "changed" } });
  await addTool("short_window", { access: "write", reversibility: "compensable", binding: { rollBack: "succeeds" }, rollbackWithin: 60 });
});

async function approved(tool = "refund"): Promise<ActionRow> {
  return approve(cast.reviewer, await seen(await propose(cast.agent, tool)));
}

test("an approved action is executed once, and the trail tells the whole life", async () => {
  const action = await approved();
  expect(await execute(cast.worker, action.id)).toMatchObject({ state: "succeeded", outcome: { by: "worker", response: { ok: true } } });
  expect(await execute(cast.worker, action.id)).toBeUndefined();
  expect(await types(action)).toEqual(["action.submitted", "action.approved", "action.claimed", "action.succeeded"]);
  expect(await db.all(sql`SELECT number, outcome, worker FROM attempts WHERE action_id = ${action.id}`)).toEqual([{ number: 1, outcome: "succeeded", worker: "worker-1" }]);
});

test("of fifty workers at one action, one claims it", async () => {
  const action = await approved();
  const { won } = await all(Array.from({ length: 50 }, (_, index) => execute({ kind: "worker", id: `worker-${index}` }, action.id)));
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await types(action)).toEqual(["action.submitted", "action.approved", "action.claimed", "action.succeeded"]);
});

test("one job's actions are claimed together, each as what it is: a first try, a later one, a second revision; what is not due is left", async () => {
  const [first, later, revised, waiting] = [await approved(), await propose(cast.agent, "flaky"), await propose(cast.agent, "fails"), await propose(cast.agent)];
  await executeAll(cast.worker, [later.id, revised.id]);
  await pass(later, 3);
  await retry(cast.admin, { id: revised.id, revision: 1, note: "The target is mended" });

  await executeAll(cast.worker, [waiting.id, revised.id, first.id, later.id]);
  const claims = async (action: ActionRow) => (await trail(action)).filter(({ type }) => type === "action.claimed").map(({ data }) => data);
  expect(await claims(first)).toEqual([{ attempt: 1, fence: 1, from: "approved", to: "executing", revision: 1 }]);
  expect(await claims(later)).toMatchObject([{ attempt: 1, fence: 1, from: "approved" }, { attempt: 2, fence: 2, from: "executing" }]);
  expect(await claims(revised)).toMatchObject([{ attempt: 1, fence: 1, revision: 1 }, { attempt: 1, fence: 2, revision: 2, from: "approved" }]);
  expect(await claims(waiting)).toEqual([]);
  expect([await actionById(first.id), await actionById(waiting.id)]).toMatchObject([{ state: "succeeded" }, { state: "pending", attemptCount: 0 }]);
});

test("nothing that is not approved is executed", async () => {
  const action = await propose(cast.agent);
  expect(await execute(cast.worker, action.id)).toBeUndefined();
  expect(await actionById(action.id)).toMatchObject({ state: "pending", attemptCount: 0 });
});

for (const [what, tamper] of [
  ["params", `UPDATE revisions SET canonical = replace(canonical, '120', '121') WHERE action_id = $1`],
  ["hash", `UPDATE revisions SET payload_hash = sha256('x') WHERE action_id = $1`],
  ["tool version", `UPDATE tool_versions SET binding = '{"idempotent":true,"delayMs":1}' WHERE id = (SELECT tool_version_id FROM revisions WHERE action_id = $1)`],
  ["connector version", `UPDATE connector_versions SET config = '{"host":"evil"}' WHERE id = (SELECT connector_version_id FROM revisions WHERE action_id = $1)`],
  ["mode", `UPDATE actions SET dry_run = true WHERE id = $1`],
] as const) {
  test(`I3: one byte of the ${what} changed after approval is refused before the effect`, async () => {
    const name = `tampered_${what.replace(" ", "_")}`;
    await addTool(name, { access: "write", binding: { idempotent: true } });
    const action = await approved(name);
    await database.asOwner(async (client) => {
      const undo = what === "connector version" ? (await client.query("SELECT config FROM connector_versions WHERE id = (SELECT connector_version_id FROM revisions WHERE action_id = $1)", [action.id])).rows[0].config : null;
      await client.query("SET session_replication_role = DEFAULT; ALTER TABLE revisions DISABLE TRIGGER ALL; ALTER TABLE tool_versions DISABLE TRIGGER USER; ALTER TABLE connector_versions DISABLE TRIGGER USER").catch(() => undefined);
      for (const table of ["revisions", "tool_versions", "connector_versions"]) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_fixed`);
      await client.query(tamper, [action.id]);
      expect(await execute(cast.worker, action.id)).toMatchObject({ state: "failed", outcome: { reason: expect.stringContaining("Refused") } });
      if (undo) await client.query("UPDATE connector_versions SET config = $2 WHERE id = (SELECT connector_version_id FROM revisions WHERE action_id = $1)", [action.id, undo]);
      for (const table of ["revisions", "tool_versions", "connector_versions"]) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER ${table}_fixed`);
    });
    expect((await trail(action)).at(-1)).toMatchObject({ type: "action.failed" });
    expect(await db.one(sql`SELECT sent_at FROM attempts WHERE action_id = ${action.id}`)).toEqual({ sentAt: null });
  });
}

test("what fails for good is failed; what may pass is tried again, later each time, and then given up", async () => {
  expect(await execute(cast.worker, (await propose(cast.agent, "fails")).id)).toMatchObject({ state: "failed", outcome: { reason: "It was told to fail" } });
  const action = await propose(cast.agent, "flaky");
  for (let attempt = 1; attempt <= 4; attempt++) {
    expect(await execute(cast.worker, action.id)).toMatchObject({ state: "executing", attemptCount: attempt, leaseUntil: null });
    expect(await execute(cast.worker, action.id), "not before it is due").toBeUndefined();
    await pass(action, 400);
  }
  expect(await execute(cast.worker, action.id)).toMatchObject({ state: "failed", attemptCount: 5 });
  expect((await types(action)).filter((type) => type === "action.postponed")).toHaveLength(4);
});

test("the wait between attempts doubles, never falls below what the target asked, and spreads", () => {
  expect([1, 2, 3, 4, 20].map((attempt) => backoff(attempt, 0, () => 1))).toEqual([2, 4, 8, 16, 300]);
  expect([1, 2, 3].map((attempt) => backoff(attempt, 0, () => 0))).toEqual([1, 2, 4]);
  expect(backoff(1, 60, () => 0)).toBe(60);
});

test("I5: an outcome that nobody knows is unknown, until a person settles it with a reason", async () => {
  const action = await propose(cast.agent, "loses");
  expect(await execute(cast.worker, action.id)).toMatchObject({ state: "unknown" });
  expect(await execute(cast.worker, action.id)).toBeUndefined();
  const unknown = await actionById(action.id);
  await expect(settle(cast.auditor, { id: action.id, revision: 1, as: "happened", note: "saw it" })).rejects.toMatchObject({ code: "not_permitted" });
  const { won, lost } = await all([
    settle(cast.reviewer, { id: action.id, revision: unknown.revision, as: "happened", note: "in the target's list" }),
    settle(cast.second, { id: action.id, revision: unknown.revision, as: "did_not_happen", note: "not in the target's list" }),
  ]);
  expect([won.length, lost.length]).toEqual([1, 1]);
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.settled" });
});

test("I5: a worker that dies in the middle: with a key it is tried again, without one it is unknown, and a late result is refused", async () => {
  for (const [tool, state] of [["refund", "executing"], ["wire", "unknown"]] as const) {
    const action = await approved(tool);
    const { held } = (await claimDue(cast.worker, [action.id], 60))[0]!;
    expect(await noteSending(held)).toBe(true);
    expect(await resolveLease(action.id), "while the lease runs").toBe(false);
    await pass(action, 61);
    expect(await noteSending(held), "a paused worker may not begin").toBe(false);
    expect(await renew(held, 60), "nor hold on").toBe(false);
    expect(await resolveLease(action.id)).toBe(true);
    expect(await actionById(action.id)).toMatchObject({ state, leaseUntil: null });

    const late = await conclude(cast.worker, held, { outcome: { kind: "succeeded", response: "late" }, dryRun: false, uncertainBefore: false });
    expect(late).toBeUndefined();
    expect(await actionById(action.id)).toMatchObject({ state });
    expect((await trail(action)).at(-1)).toMatchObject({ type: "action.late_result_refused", data: { kind: "succeeded" } });
    if (state === "executing") expect(await execute(cast.worker, action.id)).toMatchObject({ state: "succeeded", attemptCount: 2 });
  }
});

test("I5: a worker that dies before anything was sent is safe to try again, key or not", async () => {
  const action = await approved("wire");
  await claimDue(cast.worker, [action.id], 60);
  await pass(action, 61);
  await resolveLease(action.id);
  expect(await execute(cast.worker, action.id)).toMatchObject({ state: "succeeded", attemptCount: 2 });
});

test("I5: what ends its worker every time is left to a person after ten claims, key or not", async () => {
  const action = await approved();
  for (let round = 1; round <= 10; round++) {
    await claimDue(cast.worker, [action.id], 60);
    await pass(action, 61);
    await resolveLease(action.id);
  }
  expect(await actionById(action.id)).toMatchObject({ state: "unknown", attemptCount: 10 });
});

test("I4: with every job lost, the sweeper finds what is due", async () => {
  const action = await approved();
  await pass(action, 10);
  await sweep(async (ids) => {
    expect(ids).toContain(action.id);
    await Promise.all(ids.map((id) => execute(cast.worker, id)));
  });
  expect(await actionById(action.id)).toMatchObject({ state: "succeeded" });
});

test("I11: an approval that is not executed within its second clock expires and is never claimed", async () => {
  const action = await approved();
  await pass(action, 25 * 3600);
  expect(await execute(cast.worker, action.id)).toBeUndefined();
  await sweep(async () => undefined);
  expect(await actionById(action.id)).toMatchObject({ state: "expired" });
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.expired", data: { clock: "execution" } });
});

test("a halt stops every claim from its commit on, rollbacks pass unless it names them, and lifting it resumes", async () => {
  const done = await approved();
  await execute(cast.worker, done.id);
  const waiting = await approved();
  await expect(halt(cast.reviewer, { scope: "all", targetId: null, rollbacks: false, reason: "stop" })).rejects.toMatchObject({ code: "not_permitted" });
  const id = await halt(cast.admin, { scope: "all", targetId: null, rollbacks: false, reason: "Something is wrong" });
  await expect(halt(cast.admin, { scope: "all", targetId: null, rollbacks: false, reason: "again" })).rejects.toMatchObject({ code: "conflict" });
  expect(await openHalts()).toMatchObject([{ scope: "all", reason: "Something is wrong" }]);
  expect(await execute(cast.worker, waiting.id)).toBeUndefined();

  const undo = await rollBack(cast.reviewer, { id: done.id, revision: 1, note: "wrong" });
  await approve(cast.second, await seen(undo));
  expect(await execute(cast.worker, undo.id)).toMatchObject({ state: "succeeded" });

  await liftHalt(cast.admin, { id, reason: "Found it" });
  expect(await execute(cast.worker, waiting.id)).toMatchObject({ state: "succeeded" });
  expect(await db.all(sql`SELECT type FROM audit_events WHERE subject_id = ${id} ORDER BY seq`)).toEqual([{ type: "halt.set" }, { type: "halt.lifted" }]);
});

test("a halt of one agent, tool or connector leaves the others alone", async () => {
  const other = await agentOf(cast.owner, "halted-bot");
  const id = await halt(cast.admin, { scope: "agent", targetId: other.id, rollbacks: false, reason: "this one" });
  const [theirs, ours] = [await propose(other, "look_up"), await propose(cast.agent, "look_up")];
  expect(await execute(cast.worker, theirs.id)).toBeUndefined();
  expect(await execute(cast.worker, ours.id)).toMatchObject({ state: "succeeded" });
  await liftHalt(cast.admin, { id, reason: "done" });
});

test("a dry run goes through everything and the connector previews in place of the effect", async () => {
  const action = await propose(cast.agent, "look_up", { customer: "cus_1" }, { dry_run: true });
  expect(await execute(cast.worker, action.id)).toMatchObject({ state: "succeeded", dryRun: true, outcome: { dryRun: true, response: { sentence: "Nothing happens" } } });
  await expect(rollBack(cast.reviewer, { id: action.id, revision: 1, note: "undo" })).rejects.toMatchObject({ code: "wrong_state" });
});

test("a rollback is an action of its own: approved by somebody else, executed, and the original is rolled back", async () => {
  const action = await approved();
  await execute(cast.worker, action.id);
  expect(await previewRollback(cast.reviewer, action.id)).toMatchObject({ possible: true, preview: { changedSince: [] } });
  const undo = await rollBack(cast.reviewer, { id: action.id, revision: 1, note: "wrong amount" });
  expect(undo).toMatchObject({ state: "pending", rollbackOf: action.id, requestedBy: cast.reviewer.id, summary: "Undo: refund $120.00 for cus_81" });
  await expect(approve(cast.reviewer, await seen(undo))).rejects.toMatchObject({ code: "self_approval" });
  await approve(cast.second, await seen(undo));
  expect(await execute(cast.worker, undo.id)).toMatchObject({ state: "succeeded" });
  expect(await actionById(action.id)).toMatchObject({ state: "rolled_back" });
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.rolled_back", data: { rollback: undo.id } });
  expect(await previewRollback(cast.reviewer, undo.id)).toMatchObject({ possible: false });
});

test("of fifty people who ask for the same rollback at once, one gets it, and nobody waits for a connection of their own", async () => {
  const action = await approved();
  await execute(cast.worker, action.id);
  const { won, lost } = await all(Array.from({ length: 50 }, (_, index) => rollBack(index % 2 ? cast.reviewer : cast.second, { id: action.id, revision: 1, note: "undo" })));
  expect(won).toHaveLength(1);
  for (const refusal of lost) expect(refusal).toMatchObject({ code: "wrong_state", message: expect.stringContaining("under way") });
});

test("a rollback stops when the target has changed since, showing the difference; an admin may force it with a reason", async () => {
  const action = await approved("moved_on");
  await execute(cast.worker, action.id);
  const undo = await rollBack(cast.reviewer, { id: action.id, revision: 1, note: "undo" });
  await approve(cast.second, await seen(undo));
  expect(await execute(cast.worker, undo.id)).toMatchObject({ state: "failed", outcome: { difference: [{ field: "state" }] } });
  expect(await actionById(action.id)).toMatchObject({ state: "succeeded" });
  await expect(rollBack(cast.reviewer, { id: action.id, revision: 1, note: "undo", force: true })).rejects.toMatchObject({ code: "not_permitted" });
  const forced = await rollBack(cast.admin, { id: action.id, revision: 1, note: "we agreed", force: true });
  expect(forced.tier).toBe("high");
  await approve(cast.second, await seen(forced));
  expect(await execute(cast.worker, forced.id)).toMatchObject({ state: "succeeded" });
});

test("I5: a target that has changed after an attempt that may have undone it leaves the rollback unknown, not failed", async () => {
  const action = await approved("moved_on");
  await execute(cast.worker, action.id);
  const undo = await rollBack(cast.reviewer, { id: action.id, revision: 1, note: "undo" });
  await approve(cast.second, await seen(undo));
  const { held } = (await claimDue(cast.worker, [undo.id], 60))[0]!;
  const difference = [{ field: "state", from: "as we left it", to: "changed" }];
  const concluded = await conclude(cast.worker, held, { outcome: { kind: "changed", reason: "It has changed", difference }, dryRun: false, uncertainBefore: true });
  expect(concluded).toMatchObject({ state: "unknown", outcome: { difference } });
  expect((await trail(undo)).at(-1)).toMatchObject({ type: "action.lost_track" });
});

test("after its window a rollback is refused with the reason", async () => {
  const action = await approved("short_window");
  await execute(cast.worker, action.id);
  await pass(action, 61);
  expect(await previewRollback(cast.reviewer, action.id)).toEqual({ possible: false, reason: "Its rollback window is over: this tool can be rolled back for 1 minute after it took effect." });
});

test("a failed action is retried by hand as a new revision, classified again, with a new key", async () => {
  const action = await propose(cast.agent, "fails");
  await execute(cast.worker, action.id);
  expect(await retry(cast.reviewer, { id: action.id, revision: 1, note: "the target is back" })).toMatchObject({ state: "approved", revision: 2, attemptCount: 0 });
  expect(await execute(cast.worker, action.id)).toMatchObject({ state: "failed", revision: 2 });
  expect(await types(action)).toEqual(["action.submitted", "action.claimed", "action.failed", "action.retried", "action.claimed", "action.failed"]);
});

test("an agent that runs its own tool gets a grant after approval, once, and reports once", async () => {
  const waiting = await propose(cast.agent, "own_hands");
  await expect(grant(cast.agent, waiting.id)).rejects.toMatchObject({ name: "Refusal", status: 409 });
  await approve(cast.reviewer, await seen(waiting));
  expect(await execute(cast.worker, waiting.id), "no worker runs it").toBeUndefined();
  const stranger = await agentOf(cast.owner, "stranger");
  await expect(grant(stranger, waiting.id)).rejects.toMatchObject({ code: "not_found" });

  const [first, again] = [await grant(cast.agent, waiting.id), await grant(cast.agent, waiting.id)];
  expect(first.params).toEqual({ customer: "cus_81", amount: 120 });
  expect((await actionById(waiting.id)).attemptCount).toBe(1);
  await expect(report(cast.agent, waiting.id, { grant: `${first.grant}x`, outcome: "succeeded" })).rejects.toMatchObject({ code: "not_permitted" });
  const { won, lost } = await all(Array.from({ length: 10 }, () => report(cast.agent, waiting.id, { grant: again.grant, outcome: "succeeded", detail: { ok: 1 } })));
  expect(won).toHaveLength(1);
  expect(won[0]).toMatchObject({ state: "succeeded", outcome: { by: "agent" } });
  for (const refusal of lost) expect(refusal).toMatchObject({ code: "already_decided" });
});

test("a grant that is never reported becomes unknown, and a report after that is refused", async () => {
  const action = await approved("own_hands");
  const { grant: token } = await grant(cast.agent, action.id);
  await pass(action, 16 * 60);
  await sweep(async () => undefined);
  expect(await actionById(action.id)).toMatchObject({ state: "unknown" });
  await expect(report(cast.agent, action.id, { grant: token, outcome: "succeeded" })).rejects.toMatchObject({ code: "expired" });
});

test("an attempt that throws is tried again when nothing was sent or it may be repeated, and unknown otherwise", async () => {
  expect(await execute(cast.worker, (await propose(cast.agent, "throws")).id)).toMatchObject({ state: "unknown" });
});
