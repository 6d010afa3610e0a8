import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/ids";
import type { ExecuteJob } from "./names";

useDatabase();

// `npm test` starts a Redis and names it; without one, only PostgreSQL is tried.
const BACKENDS = { postgres: "", redis: process.env.REDIS_TEST_URL };

describe.each(Object.entries(BACKENDS))("the queue on %s", (_, redisUrl) => {
  const fresh = async () => {
    vi.resetModules(); // the configuration is read once
    return { ...(await import("./backend")), ...(await import("./later")), ...(await import("./names")) };
  };
  let queue: Awaited<ReturnType<typeof fresh>>;
  const open: { close: () => Promise<void> }[] = [];

  beforeAll(async () => {
    process.env.REDIS_URL = redisUrl ?? "";
    queue = await fresh();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  afterAll(async () => {
    await queue.closeQueue();
    delete process.env.REDIS_URL;
  });

  /** A worker, and a promise of the first `count` ids that it was given. */
  function collect(count: number) {
    const got: string[] = [];
    let done: (ids: string[]) => void;
    const all = new Promise<string[]>((resolve) => (done = resolve));
    const worker = queue.openWorker<ExecuteJob>(
      queue.QUEUES.execute,
      async (job) => {
        got.push(...queue.ExecuteJob.parse(job.data).ids);
        if (got.length >= count) done(got);
      },
      {},
    );
    open.push(worker);
    return all;
  }

  test.skipIf(redisUrl === undefined)("brings ids to a worker, as the role that owns nothing", async () => {
    const ids = [newId(), newId(), newId()];
    const got = collect(3);
    for (const id of ids) queue.executeLater(id);
    expect((await got).toSorted()).toEqual(ids.toSorted());
  });

  test.skipIf(redisUrl === undefined)("keeps one job for an id that is asked for again at the same moment", async () => {
    const id = newId();
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now());
    await queue.enqueue([id], true);
    await queue.enqueue([id], true);
    clock.mockRestore();
    const last = newId();
    await queue.enqueue([last]);
    expect(await collect(2)).toEqual([id, last]);
  });

  test.skipIf(redisUrl === undefined)("says that it answers", async () => {
    await expect(queue.pingQueue()).resolves.toBeUndefined();
  });
});

test("I4: a queue that is down holds nobody up for longer than its patience, and throws nothing", async () => {
  vi.resetModules();
  process.env.REDIS_URL = "redis://127.0.0.1:1";
  const { enqueue, closeQueue, pingQueue } = await import("./later");
  try {
    await expect(enqueue([newId()])).resolves.toBe(false);
    await expect(pingQueue()).rejects.toThrow(/queue|closed|ECONNREFUSED/i);
  } finally {
    await closeQueue();
    delete process.env.REDIS_URL;
  }
}, 15_000);
