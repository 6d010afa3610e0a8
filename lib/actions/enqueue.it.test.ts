import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { resolveLease } from "@/lib/actions/upkeep/sweep";
import { useDatabase } from "@/lib/db/testing";
import { db, sql, transact } from "@/lib/db/tx";
import { ExecuteJob, QUEUES } from "@/lib/queue/names";
import { openWorker } from "@/lib/queue/backend";
import { cancel } from "./cancel";
import { claimDue } from "./claim";
import { approve, approveIn } from "./decide";
import { assemble, propose, seen, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
// Nobody asks BullMQ's producer: what is in the queue came behind a commit.
vi.mock("@/lib/queue/backend", async (original) => ({
  ...(await original<typeof import("@/lib/queue/backend")>()),
  openQueue: () => {
    throw new Error("no producer here");
  },
}));
const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});
beforeEach(() => database.asOwner((client) => client.query("TRUNCATE bullmq.job CASCADE")));

/** The ids that jobs carry, once there are so many. */
const queued = (count: number) =>
  vi.waitUntil(async () => {
    const ids = (await db.all<{ data: ExecuteJob }>(sql`SELECT data FROM bullmq.job WHERE queue = ${QUEUES.execute} AND state = 'waiting'`)).flatMap(({ data }) => data.ids);
    return ids.length >= count && ids.toSorted();
  }, 10_000);

test("what is due goes to the queue behind its commit: an approval, what policy allows, and nothing that lost or that its agent runs", async () => {
  const [waiting, gone, own] = [await propose(cast.agent), await propose(cast.agent), await propose(cast.agent, "own_hands")];
  await approve(cast.reviewer, await seen(own));
  const decision = await seen(gone);
  await cancel(cast.agent, { id: gone.id, note: "Not needed" });
  await expect(approve(cast.reviewer, decision)).rejects.toMatchObject({ code: "already_decided" });
  const allowed = await propose(cast.agent, "look_up");
  await approve(cast.reviewer, await seen(waiting));
  expect(await queued(2)).toEqual([allowed.id, waiting.id].toSorted());
});

test("what is approved together travels together, each once, as a job that a worker takes", async () => {
  const actions = await Promise.all(Array.from({ length: 10 }, () => propose(cast.agent)));
  const decisions = await Promise.all(actions.map((action) => seen(action)));
  await Promise.all(decisions.map((decision) => approve(cast.reviewer, decision)));
  const ids = actions.map(({ id }) => id).toSorted();
  expect(await queued(10)).toEqual(ids);
  const got: string[] = [];
  let done: () => void;
  const all = new Promise<void>((resolve) => (done = resolve));
  const worker = openWorker<ExecuteJob>(QUEUES.execute, async (job) => {
    got.push(...ExecuteJob.parse(job.data).ids);
    if (got.length >= 10) done();
  }, {});
  await all;
  await worker.close();
  expect(got.toSorted()).toEqual(ids);
  expect(await db.all(sql`SELECT FROM bullmq.job`)).toEqual([]);
});

test("what a transaction approved and then took back is not in the queue", async () => {
  const action = await propose(cast.agent);
  const decision = await seen(action);
  const undone = transact(async (tx) => {
    await approveIn(tx, cast.reviewer, decision);
    throw new Error("after all not");
  });
  await expect(undone).rejects.toThrow("after all not");
  const allowed = await propose(cast.agent, "look_up");
  expect(await queued(1)).toEqual([allowed.id]);
});

test("I4: while the queue's table is held nobody waits for it; the action is approved, and due for the sweeper", async () => {
  const action = await propose(cast.agent);
  const decision = await seen(action);
  await database.asOwner(async (client) => {
    await client.query("BEGIN");
    await client.query("LOCK TABLE bullmq.job IN ACCESS EXCLUSIVE MODE");
    expect(await approve(cast.reviewer, decision)).toMatchObject({ state: "approved" });
    // The same connection answers again: nothing stands in front of it.
    await propose(cast.agent);
    await client.query("ROLLBACK");
  });
  expect(await db.all(sql`SELECT FROM bullmq.job`)).toEqual([]);
  expect(await db.one(sql`SELECT due_at <= clock_timestamp() AS due FROM actions WHERE id = ${action.id}`)).toEqual({ due: true });
});

test("I4: jobs are not in the write-ahead log, and no event of theirs is written", async () => {
  await propose(cast.agent, "look_up");
  await queued(1);
  expect(await db.all(sql`SELECT relname AS name FROM pg_class WHERE relnamespace = 'bullmq'::regnamespace AND relname LIKE 'job%' AND relkind = 'r' AND relpersistence <> 'u'`)).toEqual([]);
  expect(await db.all(sql`SELECT FROM bullmq.event`)).toEqual([]);
});

test("what its worker left behind is in the queue again as soon as its lease is resolved", async () => {
  const action = await propose(cast.agent, "look_up");
  await claimDue(cast.worker, [action.id], 0.01);
  await database.asOwner((client) => client.query("TRUNCATE bullmq.job CASCADE"));
  await vi.waitUntil(() => resolveLease(action.id), 10_000);
  expect(await queued(1)).toEqual([action.id]);
});
