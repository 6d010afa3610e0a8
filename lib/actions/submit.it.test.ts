import { beforeAll, expect, test, vi } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { currentRegistry } from "@/lib/tools/registry";
import { submit } from "./submit";
import { addTool, agentOf, all, assemble, propose, trail, types, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

test("a read is approved by policy at once, and the trail says by which rule", async () => {
  const action = await propose(cast.agent, "look_up");
  expect(action).toMatchObject({ state: "approved", tier: "low", effect: "allow" });
  expect(await trail(action)).toMatchObject([{ type: "action.submitted", actorId: cast.agent.id, data: { to: "approved", rules: ["defaults.read"], policy_version: 1 } }]);
});

test("a write waits for a decision with its requirement and deadline copied into it", async () => {
  const action = await propose(cast.agent, "refund");
  expect(action).toMatchObject({ state: "pending", tier: "medium", effect: "review", summary: "refund $120.00 for cus_81", dueAt: null });
  expect(action.deadlineAt!.getTime() - action.submittedAt.getTime()).toBeCloseTo(2 * 3600_000, -3);
  const row = await db.one(sql`SELECT requirement FROM classifications WHERE action_id = ${action.id}`);
  expect(row).toMatchObject({ requirement: { slots: [{ group: "reviewers", approvals: 1 }], onExpiry: "expire" } });
});

test("I8: a tool that nobody registered is held as high, and the reason says why", async () => {
  const action = await propose(cast.agent, "brand_new_tool");
  expect(action).toMatchObject({ state: "pending", tier: "high", toolId: null });
  expect(await db.one(sql`SELECT reasons FROM classifications WHERE action_id = ${action.id}`)).toMatchObject({
    reasons: [{ rule: "unregistered", text: expect.stringContaining("brand_new_tool") }],
  });
});

test("an agent beyond its autonomy is blocked, whatever its tool's tier", async () => {
  const reader = await agentOf(cast.owner, "reader-bot", "read_only");
  expect(await propose(reader, "refund")).toMatchObject({ state: "blocked", tier: "high", effect: "block" });
  expect(await propose(reader, "look_up")).toMatchObject({ state: "approved" });
});

test("params that do not fit the tool are refused with every fault, and nothing is stored", async () => {
  const before = await db.one(sql`SELECT count(*)::int AS n FROM actions`);
  await expect(propose(cast.agent, "refund", { amount: "much", extra: true })).rejects.toMatchObject({
    code: "invalid",
    faults: expect.arrayContaining([
      { pointer: "/params/customer", detail: "is required" },
      { pointer: "/params/amount", detail: "must be number" },
      { pointer: "/params/extra", detail: "is not a field of this tool" },
    ]),
  });
  expect(await db.one(sql`SELECT count(*)::int AS n FROM actions`)).toEqual(before);
});

test("of fifty submits at once under one key there is one action, with one event", async () => {
  const registry = await currentRegistry();
  const submission = { tool: "refund", params: { customer: "cus_1", amount: 5 } };
  const actions = await Promise.all(Array.from({ length: 50 }, () => submit(cast.agent, submission, "the-same-key", registry)));
  expect(new Set(actions.map((action) => action.id)).size).toBe(1);
  expect(await types(actions[0]!)).toEqual(["action.submitted"]);
});

test("the same key with another body is refused, never answered with the old action", async () => {
  const registry = await currentRegistry();
  await submit(cast.agent, { tool: "refund", params: { customer: "cus_1", amount: 5 } }, "reused", registry);
  await expect(submit(cast.agent, { tool: "refund", params: { customer: "cus_1", amount: 6 } }, "reused", registry)).rejects.toMatchObject({ code: "idempotency_mismatch", status: 422 });
  const other = await agentOf(cast.owner, "other-bot");
  expect((await submit(other, { tool: "refund", params: { customer: "cus_1", amount: 6 } }, "reused", registry)).agentId).toBe(other.id);
});

test("live and test keep their idempotency keys apart, and what a test key proposes is a dry run", async () => {
  const registry = await currentRegistry();
  const submission = { tool: "refund", params: { customer: "cus_2" } };
  const live = await submit(cast.agent, submission, "both-modes", registry);
  const tried = await submit({ ...cast.agent, mode: "test" }, submission, "both-modes", registry);
  expect(tried.id).not.toBe(live.id);
  expect(tried).toMatchObject({ mode: "test", dryRun: true });
});

test("I10: a sensitive field is encrypted in the revision and masked everywhere a person reads", async () => {
  await addTool("charge", { access: "write", sensitive: ["/card"] });
  const action = await propose(cast.agent, "charge", { customer: "cus_3", card: "4242424242424242" });
  await database.asOwner(async (client) => {
    const { rows } = await client.query("SELECT canonical, sealed, params FROM revisions WHERE action_id = $1", [action.id]);
    expect(rows[0]).toMatchObject({ canonical: null, params: '{"card":"••••42","customer":"cus_3"}' });
    expect((rows[0].sealed as Buffer).includes("4242424242424242")).toBe(false);
    const everywhere = await client.query("SELECT string_agg(t::text, ' ') AS text FROM (SELECT a::text AS t FROM actions a UNION ALL SELECT e::text FROM audit_events e) x");
    expect(everywhere.rows[0].text).not.toContain("4242424242424242");
  });
});

test("I2: when the audit event cannot be written, nothing happened", async () => {
  await database.asOwner((client) => client.query("ALTER TABLE audit_events ADD CONSTRAINT full_disk CHECK (type <> 'action.submitted') NOT VALID"));
  try {
    const before = await db.one(sql`SELECT count(*)::int AS n FROM actions`);
    const { won, lost } = await all([propose(cast.agent, "look_up")]);
    expect(won).toEqual([]);
    expect(lost).toHaveLength(1);
    expect(await db.one(sql`SELECT count(*)::int AS n FROM actions`)).toEqual(before);
  } finally {
    await database.asOwner((client) => client.query("ALTER TABLE audit_events DROP CONSTRAINT full_disk"));
  }
});

test("I2: the database refuses a change of state without its event, and any change of an event", async () => {
  const action = await propose(cast.agent, "refund");
  await database.asApp(async (client) => {
    await expect(client.query("UPDATE actions SET state = 'approved' WHERE id = $1", [action.id])).rejects.toThrow("needs its audit event");
    await expect(client.query("UPDATE actions SET state = 'approved', event_count = 99 WHERE id = $1", [action.id])).rejects.toThrow("actions_newest_event");
    await expect(client.query("UPDATE audit_events SET type = 'action.approved'")).rejects.toThrow("permission denied");
    await expect(client.query("DELETE FROM audit_events")).rejects.toThrow("permission denied");
    await expect(client.query("TRUNCATE audit_events CASCADE")).rejects.toThrow("permission denied");
    await expect(client.query("ALTER TABLE audit_events DISABLE TRIGGER ALL")).rejects.toThrow("must be owner");
  });
  await database.asOwner((client) => expect(client.query("DELETE FROM audit_events")).rejects.toThrow("append-only"));
});
