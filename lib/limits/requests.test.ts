import { afterEach, expect, test, vi } from "vitest";
import type { Refusal } from "@/lib/errors";
import { closeLimits, noteFailure, noteProved, RateLimited, requireCalm, spendRequest } from "./requests";

vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
afterEach(closeLimits);

const refusal = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error as Refusal);

test("a key may make as many requests a minute as its agent's number says, and is told how many are left", async () => {
  expect(await spendRequest("a", 2)).toMatchObject({ limit: 2, remaining: 1 });
  expect(await spendRequest("a", 2)).toMatchObject({ limit: 2, remaining: 0 });
  const refused = await refusal(spendRequest("a", 2));
  expect(refused).toBeInstanceOf(RateLimited);
  expect(refused?.retryAfter).toBeGreaterThan(0);
  expect(await spendRequest("b", 2)).toMatchObject({ remaining: 1 });
});

test("an admin's new number holds at once", async () => {
  await spendRequest("c", 1);
  expect(await refusal(spendRequest("c", 1))).toBeInstanceOf(RateLimited);
  expect(await spendRequest("c", 10)).toMatchObject({ limit: 10, remaining: 7 });
});

test("an address that sends wrong keys is kept from asking the database, but not the agents beside it", async () => {
  noteProved("goodkey");
  for (let i = 0; i < 120; i++) {
    await requireCalm("192.0.2.1", "guess");
    await noteFailure("192.0.2.1");
  }
  expect(await refusal(requireCalm("192.0.2.1", "guess"))).toMatchObject({ code: "rate_limited" });
  expect(await refusal(requireCalm("192.0.2.1", undefined))).toMatchObject({ code: "rate_limited" });
  expect(await refusal(requireCalm("192.0.2.1", "goodkey"))).toBeUndefined();
  expect(await refusal(requireCalm("192.0.2.2", "guess"))).toBeUndefined();
});
