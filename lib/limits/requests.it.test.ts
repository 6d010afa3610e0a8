import { randomUUID } from "node:crypto";
import type { RateLimiterRes } from "rate-limiter-flexible";
import { expect, test, vi } from "vitest";
import { openLimits } from "./requests";

const url = process.env.REDIS_TEST_URL;

test.skipIf(!url)("with Redis, all web processes count together", async () => {
  const [one, two] = [openLimits(url), openLimits(url)];
  try {
    await vi.waitFor(() => expect([one.redis?.status, two.redis?.status]).toEqual(["ready", "ready"]), 10_000);
    const key = randomUUID();
    const counted: RateLimiterRes[] = [];
    for (const process of [one, two, one, two]) counted.push(await process.keys.consume(key));
    expect(counted.map(({ consumedPoints }) => consumedPoints)).toEqual([1, 2, 3, 4]);
    expect(counted[3]!.msBeforeNext).toBeGreaterThan(0);
    expect(counted[3]!.msBeforeNext).toBeLessThanOrEqual(60_000);
  } finally {
    one.redis?.disconnect();
    two.redis?.disconnect();
  }
});

test("with Redis away, each process counts for itself, and nobody waits", async () => {
  const alone = openLimits("redis://127.0.0.1:1");
  try {
    const key = randomUUID();
    const started = performance.now();
    expect((await alone.keys.consume(key)).consumedPoints).toBe(1);
    expect((await alone.keys.consume(key)).consumedPoints).toBe(2);
    expect(performance.now() - started).toBeLessThan(2_000);
  } finally {
    alone.redis?.disconnect();
  }
});
