import { beforeAll, beforeEach, expect, test } from "vitest";
import { reject } from "@/lib/actions/decide";
import { assemble, propose, seen, types, type Cast } from "@/lib/actions/testing";
import { tidy } from "@/lib/actions/upkeep/tidy";
import { record } from "@/lib/audit/record";
import { useDatabase } from "@/lib/db/testing";
import { db, sql, transact } from "@/lib/db/tx";
import { claim, conclude } from "@/lib/deliveries/claim";
import { derive } from "@/lib/deliveries/derive";
import { clearDeliveries } from "@/lib/deliveries/keep";
import { deliverDue, deriveAll, startDelivering } from "@/lib/deliveries/run";
import { readEverything } from "@/lib/deliveries/testing";
import { forAll, type Channel, type Delivery, type News, type Sent } from "@/lib/deliveries/types";
import { eventsAbout } from "@/lib/people/testing";
import { changeSetting } from "@/lib/settings";

const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});
// Nothing but what a test makes; the channel reads from here on.
beforeEach(async () => {
  await database.asOwner((client) => client.query("TRUNCATE deliveries, delivery_attempts, delivery_cursors"));
  await derive("webhook", telling([]));
});

const worker = { kind: "worker" as const, id: "worker-1" };
const other = { kind: "worker" as const, id: "worker-2" };

/** Tells one target of everything that `heard` names. */
function telling(heard: string[], change: Partial<Channel> = {}): Channel {
  return {
    listensTo: async () => ["action.submitted", "action.rejected"],
    plan: async (_, news) => news.map((item) => ({ target: "here", eventType: item.type, content: { told: item.sequence }, news: item })),
    send: async (batch) => {
      heard.push(...batch.map(({ eventType, actionId }) => `${eventType} ${actionId}`));
      return forAll(batch, { outcome: "delivered", response: { status: 200 } });
    },
    timeoutMs: 1_000,
    together: 1,
    atOnce: { all: 8, target: 2 },
    spacingMs: 0,
    ...change,
  };
}

const rows = () => db.all<{ status: string; attemptCount: number; lastResult: string | null; wait: number | null; sequence: number; revision: number }>(sql`
  SELECT status, attempt_count, last_result, sequence, revision, extract(epoch FROM next_at - clock_timestamp())::float8 AS wait FROM deliveries ORDER BY created_at, id`);
const makeDue = () => transact((tx) => tx.run(sql`UPDATE deliveries SET next_at = clock_timestamp() - interval '1 second' WHERE status = 'waiting'`));

test("what happens to an action is told once, with its revision and sequence, and not before it is committed", async () => {
  const heard: string[] = [];
  const channel = telling(heard);
  const action = await propose(cast.agent);
  await reject(cast.reviewer, { ...(await seen(action)), note: "no" });
  await readEverything({ webhook: channel });
  await deliverDue(worker, { webhook: channel });
  expect(heard).toEqual([`action.submitted ${action.id}`, `action.rejected ${action.id}`]);
  expect(await rows()).toMatchObject([
    { status: "delivered", attemptCount: 1, sequence: 1, revision: 1 },
    { status: "delivered", attemptCount: 1, sequence: 2, revision: 1 },
  ]);
});

test("an event that is committed after a later one is still told", async () => {
  const heard: string[] = [];
  const channel = telling(heard);
  const slow = await propose(cast.agent);
  let finish = () => {};
  const held = new Promise<void>((resolve) => (finish = resolve));
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const late = transact(async (tx) => {
    await record(tx, { type: "action.rejected", actor: worker, action: slow });
    begun();
    await held;
  });
  await hasBegun;
  const quick = await propose(cast.agent);
  for (let i = 0; i < 3; i++) await deriveAll({ webhook: channel });
  // What lies behind the gap waits for it.
  expect(await rows()).toHaveLength(1);
  finish();
  await late;
  await expect.poll(async () => (await deriveAll({ webhook: channel }), rows())).toHaveLength(3);
  await deliverDue(worker, { webhook: channel });
  expect(heard.toSorted()).toEqual([`action.rejected ${slow.id}`, `action.submitted ${quick.id}`, `action.submitted ${slow.id}`].toSorted());
});

test("a number that was rolled back holds nothing up", async () => {
  const action = await propose(cast.agent);
  await expect(
    transact(async (tx) => {
      await record(tx, { type: "action.rejected", actor: worker, action });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await propose(cast.agent);
  const channel = telling([]);
  // A transaction that is open anywhere on the server may be the one that is missing.
  await expect.poll(async () => (await deriveAll({ webhook: channel }), rows())).toHaveLength(2);
});

test("a plan that fails leaves its events unread, and harms no other channel", async () => {
  const heard: string[] = [];
  const broken = telling([], { plan: async () => Promise.reject(new Error("a fault")) });
  const good = telling(heard);
  await derive("slack", good);
  const action = await propose(cast.agent);
  await deriveAll({ webhook: broken, slack: good });
  await deliverDue(worker, { webhook: broken, slack: good });
  expect(heard).toEqual([`action.submitted ${action.id}`]);
  await deriveAll({ webhook: telling([]) });
  expect(await db.one(sql`SELECT count(*)::int AS n FROM deliveries WHERE channel = 'webhook'`)).toEqual({ n: 1 });
});

test("with nobody listening nothing is read and nothing is written", async () => {
  let planned = 0;
  await propose(cast.agent);
  await deriveAll({ webhook: telling([], { listensTo: async () => [], plan: async () => (planned++, []) }) });
  expect([planned, await rows()]).toEqual([0, []]);
  expect(await db.one(sql`SELECT done_seq = (SELECT max(seq) FROM audit_events) AS there FROM delivery_cursors`)).toEqual({ there: true });
});

test("what fails is tried again after 5 seconds, then 5 minutes, and not before it is due", async () => {
  const channel = telling([], { send: async (batch) => forAll(batch, { outcome: "retry", reason: "it says 500", response: { status: 500, body: "a\0b\ud800" } }) });
  await propose(cast.agent);
  await readEverything({ webhook: channel });
  expect(await deliverDue(worker, { webhook: channel })).toBe(1);
  expect((await rows())[0]).toMatchObject({ status: "waiting", attemptCount: 1, lastResult: "it says 500", wait: expect.closeTo(5, -0.2) });
  expect(await deliverDue(worker, { webhook: channel })).toBe(0);
  await makeDue();
  await deliverDue(worker, { webhook: channel });
  const wait = (await rows())[0]!.wait!;
  expect(wait).toBeGreaterThan(265);
  expect(wait).toBeLessThan(335);
  for (let i = 0; i < 8; i++) {
    await makeDue();
    await deliverDue(worker, { webhook: channel });
  }
  expect(await rows()).toMatchObject([{ status: "failed", attemptCount: 10, wait: null }]);
  expect(await db.all(sql`SELECT number, outcome, response ->> 'status' AS status FROM delivery_attempts WHERE number IN (1, 10) ORDER BY number`)).toEqual([
    { number: 1, outcome: "retry", status: "500" },
    { number: 10, outcome: "retry", status: "500" },
  ]);
});

test("of many workers one sends each, and a claim whose worker died is due again", async () => {
  const heard: string[] = [];
  const channel = telling(heard);
  for (let i = 0; i < 12; i++) await propose(cast.agent);
  await readEverything({ webhook: channel });
  const [dead] = await claim(other, "webhook", channel, []);
  await Promise.all([deliverDue(worker, { webhook: channel }), deliverDue(other, { webhook: channel })]);
  expect(new Set(heard).size).toBe(11);
  expect(heard).toHaveLength(11);
  await makeDue();
  await deliverDue(worker, { webhook: channel });
  expect(new Set(heard).size).toBe(12);
  // It was only slow: what it says now changes nothing.
  await conclude([dead!], [{ outcome: "failed", reason: "late" }]);
  expect((await rows()).every(({ status }) => status === "delivered")).toBe(true);
  expect(await db.all(sql`SELECT outcome FROM delivery_attempts WHERE delivery_id = ${dead!.id} ORDER BY number`)).toEqual([{ outcome: "lost" }, { outcome: "delivered" }]);
});

test("a channel that groups sends what is due to one target as one message, each with its own end", async () => {
  const messages: (readonly Delivery[])[] = [];
  const channel = telling([], {
    together: 100,
    plan: async (_, news: readonly News[]) => news.map((item, i) => ({ target: i % 3 ? "most" : "few", eventType: item.type, content: {}, news: item })),
    send: async (batch) => {
      messages.push(batch);
      return batch.map((_, i): Sent => (i === 0 ? { outcome: "dropped", reason: "decided meanwhile" } : { outcome: "delivered" }));
    },
  });
  for (let i = 0; i < 9; i++) await propose(cast.agent);
  await readEverything({ webhook: channel });
  await Promise.all([deliverDue(worker, { webhook: channel }), deliverDue(other, { webhook: channel })]);
  expect(messages.map((batch) => [batch[0]!.target, batch.length]).toSorted()).toEqual([["few", 3], ["most", 6]]);
  expect((await rows()).map(({ status }) => status).toSorted()).toEqual([...Array<string>(7).fill("delivered"), "dropped", "dropped"]);
});

test("a target that hangs takes its own places and nobody else's, and delays no decision", async () => {
  const heard: string[] = [];
  const channel = telling(heard, {
    plan: async (_, news) => news.flatMap((item) => ["hangs", "works"].map((target) => ({ target, eventType: item.type, content: {}, news: item }))),
    timeoutMs: 4_000,
    send: async (batch, signal) => {
      if (batch[0]!.target === "works") heard.push(batch[0]!.actionId!);
      else await new Promise((_, refuse) => signal.addEventListener("abort", () => refuse(new Error("gave up"))));
      return forAll(batch, { outcome: "delivered" });
    },
  });
  const actions = [];
  for (let i = 0; i < 10; i++) actions.push(await propose(cast.agent));
  const stop = startDelivering(worker, { webhook: channel }, 10);
  await expect.poll(() => heard.length).toBe(10);
  const began = performance.now();
  for (const action of actions) await reject(cast.reviewer, { ...(await seen(action)), note: "no" });
  await expect.poll(() => heard.length).toBe(20);
  expect(performance.now() - began).toBeLessThan(4_000);
  await stop();
});

test("deliveries that are over are cleared away once they are as old as the setting says, with their tries; what waits is kept", async () => {
  const channel = telling([]);
  const [old, waiting, young] = [await propose(cast.agent), await propose(cast.agent), await propose(cast.agent)];
  await readEverything({ webhook: channel });
  await transact((tx) => tx.run(sql`UPDATE deliveries SET next_at = clock_timestamp() + interval '1 hour' WHERE action_id = ${waiting.id}`));
  await deliverDue(worker, { webhook: channel });
  await transact((tx) => tx.run(sql`
    UPDATE deliveries SET created_at = created_at - interval '31 days', finished_at = finished_at - interval '31 days' WHERE action_id = ANY(${[old.id, waiting.id]}::uuid[])`));
  expect(await clearDeliveries(), "ninety days are usual").toBe(0);
  await expect(changeSetting(cast.reviewer, { key: "keep_deliveries_days", value: 30 })).rejects.toMatchObject({ code: "not_permitted" });
  for (const value of [0, 3_651, 1.5]) await expect(changeSetting(cast.admin, { key: "keep_deliveries_days", value })).rejects.toMatchObject({ code: "invalid" });
  await changeSetting(cast.admin, { key: "keep_deliveries_days", value: 30 });
  await tidy(performance.now() + 3_600_000);
  const left = await db.all<{ actionId: string; tries: number }>(sql`
    SELECT action_id, (SELECT count(*)::int FROM delivery_attempts a WHERE a.delivery_id = d.id) AS tries FROM deliveries d ORDER BY action_id`);
  expect(left).toEqual([{ actionId: waiting.id, tries: 0 }, { actionId: young.id, tries: 1 }]);
  expect(await db.one(sql`SELECT count(*)::int AS n FROM delivery_attempts`)).toEqual({ n: 1 });
  expect((await eventsAbout("keep_deliveries_days")).at(-1)).toMatchObject({ type: "setting.changed", actorId: cast.admin.id, data: { before: 90, after: 30 } });
  // What it told of stays on the audit trail, and is not told again.
  expect(await types(old)).toEqual(["action.submitted"]);
  await readEverything({ webhook: channel });
  expect(await db.one(sql`SELECT count(*)::int AS n FROM deliveries`)).toEqual({ n: 2 });
});

test("what follows to a target that shares messages waits until the one before is sent, and comes in order", async () => {
  const messages: string[][] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const channel = telling([], {
    together: 10,
    send: async (batch) => {
      messages.push(batch.map(({ eventType }) => eventType));
      if (messages.length === 1) await held;
      return forAll(batch, { outcome: "delivered" });
    },
  });
  const action = await propose(cast.agent);
  await readEverything({ webhook: channel });
  const first = deliverDue(worker, { webhook: channel });
  await expect.poll(() => messages.length).toBe(1);
  await reject(cast.reviewer, { ...(await seen(action)), note: "no" });
  await readEverything({ webhook: channel });
  expect(await deliverDue(other, { webhook: channel }), "another worker leaves it alone meanwhile").toBe(0);
  release();
  await first;
  await deliverDue(other, { webhook: channel });
  expect(messages).toEqual([["action.submitted"], ["action.rejected"]]);
});
