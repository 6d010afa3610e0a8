import { beforeAll, expect, test, vi } from "vitest";
import { cancel } from "@/lib/actions/cancel";
import { approve } from "@/lib/actions/decide";
import type { Page } from "@/lib/actions/shown/person-view";
import { agentOf, assemble, propose, seen, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { sql, transact } from "@/lib/db/tx";
import { allowedToday, arrivedSince, now, queueCounts, queuePage } from "./queries";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await assemble();
  for (let n = 0; n < 12; n++) await propose(cast.agent, n % 3 === 0 ? "purge" : "refund", { customer: `cus_${n}`, amount: n + 1 });
  // Deadlines that collide, so that only the id tells rows apart.
  await transact((tx) => tx.run(sql`UPDATE actions SET deadline_at = date_trunc('hour', deadline_at) + interval '1 hour'`));
});

/** Every page of a view, one after the other. */
async function all(read: (after: string | undefined) => Promise<Page>): Promise<Page["lines"]> {
  const lines: Page["lines"] = [];
  let after: string | undefined;
  do {
    const page = await read(after);
    lines.push(...page.lines);
    after = page.older ?? undefined;
  } while (after);
  return lines;
}

test("the queue is sorted by tier, then deadline, and its pages neither repeat nor miss one", async () => {
  const whole = await queuePage("waiting", undefined, 100);
  expect(whole.lines).toHaveLength(12);
  expect(whole.older).toBeNull();
  expect(whole.lines.map(({ tier }) => tier)).toEqual([...Array<string>(4).fill("high"), ...Array<string>(8).fill("medium")]);
  for (const size of [1, 3, 4, 5]) {
    expect((await all((after) => queuePage("waiting", after, size))).map(({ id }) => id)).toEqual(whole.lines.map(({ id }) => id));
  }
});

test("what arrives or leaves between two pages shifts nothing that was not yet shown", async () => {
  const first = await queuePage("waiting", undefined, 5);
  const rest = (await all((after) => queuePage("waiting", after ?? first.older!, 100))).map(({ id }) => id);
  await cancel(cast.reviewer, { id: first.lines[0]!.id, note: "not needed" });
  await propose(cast.agent, "purge", { customer: "cus_new" });
  const after = (await queuePage("waiting", first.older!, 100)).lines.map(({ id }) => id);
  expect(after.filter((id) => rest.includes(id))).toEqual(rest);
});

test("a cursor that is none begins at the beginning", async () => {
  const first = await queuePage("waiting", undefined, 3);
  for (const nonsense of ["", "nonsense", Buffer.from('[9,"x","y"]').toString("base64url")]) expect(await queuePage("waiting", nonsense, 3)).toEqual(first);
});

test("each view holds what it is for, and the counts agree with it", async () => {
  const bot = await agentOf(cast.owner, "reader", "read_only");
  await propose(bot, "refund");
  const approved = await propose(cast.agent);
  await approve(cast.reviewer, await seen(approved));
  const counts = await queueCounts();
  for (const view of ["waiting", "blocked", "unknown", "in-flight", "failed"] as const) {
    const lines = await all((after) => queuePage(view, after, 2));
    expect(counts[view]).toEqual({ number: lines.length, more: false });
  }
  expect((await queuePage("blocked")).lines).toMatchObject([{ state: "blocked", agent: { name: "reader" }, reason: "reader may not do this: its autonomy is read only" }]);
  expect((await queuePage("in-flight")).lines.map(({ id }) => id)).toEqual([approved.id]);
});

test("what came since a page was read is counted, by view", async () => {
  const since = await now();
  expect(await arrivedSince("waiting", since)).toEqual({ number: 0, more: false });
  await propose(cast.agent);
  await propose(cast.agent, "look_up");
  expect(await arrivedSince("waiting", since)).toEqual({ number: 1, more: false });
  expect(await allowedToday()).toEqual({ number: 1, more: false });
});
