import { beforeAll, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { ask } from "@/lib/actions/review/ask";
import { addTool, agentOf, assemble, many, propose, publish, seen, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { fixture } from "@/lib/people/testing";
import { assign } from "./assign";
import { reviewCounts, reviewPage, REVIEW_VIEWS } from "./review-queue";
import { snooze } from "./snooze";
import { take } from "./take";
import { takeNext } from "./take-next";
import { mayI, whatMayApprove } from "./why-not";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

const ids = async (...of: Parameters<typeof reviewPage>) => (await reviewPage(...of)).lines.map(({ id }) => id);

test("each view shows what belongs in it, by tier and then by deadline, and the counts agree", async () => {
  const two = { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 2 }], undo: "0s", editor_may_approve: false, execute_within: "24h" };
  const free = await propose(cast.agent);
  const high = await propose(cast.agent, "purge", { customer: "c" });
  const own = await propose(await agentOf(cast.reviewer, "ritas-bot"));
  const held = await propose(cast.agent);
  const asked = await propose(cast.agent);
  const put = await propose(cast.agent);
  const others = await propose(cast.agent);
  await publish({ tiers: { medium: two } as never });
  const voted = await propose(cast.agent);
  await publish();
  await take(cast.second, { id: held.id });
  await ask(cast.second, { id: asked.id, revision: 1, question: "Why?" });
  await snooze(cast.reviewer, { id: put.id });
  await assign(cast.second, { id: others.id, to: { personId: cast.second.id } });
  await approve(cast.reviewer, await seen(voted));

  expect(await ids(cast.reviewer, "mine")).toEqual([high.id, free.id]);
  expect(await ids(cast.reviewer, "groups")).toEqual([high.id, free.id, own.id, held.id, asked.id, others.id, voted.id]);
  expect(await ids(cast.reviewer, "waiting")).toEqual([high.id, free.id, own.id, held.id, asked.id, put.id, others.id, voted.id]);
  expect(await ids(cast.reviewer, "taken")).toEqual([held.id]);
  expect(await ids(cast.reviewer, "asked")).toEqual([asked.id]);
  expect(await ids(cast.reviewer, "snoozed")).toEqual([put.id]);
  expect(await ids(cast.second, "snoozed")).toEqual([]);
  expect(await ids(cast.second, "mine")).toEqual(expect.arrayContaining([others.id, held.id, own.id]));
  expect(await ids(cast.auditor, "mine")).toEqual([]);
  expect(await ids(cast.auditor, "waiting")).toHaveLength(8);
  expect(await ids(cast.reviewer, "waiting", { tier: "high" })).toEqual([high.id]);
  expect(await ids(cast.reviewer, "waiting", { tool: "nothing_such" })).toEqual([]);
  for (const person of [cast.reviewer, cast.second, cast.auditor]) {
    const counts = await reviewCounts(person);
    for (const view of REVIEW_VIEWS) expect(counts[view], `${person.name} ${view}`).toEqual({ number: (await ids(person, view)).length, more: false });
  }
  const { lines } = await reviewPage(cast.reviewer, "waiting");
  const line = (id: string) => lines.find((one) => one.id === id)!;
  expect(line(free.id)).toMatchObject({ ...(({ revision, payloadHash }) => ({ revision, payloadHash }))(await seen(free)), approvable: true, voted: false, taken: null, reversibility: "compensable" });
  expect(line(held.id)).toMatchObject({ taken: { name: "Sami", mine: false }, approvable: true });
  expect(line(others.id)).toMatchObject({ assigned: { name: "Sami", mine: false } });
  expect(line(asked.id).askedAt).not.toBeNull();
  expect(line(own.id)).toMatchObject({ approvable: false });
  expect(line(voted.id)).toMatchObject({ voted: true });
});

test("what a person may approve, and why not this one, in words for whoever asks", async () => {
  const own = await propose(await agentOf(cast.second, "samis-bot"));
  expect(await mayI(cast.reviewer, own.id)).toMatchObject({ may: true, groups: ["reviewers"], needs: [{ group: "reviewers", approvals: 1 }] });
  expect(await mayI(cast.second, own.id)).toMatchObject({ may: "You own the agent that asks for this. Somebody else must decide." });
  expect(await mayI(cast.admin, own.id, cast.second.id)).toMatchObject({ may: "Sami owns the agent that asks for this. Somebody else must decide." });
  expect(await mayI(cast.admin, own.id, cast.auditor.id)).toMatchObject({ may: expect.stringContaining("Otto may not approve this") as string });
  await expect(mayI(cast.reviewer, own.id, cast.second.id)).rejects.toMatchObject({ code: "not_permitted" });
  const about = await whatMayApprove(cast.admin, cast.second.id);
  expect(about).toMatchObject({ groups: ["reviewers"], waiting: (await reviewCounts(cast.admin)).waiting.number });
  expect(about.may).toBe(about.waiting - 1);
  expect(about.lines.map(({ id }) => id)).not.toContain(own.id);
});

test("10,000 that wait are paged without gaps or repetitions, and no page reads them all", async () => {
  await db.run(sql`UPDATE actions SET deadline_at = clock_timestamp() - interval '1 second' WHERE state = 'pending'`);
  await addTool("many_refund", { access: "write" });
  const model = await propose(cast.agent, "many_refund");
  await many(model, 10_000);
  await database.asOwner((client) => client.query("ANALYZE"));
  const outsider = await fixture("reviewer", "Ute", ["reviewers"]);
  const all = new Set<string>();
  let after: string | undefined;
  for (let page = 0; page < 8; page++) {
    const got = await reviewPage(outsider, "mine", { tool: "many_refund" }, after);
    for (const { id } of got.lines) {
      expect(all.has(id)).toBe(false);
      all.add(id);
    }
    after = got.after!;
  }
  expect(all.size).toBe(400);
  expect(await reviewCounts(outsider)).toMatchObject({ mine: { number: 1_000, more: true }, waiting: { more: true } });
  const started = performance.now();
  for (let round = 0; round < 10; round++) await reviewPage(outsider, "mine", {}, after);
  const page = (performance.now() - started) / 10;
  expect(page, "far below what reading 10,000 rows with their classifications takes").toBeLessThan(250);
  expect(await takeNext(outsider, { tool: "many_refund" })).toMatchObject({ mine: true });
  if (process.env.EXPLAIN) {
    const time = async (name: string, work: () => Promise<unknown>) => {
      await work();
      const times: number[] = [];
      for (let round = 0; round < 20; round++) {
        const start = performance.now();
        await work();
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      process.stdout.write(`${name}: median ${times[10]!.toFixed(1)} ms, worst ${times[19]!.toFixed(1)} ms\n`);
    };
    const barred = await fixture("reviewer", "Bea", []);
    for (const view of REVIEW_VIEWS) await time(view, () => reviewPage(outsider, view));
    await time("mine of somebody who may approve none", () => reviewPage(barred, "mine"));
    await time("counts", () => reviewCounts(outsider));
    await time("counts of somebody who may approve none", () => reviewCounts(barred));
    await time("takeNext", async () => takeNext(outsider));
  }
});
