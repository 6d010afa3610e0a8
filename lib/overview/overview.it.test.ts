import { beforeAll, expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import { countNext } from "./count";
import { figures, openNow } from "./queries";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
const database = useDatabase();
const today = () => new Date().toISOString().slice(0, 10);

const ID = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const [AGENT, PERSON] = [ID(901), ID(902)];

type Past = { effect: string; tier?: string; end?: string; event?: string; from?: string; daysAgo?: number; afterS?: number; mode?: string; rules?: string[] };
let made = 0;

/** An action of some days ago with its audit events at their own times, as only the owner of the tables can write it. */
async function past({ effect, tier = "medium", end = "pending", event, from = "pending", daysAgo = 0, afterS = 60, mode = "live", rules = ["defaults.write"] }: Past): Promise<void> {
  const id = ID(++made);
  await database.asOwner(async (client) => {
    const at = (await client.query("SELECT clock_timestamp() - $1::int * interval '1 day' - $2::int * interval '1 second' AS at", [daysAgo, afterS + 1])).rows[0].at as Date;
    await client.query("BEGIN");
    await client.query("ALTER TABLE audit_events DISABLE TRIGGER audit_events_seal");
    await client.query(
      `INSERT INTO actions (id, mode, dry_run, agent_id, tool_name, state, tier, effect, summary, reversibility, event_count, submitted_at, state_at)
       VALUES ($1, $2, $2 = 'test', $3, 'refund', $4, $5, $6, $7, 'irreversible', $8, $9, $9)`,
      [id, mode, AGENT, end, tier, effect, `Refund ${made}`, event ? 2 : 1, at],
    );
    await client.query("INSERT INTO classifications (action_id, revision, tier, effect, reasons, signals, requirement, policy_version, created_at) VALUES ($1, 1, $2, $3, $4, '[]', '{\"review\":\"none\"}', 1, now())", [id, tier, effect, JSON.stringify(rules.map((rule) => ({ rule, text: rule })))]);
    const decided = new Date(at.getTime() + afterS * 1000);
    const events: [number, string, Date][] = [[1, "action.submitted", at]];
    if (event) events.push([2, event, decided]);
    for (const [number, type, when] of events) {
      await client.query("INSERT INTO audit_events (id, at, type, actor_kind, actor_id, action_id, action_number, canonical, hash) VALUES (gen_random_uuid(), $1, $2, 'system', 'test', $3, $4, $5, '')", [when, type, id, number, JSON.stringify({ data: { from } })]);
    }
    if (event === "action.approved" || event === "action.rejected") {
      await client.query("INSERT INTO decisions (id, action_id, revision, person_id, verdict, channel, payload_hash, decided_at) VALUES (gen_random_uuid(), $1, 1, $2, $3, 'web', '', $4)", [id, PERSON, event === "action.approved" ? "approve" : "reject", decided]);
    }
    await client.query("ALTER TABLE audit_events ENABLE TRIGGER audit_events_seal");
    await client.query("COMMIT");
  });
}

const countAll = async () => {
  const days: string[] = [];
  for (let next = await countNext(0); next.day !== null; next = await countNext(60_000)) days.push(next.day);
  return days;
};

beforeAll(async () => {
  await database.asOwner(async (client) => {
    await client.query("INSERT INTO people (id, email, name, role) VALUES ($1, 'rita@acme.example', 'Rita', 'reviewer')", [PERSON]);
    await client.query("INSERT INTO agents (id, name, owner_id) VALUES ($1, 'support-bot', $2)", [AGENT, PERSON]);
  });
});

test("without any action there is nothing, and that is shown as nothing", async () => {
  expect(await countAll()).toEqual([today()]);
  const found = await figures(7);
  expect(found).toMatchObject({ ended: { approved: 0, rejected: 0, expired: 0 }, toDecision: { p50: null, p95: null }, rolledBack: 0, rules: [], countedAt: expect.any(String) as string });
  expect(found.days).toHaveLength(7);
  expect(found.days.at(-1)).toEqual({ day: today(), allowed: 0, reviewed: 0, blocked: 0 });
  expect(await openNow()).toEqual({ tiers: [{ tier: "high", number: 0, more: false }, { tier: "medium", number: 0, more: false }, { tier: "low", number: 0, more: false }], oldest: null });
});

test("every figure follows from the rows: what was proposed, how it ended, how long it took and by which rules", async () => {
  await past({ effect: "allow", tier: "low", end: "succeeded" });
  await past({ effect: "block", end: "blocked" });
  await past({ effect: "review", tier: "high" });
  await past({ effect: "review", mode: "test" });
  await past({ effect: "review", end: "succeeded", event: "action.approved", daysAgo: 3, afterS: 100, rules: ["refund over 500", "defaults.write"] });
  await past({ effect: "review", end: "succeeded", event: "action.approved", daysAgo: 3, afterS: 100 });
  await past({ effect: "review", end: "rejected", event: "action.rejected", daysAgo: 3, afterS: 5_000, rules: ["refund over 500"] });
  await past({ effect: "review", end: "expired", event: "action.expired", daysAgo: 20 });
  await past({ effect: "allow", end: "expired", event: "action.expired", from: "approved", daysAgo: 20 });
  await past({ effect: "allow", end: "rolled_back", event: "action.rolled_back", daysAgo: 20 });
  const days = await countAll();
  expect(days.length).toBeGreaterThanOrEqual(20);
  expect(days[0]).toBe(today());

  const week = await figures(7);
  expect(week.days.at(-1)).toEqual({ day: today(), allowed: 1, reviewed: 1, blocked: 1 });
  expect(week.days.reduce((sum, { reviewed }) => sum + reviewed, 0)).toBe(4);
  expect(week.ended).toEqual({ approved: 2, rejected: 1, expired: 0 });
  expect(week.toDecision.p50).toBeGreaterThan(93);
  expect(week.toDecision.p50).toBeLessThan(107);
  expect(week.toDecision.p95).toBeGreaterThan(4_700);
  expect(week.rules).toEqual([
    { rule: "defaults.write", approved: 2, rejected: 0 },
    { rule: "refund over 500", approved: 1, rejected: 1 },
  ]);
  expect(week.rolledBack).toBe(0);
  expect(await figures(30)).toMatchObject({ ended: { approved: 2, rejected: 1, expired: 1 }, rolledBack: 1 });
  expect(await openNow()).toMatchObject({ tiers: [{ tier: "high", number: 1, more: false }, { number: 0 }, { number: 0 }], oldest: { summary: "Refund 3" } });
});

test("counting again, at once and by several, changes nothing, and what was lost is counted anew", async () => {
  const before = await figures(90);
  await Promise.all([countNext(0), countNext(0), countNext(0)]);
  expect({ ...(await figures(90)), countedAt: null }).toEqual({ ...before, countedAt: null });
  await database.asOwner(async (client) => {
    await client.query("DELETE FROM figures");
    await client.query("DELETE FROM figure_days");
  });
  await countAll();
  expect({ ...(await figures(90)), countedAt: null }).toEqual({ ...before, countedAt: null });
});
