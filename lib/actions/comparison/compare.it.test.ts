import { beforeAll, expect, test, vi } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { assemble, propose, seen, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { eventsAbout } from "@/lib/people/testing";
import { yamlOf } from "@/lib/policy/document-view";
import type { Outcome } from "@/lib/policy/loop-view";
import type { Policy } from "@/lib/policy/types";
import { currentPolicy, publishPolicy } from "@/lib/policy/versions";
import { draftOf, saveDraft } from "@/lib/policy/versions-drafts";
import { dueComparisons, endComparison, runComparison, startShadow, startSimulation } from "./compare";
import { comparedActions, comparisonView, shadows, simulationsOf } from "./comparison-queries";

vi.mock("@/lib/queue/later", async (original) => ({ ...(await original<typeof import("@/lib/queue/later")>()), compareLater: () => undefined, executeLater: () => undefined }));
const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

const cell = async (id: string, from: Outcome, to: Outcome) => (await comparedActions(id, { from, to })).actions.map((action) => action.id);
async function drafted(change: (policy: Policy) => unknown): Promise<void> {
  const { document } = (await currentPolicy())!;
  const { saves } = await draftOf(cast.admin);
  expect(await saveDraft(cast.admin, { text: yamlOf(change(document)), saves })).toMatchObject({ faults: [] });
}

test("a simulation replays what was stored: the matrix, the reviews, what people rejected, what cannot be read; and changes nothing", async () => {
  const [small, large, refused, sealed] = [await propose(cast.agent, "refund"), await propose(cast.agent, "refund", { customer: "cus_82", amount: 900 }), await propose(cast.agent, "wire"), await propose(cast.agent, "look_up")];
  await approve(cast.reviewer, await seen(small));
  await reject(cast.reviewer, { ...(await seen(refused)), note: "not this one" });
  await database.asOwner((client) => client.query(`ALTER TABLE revisions DISABLE TRIGGER revisions_fixed; UPDATE revisions SET canonical = NULL WHERE action_id = '${sealed.id}'; ALTER TABLE revisions ENABLE TRIGGER revisions_fixed`));
  const before = await db.all(sql`SELECT id, state, event_count FROM actions ORDER BY id`);

  await drafted((policy) => ({ ...policy, tools: { wire: "low" }, rules: [...policy.rules!, { name: "large", tools: ["refund"], when: "has(params.amount) && params.amount > 500.0", tier: "high" }] }));
  const { id } = await startSimulation(cast.admin, 7);
  expect(await dueComparisons()).toEqual([id]);
  await runComparison(id);

  const [view] = await simulationsOf(cast.admin, null);
  expect(view).toMatchObject({
    state: "done",
    examined: 4,
    total: 4,
    counts: { matrix: { "medium>medium": 1, "medium>high": 1, "medium>low": 1 }, reviews: { live: 3, draft: 2 }, alarms: 1, lower: 1, failed: 1 },
    decision: { of: 2 },
  });
  expect(await cell(id, "medium", "high")).toEqual([large.id]);
  expect((await comparedActions(id, "alarms")).actions).toMatchObject([{ id: refused.id, rejected: true, to: "low" }]);
  expect((await comparedActions(id, "failed")).actions).toMatchObject([{ id: sealed.id, why: "Its payload was erased" }]);
  expect(await db.all(sql`SELECT id, state, event_count FROM actions ORDER BY id`)).toEqual(before);
  expect((await eventsAbout(id)).map(({ type }) => type)).toEqual(["policy.simulated"]);
});

test("what a simulation counted as less is a loosening, whatever the structure says", async () => {
  const { version, document } = (await currentPolicy())!;
  // Structurally it adds a rule only; the count is put there as a comparison would.
  const stricter = { ...document, rules: [...document.rules!, { name: "more", tools: ["refund"], tier: "high" as const }] };
  await drafted(() => stricter);
  const { id } = await startSimulation(cast.admin, 7);
  await runComparison(id);
  expect(await comparisonView(id)).toMatchObject({ counts: { lower: 0 } });
  await db.run(sql`UPDATE policy_comparisons SET counts = jsonb_set(counts, '{lower}', '3') WHERE id = ${id}`);
  await expect(publishPolicy(cast.admin, { document: stricter, reason: "x", expectedVersion: version })).rejects.toMatchObject({ code: "second_admin_needed", message: expect.stringContaining("3 actions need less") });
});

test("two workers share nothing twice, and one that dies is followed where it stopped", async () => {
  await Promise.all(Array.from({ length: 120 }, (_, index) => propose(cast.agent, "refund", { customer: `cus_${index}`, amount: 5 })));
  await drafted((policy) => ({ ...policy, tools: { refund: "high" } }));
  const { id } = await startSimulation(cast.admin, 30);
  const dying = new AbortController();
  const first = runComparison(id, dying.signal);
  await vi.waitFor(async () => expect((await comparisonView(id))!.examined).toBeGreaterThan(0), { interval: 5 });
  dying.abort();
  await Promise.all([first, runComparison(id)]);
  await db.run(sql`UPDATE policy_comparisons SET lease_until = clock_timestamp() - interval '1 second' WHERE id = ${id} AND finished_at IS NULL`);
  await Promise.all([runComparison(id), runComparison(id), runComparison(id)]);
  const view = (await comparisonView(id))!;
  expect(view).toMatchObject({ state: "done", examined: view.total });
  expect(view.counts.matrix["medium>high"]).toBe(122);
  expect(await db.one(sql`SELECT count(*)::int AS n FROM policy_comparison_actions WHERE comparison_id = ${id} AND to_outcome = 'high'`)).toEqual({ n: 122 });
});

test("a shadow sees what comes in after it began, once, counts differences and enforces none; one at a time", async () => {
  await drafted((policy) => ({ ...policy, tools: { refund: "high" } }));
  const { id } = await startShadow(cast.admin);
  await expect(startShadow(cast.admin)).rejects.toMatchObject({ code: "conflict" });
  const [one, same] = [await propose(cast.agent, "refund"), await propose(cast.agent, "look_up")];
  expect(one.tier).toBe("medium");
  const past = () => db.run(sql`UPDATE policy_comparisons SET from_at = from_at - interval '10 seconds', cursor_at = cursor_at - interval '10 seconds', lease_until = NULL WHERE id = ${id}`);
  await db.run(sql`UPDATE actions SET submitted_at = submitted_at - interval '10 seconds' WHERE id = ANY(${[one.id, same.id]}::uuid[])`);
  await past();
  const earlier = await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM actions a, policy_comparisons c WHERE c.id = ${id} AND a.submitted_at >= c.from_at AND a.id <> ALL(${[one.id, same.id]}::uuid[]) AND a.submitted_at <= clock_timestamp() - interval '3 seconds'`);
  await runComparison(id);
  await db.run(sql`UPDATE policy_comparisons SET lease_until = NULL WHERE id = ${id}`);
  await runComparison(id);
  expect((await shadows(null))[0]).toMatchObject({ id, examined: 2 + earlier!.n, finishedAt: null });
  expect(await cell(id, "medium", "high")).toContain(one.id);
  expect(await cell(id, "low", "low")).toEqual([]);
  await endComparison(cast.admin, id);
  expect(await dueComparisons()).not.toContain(id);
  expect((await eventsAbout(id)).map(({ type }) => type)).toEqual(["policy.shadow_started", "policy.shadow_ended"]);
});

test("I7: only admins start and end comparisons", async () => {
  await expect(startSimulation(cast.reviewer, 7)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(startShadow(cast.auditor)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(endComparison(cast.reviewer, cast.admin.id)).rejects.toMatchObject({ code: "not_permitted" });
});
