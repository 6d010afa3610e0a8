import { beforeAll, beforeEach, expect, test } from "vitest";
import { cancel } from "@/lib/actions/cancel";
import { revise } from "@/lib/actions/revise";
import { agentOf, all, assemble, pass, propose, trail, types, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { noticesOf } from "@/lib/notices/notices";
import { fixture } from "@/lib/people/testing";
import { deactivatePerson } from "./deactivate-person";
import { snooze, unsnooze } from "./snooze";
import { holderOf, keepTake, letGo, take } from "./take";
import { takeNext } from "./take-next";

const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});
beforeEach(() => db.run(sql`UPDATE actions SET deadline_at = clock_timestamp() - interval '1 second' WHERE state = 'pending'`));

const lapse = (id: string) => db.run(sql`UPDATE takes SET until = clock_timestamp() - interval '1 second' WHERE action_id = ${id}`);

test("whoever takes an action holds it for five minutes, and goes on holding it while their page is open", async () => {
  const { id } = await propose(cast.agent);
  const taken = await take(cast.reviewer, { id });
  expect(taken).toMatchObject({ mine: true, holder: { id: cast.reviewer.id, name: "Rita" } });
  const left = Date.parse(taken.until!) - Date.parse(taken.since!);
  expect(left).toBe(300_000);
  await db.run(sql`UPDATE takes SET until = until - interval '4 minutes', taken_at = taken_at - interval '4 minutes' WHERE action_id = ${id}`);
  const kept = await keepTake(cast.reviewer, id);
  expect(Date.parse(kept.until!)).toBeGreaterThanOrEqual(Date.parse(taken.until!));
  expect(Date.parse(kept.since!)).toBe(Date.parse(taken.since!) - 240_000);
  expect(await types({ id })).toEqual(["action.submitted", "action.taken"]);
});

test("what somebody holds stays theirs until it is taken over, visibly: they are told and the trail says from whom", async () => {
  const { id } = await propose(cast.agent);
  await take(cast.reviewer, { id });
  expect(await take(cast.second, { id })).toMatchObject({ mine: false, holder: { name: "Rita" } });
  expect(await take(cast.second, { id, over: true })).toMatchObject({ mine: true, holder: { name: "Sami" } });
  expect(await keepTake(cast.reviewer, id), "an open page learns whose it is").toMatchObject({ mine: false, holder: { name: "Sami" } });
  expect((await trail({ id })).at(-1)).toMatchObject({ type: "action.taken_over", actorId: cast.second.id, data: { from: cast.reviewer.id } });
  expect((await noticesOf(cast.reviewer)).notices[0]).toMatchObject({ kind: "taken_over", actionId: id, text: expect.stringContaining("Sami has taken over") as string });
});

test("a take lapses; letting go frees at once; neither is anybody else's to end", async () => {
  const { id } = await propose(cast.agent);
  await take(cast.reviewer, { id });
  expect(await letGo(cast.second, id)).toBe(false);
  expect(await letGo(cast.reviewer, id)).toBe(true);
  expect(await letGo(cast.reviewer, id)).toBe(false);
  await take(cast.second, { id });
  await lapse(id);
  expect(await keepTake(cast.second, id), "what lapsed is not revived by an old page").toMatchObject({ mine: false, holder: null });
  expect(await take(cast.reviewer, { id })).toMatchObject({ mine: true });
  expect(await types({ id })).toEqual(["action.submitted", "action.taken", "action.let_go", "action.taken", "action.taken"]);
});

test("nobody takes what waits no more, and an auditor takes nothing", async () => {
  const { id } = await propose(cast.agent);
  await expect(take(cast.auditor, { id })).rejects.toMatchObject({ code: "not_permitted" });
  await cancel(cast.agent, { id, note: "" });
  await expect(take(cast.reviewer, { id })).rejects.toMatchObject({ code: "already_decided" });
});

test("of twenty who open one action at once one holds it, and all are told who", async () => {
  const { id } = await propose(cast.agent);
  const { won } = await all(Array.from({ length: 20 }, (_, index) => take(index % 2 ? cast.reviewer : cast.second, { id })));
  const holder = await holderOf(db, id);
  expect(new Set(won.map((taken) => taken.holder!.id))).toEqual(new Set([holder!.personId]));
  expect(await types({ id })).toEqual(["action.submitted", "action.taken"]);
});

test("the next one is the most urgent that waits on this person, and nothing when all are spoken for", async () => {
  const low = await propose(cast.agent);
  const high = await propose(cast.agent, "purge", { customer: "cus_1" });
  const own = await propose(await agentOf(cast.reviewer, "ritas-bot"), "purge", { customer: "cus_2" });
  expect(await takeNext(cast.reviewer)).toMatchObject({ id: high.id, mine: true });
  expect(await takeNext(cast.reviewer, { skip: [high.id] })).toMatchObject({ id: low.id });
  expect(await takeNext(cast.reviewer, { skip: [high.id, low.id] }), "one's own agent's is for others").toBeUndefined();
  expect(await takeNext(cast.second)).toMatchObject({ id: own.id });
  expect(await takeNext(cast.second, { skip: [own.id] })).toBeUndefined();
  expect(await takeNext(cast.second, { tool: "refund", skip: [own.id] })).toBeUndefined();
  await expect(takeNext(cast.auditor)).rejects.toMatchObject({ code: "not_permitted" });
});

test("two reviewers who ask for the next one at once never get the same, round after round", async () => {
  const people = [cast.reviewer, cast.second, cast.admin, await fixture("reviewer", "Nadia", ["reviewers"]), await fixture("reviewer", "Piet", ["reviewers"])];
  for (let round = 0; round < 4; round++) {
    const proposed = await Promise.all(people.map(() => propose(cast.agent)));
    const { won, lost } = await all(people.map((person) => takeNext(person)));
    expect(lost).toEqual([]);
    const got = won.map((taken) => taken?.id);
    expect(new Set(got).size).toBe(people.length);
    expect([...got].sort()).toEqual(proposed.map(({ id }) => id).sort());
    for (const { id } of proposed) {
      expect(await types({ id })).toEqual(["action.submitted", "action.taken"]);
      await cancel(cast.agent, { id, note: "" });
    }
  }
});

test("a row that somebody is just deciding is stepped over without waiting", async () => {
  const [first, next] = [await propose(cast.agent, "purge", { customer: "cus_1" }), await propose(cast.agent)];
  await database.asOwner(async (other) => {
    await other.query("BEGIN");
    await other.query("SELECT FROM actions WHERE id = $1 FOR UPDATE", [first.id]);
    expect(await takeNext(cast.reviewer)).toMatchObject({ id: next.id });
    await other.query("ROLLBACK");
  });
});

test("deactivating somebody frees what they took, on the record", async () => {
  const { id } = await propose(cast.agent);
  const leaver = await fixture("reviewer", "Lea", ["reviewers"]);
  await take(leaver, { id });
  await deactivatePerson(cast.admin, { personId: leaver.id });
  expect(await take(cast.reviewer, { id })).toMatchObject({ mine: true });
  expect((await trail({ id })).map(({ type, actorId }) => [type, actorId])).toEqual([
    ["action.submitted", cast.agent.id],
    ["action.taken", leaver.id],
    ["action.let_go", cast.admin.id],
    ["action.taken", cast.reviewer.id],
  ]);
});

test("snoozing hides an action from one person only, until its time", async () => {
  const { id } = await propose(cast.agent);
  await take(cast.reviewer, { id });
  const { until } = await snooze(cast.reviewer, { id, until: new Date(Date.now() + 600_000) });
  expect(until.getTime() - Date.now()).toBeLessThanOrEqual(600_000);
  expect(await holderOf(db, id), "one does not hold what one put off").toBeUndefined();
  expect(await takeNext(cast.reviewer)).toBeUndefined();
  expect(await takeNext(cast.second)).toMatchObject({ id });
  await letGo(cast.second, id);
  expect(await takeNext(cast.reviewer), "somebody's looking is no change").toBeUndefined();
  await db.run(sql`UPDATE snoozes SET until = clock_timestamp() WHERE action_id = ${id}`);
  expect(await takeNext(cast.reviewer)).toMatchObject({ id });
  expect(await types({ id })).toEqual(["action.submitted", "action.taken", "action.snoozed", "action.taken", "action.let_go", "action.taken"]);
});

test("whatever happens to a snoozed action brings it back, and so does its person", async () => {
  const { id } = await propose(cast.agent);
  await snooze(cast.reviewer, { id });
  expect(await takeNext(cast.reviewer)).toBeUndefined();
  expect(await unsnooze(cast.reviewer, id)).toBe(true);
  expect(await unsnooze(cast.reviewer, id)).toBe(false);
  expect(await takeNext(cast.reviewer)).toMatchObject({ id });
  await snooze(cast.reviewer, { id });
  await revise(cast.second, { id, revision: 1, params: { customer: "cus_81", amount: 1 }, note: "" });
  expect(await takeNext(cast.reviewer)).toMatchObject({ id });
});

test("a snooze never lasts past the deadline, and a moment that has passed is refused", async () => {
  const action = await propose(cast.agent);
  const wished = new Date(action.deadlineAt!.getTime() + 86_400_000);
  expect((await snooze(cast.reviewer, { id: action.id, until: wished })).until.getTime()).toBeCloseTo(action.deadlineAt!.getTime() - 900_000, -3);
  expect((await snooze(cast.reviewer, { id: action.id })).until.getTime()).toBeCloseTo(action.deadlineAt!.getTime() - 900_000, -3);
  await pass(action, 7_200 - 600);
  const left = (await snooze(cast.reviewer, { id: action.id })).until.getTime() - Date.now();
  expect(left, "with ten minutes left it is back after five").toBeGreaterThan(280_000);
  expect(left).toBeLessThan(301_000);
  await expect(snooze(cast.reviewer, { id: action.id, until: new Date(0) })).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/until" }] });
});
