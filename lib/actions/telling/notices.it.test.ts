import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { deactivatePerson } from "@/lib/actions/desk/deactivate-person";
import { execute } from "@/lib/actions/execute";
import { grant } from "@/lib/actions/grant";
import { halt, liftHalt, openHalts } from "@/lib/actions/halts/halt";
import { retry } from "@/lib/actions/retry";
import { rollBack } from "@/lib/actions/roll-back";
import { actionById, type ActionRow } from "@/lib/actions/row";
import { settle } from "@/lib/actions/settle";
import { addTool, agentOf, assemble, pass, propose, publish, seen, type Cast } from "@/lib/actions/testing";
import { resolveLease, sweep } from "@/lib/actions/upkeep/sweep";
import type { Agent } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { markRead, noticesOf, unreadCount } from "@/lib/notices/notices";
import { eventsAbout, fixture } from "@/lib/people/testing";
import { changeSetting } from "@/lib/settings";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
let agent: Agent;
let count = 0;
beforeAll(async () => {
  cast = await assemble();
  await addTool("fails", { access: "read", binding: { fail: "failed" } });
  await addTool("fails_too", { access: "read", binding: { fail: "failed" } });
  await addTool("loses", { access: "read", binding: { fail: "unknown" } });
  await addTool("moved_on", { access: "write", reversibility: "compensable", binding: { rollBack: "changed" } });
});
beforeEach(async () => {
  agent = await agentOf(cast.owner, `noticed-bot-${++count}`);
  for (const person of [cast.owner, cast.admin]) await markRead(person, "all");
});

const run = async (tool: string, by: Agent = agent) => (await execute(cast.worker, (await propose(by, tool)).id))!;
const approved = async (tool: string): Promise<ActionRow> => approve(cast.reviewer, await seen(await propose(agent, tool)));
const unread = async (person = cast.admin) => (await noticesOf(person)).notices.filter(({ read }) => !read);
const idle = async () => undefined;

test("an action that failed for good, or whose outcome nobody knows, is told to its agent's owner and to the admins, and to nobody else", async () => {
  const failed = await run("fails");
  const lost = await run("loses");
  for (const person of [cast.owner, cast.admin]) {
    expect(await unread(person)).toMatchObject([
      { kind: "unknown", actionId: lost.id, text: expect.stringContaining("somebody has to find out") },
      { kind: "failed", actionId: failed.id, text: expect.stringContaining("It was told to fail") },
    ]);
    expect(await unreadCount(person)).toBe(2);
  }
  for (const person of [cast.reviewer, cast.auditor]) expect(await unreadCount(person)).toBe(0);
});

test("what succeeds, what is tried again and what is a test is nobody's news", async () => {
  await run("look_up");
  await run("fails", { ...agent, mode: "test" });
  expect(await unread()).toEqual([]);
});

test("a grant that was never reported, and a worker that died in the middle, are told too", async () => {
  const own = await approved("own_hands");
  await grant(agent, own.id);
  await pass(own, 3_600);
  await resolveLease(own.id);
  expect(await unread(cast.owner)).toMatchObject([{ kind: "unknown", actionId: own.id }]);
});

test("a rollback that met a conflict is told to who asked for it as well", async () => {
  const action = await approved("moved_on");
  await execute(cast.worker, action.id);
  const undo = await rollBack(cast.second, { id: action.id, revision: 1, note: "wrong" });
  await approve(cast.reviewer, await seen(undo));
  await execute(cast.worker, undo.id);
  for (const person of [cast.second, cast.owner, cast.admin]) expect(await unread(person)).toMatchObject([{ kind: "conflict", actionId: undo.id }]);
});

test("a due action that waits on a halt is told once, however often the sweeper meets it", async () => {
  const action = await approved("wire");
  const id = await halt(cast.admin, { scope: "agent", targetId: agent.id, rollbacks: false, reason: "looking into it" });
  await pass(action, 60);
  await Promise.all([sweep(idle), sweep(idle)]);
  await sweep(idle);
  expect(await unread()).toMatchObject([{ kind: "halted", actionId: action.id }]);
  await liftHalt(cast.admin, { id, reason: "fine" });
  expect(await execute(cast.worker, action.id)).toMatchObject({ state: "succeeded" });
});

test("what waits on a halt does not keep the sweeper from delivering the rest", async () => {
  const held = await approved("wire");
  await pass(held, 60);
  const id = await halt(cast.admin, { scope: "agent", targetId: agent.id, rollbacks: false, reason: "looking into it" });
  const free = await approve(cast.reviewer, await seen(await propose(cast.agent, "wire")));
  await pass(free, 60);
  const delivered: string[] = [];
  await sweep(async (ids) => void delivered.push(...ids));
  expect(delivered).toContain(free.id);
  expect(delivered).not.toContain(held.id);
  await liftHalt(cast.admin, { id, reason: "fine" });
});

test("an approval that loses its quorum is told", async () => {
  await publish({ tiers: { medium: { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 1 }], undo: "1h", editor_may_approve: false, execute_within: "24h" } } as never });
  const leaver = await fixture("reviewer", "Lea", ["reviewers"]);
  const action = await propose(agent, "wire");
  await approve(leaver, await seen(action));
  expect((await actionById(action.id)).quorumAt).not.toBeNull();
  await deactivatePerson(cast.admin, { personId: leaver.id });
  expect(await unread(cast.owner)).toMatchObject([{ kind: "quorum_lost", actionId: action.id }]);
  await publish();
});

const toolId = async (name: string) => (await db.one<{ id: string }>(sql`SELECT id FROM tools WHERE name = ${name}`))!.id;

test("three failures in a row tell a human, six halt the tool, and lifting the halt begins the count anew", async () => {
  const kinds = async () => (await unread()).map(({ kind }) => kind).filter((kind) => kind !== "failed");
  for (let failure = 1; failure <= 2; failure++) await run("fails");
  expect(await kinds()).toEqual([]);
  await run("fails");
  expect(await kinds()).toEqual(["failing"]);
  for (let failure = 4; failure <= 5; failure++) await run("fails");
  expect(await kinds()).toEqual(["failing"]);
  await run("fails");
  expect(await kinds()).toEqual(["paused", "failing"]);
  const [standing] = await openHalts();
  expect(standing).toMatchObject({ scope: "tool", targetName: "fails", cause: "failures", setBy: null, rollbacks: false, reason: expect.stringContaining("6 actions of") });
  expect((await eventsAbout(standing!.id)).map(({ type }) => type)).toEqual(["halt.set"]);
  expect((await eventsAbout(await toolId("fails"))).map(({ type }) => type)).toContain("tool.failed_repeatedly");
  expect(await execute(cast.worker, (await propose(agent, "fails")).id), "nothing of it is executed").toBeUndefined();

  await liftHalt(cast.admin, { id: standing!.id, reason: "the target is back" });
  await run("fails");
  expect(await openHalts()).toEqual([]);
});

test("outcomes that nobody knows count as failures, and what a person settles is no new one", async () => {
  await addTool("loses_each", { access: "read", binding: { fail: "unknown" } });
  const lost: ActionRow[] = [];
  for (let failure = 1; failure <= 6; failure++) lost.push(await run("loses_each"));
  expect((await unread()).map(({ kind }) => kind).filter((kind) => kind !== "unknown")).toEqual(["paused", "failing"]);
  const [standing] = (await openHalts()).filter(({ targetName }) => targetName === "loses_each");
  await liftHalt(cast.admin, { id: standing!.id, reason: "the target is back" });
  for (const { id } of lost) await settle(cast.reviewer, { id, revision: 1, as: "did_not_happen", note: "looked" });
  await run("loses_each");
  expect((await openHalts()).filter(({ targetName }) => targetName === "loses_each")).toEqual([]);
});

test("a success, another agent, another tool and the hour each begin a count of their own", async () => {
  const other = await agentOf(cast.owner, "other-noticed-bot");
  for (let round = 1; round <= 2; round++) {
    await run("fails_too");
    await run("fails_too", other);
    await run("fails");
  }
  expect((await unread()).map(({ kind }) => kind)).not.toContain("failing");
  await db.run(sql`UPDATE actions SET state_at = state_at - interval '2 hours' WHERE agent_id = ${agent.id}`);
  await run("fails_too");
  expect((await unread()).map(({ kind }) => kind)).not.toContain("failing");
});

test("ten failures at once still tell once and halt once", async () => {
  await addTool("fails_at_once", { access: "read", binding: { fail: "failed" } });
  await Promise.all(Array.from({ length: 10 }, () => run("fails_at_once").catch(() => undefined)));
  const halts = (await openHalts()).filter(({ targetName }) => targetName === "fails_at_once");
  expect(halts).toHaveLength(1);
  const kinds = (await unread()).map(({ kind }) => kind);
  expect([kinds.filter((kind) => kind === "failing").length, kinds.filter((kind) => kind === "paused").length]).toEqual([1, 1]);
});

test("an admin sets how many failures are too many, and may switch the pause off", async () => {
  await expect(changeSetting(cast.admin, { key: "failures_before_notice", value: 0 })).rejects.toMatchObject({ code: "invalid" });
  await changeSetting(cast.admin, { key: "failures_before_notice", value: 1 });
  await changeSetting(cast.admin, { key: "pause_after_failures", value: false });
  await addTool("fails_alone", { access: "read", binding: { fail: "failed" } });
  await run("fails_alone");
  expect((await unread()).map(({ kind }) => kind)).toContain("failing");
  for (let failure = 2; failure <= 4; failure++) await run("fails_alone");
  expect((await openHalts()).filter(({ targetName }) => targetName === "fails_alone")).toEqual([]);
});

test("what somebody settles or retries is nobody's news any more", async () => {
  const [lost, failed] = [await run("loses"), await run("fails")];
  await settle(cast.reviewer, { id: lost.id, revision: 1, as: "did_not_happen", note: "looked" });
  await retry(cast.reviewer, { id: failed.id, revision: 1, note: "again" });
  for (const person of [cast.owner, cast.admin]) expect((await unread(person)).filter(({ actionId }) => actionId === lost.id || actionId === failed.id)).toEqual([]);
});

test("people mark their own notices as read, and nobody else's", async () => {
  await run("fails");
  const [mine] = await unread(cast.owner);
  expect(await markRead(cast.admin, [mine!.id])).toBe(0);
  expect(await markRead(cast.owner, [mine!.id])).toBe(1);
  expect((await unread(cast.owner)).map(({ id }) => id)).not.toContain(mine!.id);
});
