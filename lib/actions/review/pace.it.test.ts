import { beforeAll, expect, test, vi } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { take } from "@/lib/actions/desk/take";
import { assemble, propose, seen, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { myStatistics, paceOf, teamStatistics } from "./pace";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

test("a pace that looks like rubber-stamping gets one gentle word, and only its own person hears it", async () => {
  expect(await paceOf(cast.reviewer)).toEqual({ minutes: 10, approvals: 0, rejections: 0, medianSeconds: null, say: null });
  for (let number = 0; number < 20; number++) await approve(cast.reviewer, await seen(await propose(cast.agent)));
  expect(await paceOf(cast.reviewer)).toMatchObject({ approvals: 20, say: expect.stringContaining("20 in 10 minutes") as string });
  expect((await paceOf(cast.second)).say).toBeNull();
  await db.run(sql`UPDATE actions SET submitted_at = submitted_at - interval '1 minute' WHERE id IN (SELECT action_id FROM decisions WHERE person_id = ${cast.reviewer.id})`);
});

test("statistics are one's own; admins see sums, and none of fewer than three people", async () => {
  const taken = await propose(cast.agent);
  await take(cast.reviewer, { id: taken.id });
  await reject(cast.reviewer, { ...(await seen(taken)), note: "no" });
  const mine = await myStatistics(cast.reviewer);
  expect(mine).toMatchObject({ days: 30, approved: 20, rejected: 1, takenBack: 0, outcomes: { succeeded: 0, failed: 0, rolledBack: 0 } });
  expect(mine.medianWait).toBeGreaterThan(30);
  expect(mine.medianLook).toBeLessThan(30);
  expect(mine.byDay.reduce((sum, { approved, rejected }) => sum + approved + rejected, 0)).toBe(21);
  expect(await myStatistics(cast.second)).toMatchObject({ approved: 0, medianWait: null, byDay: [] });
  await approve(cast.second, await seen(await propose(cast.agent)));
  expect(await teamStatistics(cast.admin)).toEqual({ days: 30, people: 2, sums: null });
  await approve(cast.admin, await seen(await propose(cast.agent)));
  expect(await teamStatistics(cast.admin)).toMatchObject({ people: 3, sums: { approved: 22, rejected: 1, perPerson: { median: 1 } } });
  await expect(teamStatistics(cast.reviewer)).rejects.toMatchObject({ code: "not_permitted" });
});
