import { beforeAll, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { grant, report } from "@/lib/actions/grant";
import { rollBack } from "@/lib/actions/roll-back";
import { addTool, assemble, propose, seen, types, type Cast } from "@/lib/actions/testing";
import { config, useShop } from "@/lib/connectors/postgres/shop";
import { json, sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { seal } from "@/lib/sealing";
import { lookAtTarget } from "./look";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
vi.stubEnv("ALLOW_PRIVATE_TARGETS", "true");
const shop = useShop();
let cast: Cast;

beforeAll(async () => {
  cast = await assemble();
  await transact(async (tx) => {
    const [id, version] = [newId(), newId()];
    await tx.run(sql`INSERT INTO connectors (id, name, kind) VALUES (${id}, 'shop', 'postgres')`);
    await tx.run(sql`INSERT INTO connector_versions (id, connector_id, version, config, sealed) VALUES (${version}, ${id}, 1, ${json(config)}, ${seal(JSON.stringify(shop.credentials()), version)})`);
  });
  const of = { connector: "shop", reversibility: "reversible" };
  await addTool("rename", { ...of, access: "write", operation: "update", sensitive: ["/card"], binding: { table: "shop.customers", key: "{{params.customer}}", set: { plan: "team", name: "{{params.card}}" } } });
  await addTool("top_up", { ...of, access: "write", operation: "update", sensitive: ["/customer"], binding: { table: "shop.customers", key: "{{params.customer}}", set: { balance: "{{params.amount}}" } } });
  await addTool("hang_sign", { access: "write", connector: "by-agent", binding: { rollBack: true }, reversibility: "compensable" });
  await addTool("remove", { ...of, access: "destructive", operation: "delete", binding: { table: "shop.customers", key: "{{params.customer}}" } });
});

test("a change that waits is shown beside what the target holds now, and afterwards beside what it held, with sensitive values masked", async () => {
  const action = await propose(cast.agent, "rename", { customer: "cus_1", card: "Mara the second" });
  const now = await lookAtTarget(cast.reviewer, action.id);
  expect(now).toMatchObject({ found: true, when: "now", difference: [{ field: "name", from: "••••" }, { field: "plan", from: "free", to: "team" }] });
  expect((await shop.customer())?.name).toBe("Mara");
  await approve(cast.reviewer, await seen(action));
  await execute(cast.worker, action.id);
  const events = await types(action);
  await shop.sql("UPDATE shop.customers SET plan = 'free'");
  expect(await lookAtTarget(cast.auditor, action.id)).toMatchObject({ found: true, when: "before", difference: [{ field: "name", from: "••••" }, { field: "plan", from: "free", to: "team" }] });
  expect(await types(action)).toEqual(events);
});

test("whoever decides on a rollback sees what would change back and what changed since, until it has run", async () => {
  const action = await propose(cast.agent, "rename", { customer: "cus_1", card: "Mara the second" });
  await approve(cast.reviewer, await seen(action));
  await execute(cast.worker, action.id);
  const undo = await rollBack(cast.reviewer, { id: action.id, revision: 1, note: "wrong" });
  expect(await lookAtTarget(cast.second, undo.id)).toMatchObject({ found: true, when: "now", difference: [{ field: "name", from: "••••nd", to: "••••" }, { field: "plan", from: "team", to: "free" }], rollsBack: { changedSince: [] } });
  await shop.sql("UPDATE shop.customers SET plan = 'free'");
  expect(await lookAtTarget(cast.auditor, undo.id)).toMatchObject({ found: true, difference: [{ field: "name" }], rollsBack: { changedSince: [{ field: "plan", from: "team", to: "free" }, { field: "updated_at" }] } });
  await approve(cast.second, await seen(undo));
  await execute(cast.worker, undo.id);
  expect(await lookAtTarget(cast.second, undo.id)).toEqual({ found: false, why: "It does not wait any more." });
});

/** A rollback that waits, of an action that took effect. */
async function undone(tool: string, params: { customer: string; amount?: number; card?: string }) {
  const action = await approve(cast.reviewer, await seen(await propose(cast.agent, tool, params)));
  await execute(cast.worker, action.id);
  return { action, undo: await rollBack(cast.reviewer, { id: action.id, revision: 1, note: "wrong" }) };
}

test("of a rollback that its agent runs, nothing is claimed about what it changes back", async () => {
  const action = await approve(cast.reviewer, await seen(await propose(cast.agent, "hang_sign")));
  await report(cast.agent, action.id, { grant: (await grant(cast.agent, action.id)).grant, outcome: "succeeded" });
  const undo = await rollBack(cast.reviewer, { id: action.id, revision: 1, note: "wrong door" });
  const look = await lookAtTarget(cast.second, undo.id);
  expect(look).toEqual({ found: true, when: "now", sentence: expect.stringContaining("agent undoes this itself"), rollsBack: { changedSince: null, force: false } });
});

test("of a rollback whose row is gone, it is not said that the row is as it was before", async () => {
  const { undo } = await undone("rename", { customer: "cus_1", card: "Mara the second" });
  await shop.sql("DELETE FROM shop.customers WHERE id = 'cus_1'");
  const look = await lookAtTarget(cast.second, undo.id);
  expect(look).toMatchObject({ found: true, sentence: expect.stringContaining("is gone") });
  expect(look).not.toHaveProperty("difference", []);
});

test("whoever decides on a rollback that an admin insists on is told so", async () => {
  const action = await approve(cast.reviewer, await seen(await propose(cast.agent, "rename", { customer: "cus_1", card: "Mara the second" })));
  await execute(cast.worker, action.id);
  const undo = await rollBack(cast.admin, { id: action.id, revision: 1, note: "agreed", force: true });
  expect(await lookAtTarget(cast.second, undo.id)).toMatchObject({ found: true, rollsBack: { force: true } });
});

test("I10: what the target says when a rollback cannot be looked at does not tell a sensitive value", async () => {
  const { undo } = await undone("top_up", { customer: "cus_1", amount: 5 });
  await shop.sql("ALTER TABLE shop.orders DROP CONSTRAINT orders_customer_fkey; ALTER TABLE shop.customers DROP CONSTRAINT customers_pkey; INSERT INTO shop.customers (id, name) VALUES ('cus_1', 'Mara again')");
  try {
    const look = await lookAtTarget(cast.auditor, undo.id);
    expect(look).toMatchObject({ found: false, why: expect.stringContaining("Several rows") });
    expect(JSON.stringify(look)).not.toContain("cus_1");
  } finally {
    await shop.sql("TRUNCATE shop.customers, shop.orders; ALTER TABLE shop.customers ADD PRIMARY KEY (id); ALTER TABLE shop.orders ADD FOREIGN KEY (customer) REFERENCES shop.customers");
  }
});

test("I3: a rollback of what is stored otherwise than it was executed says so, is logged, and is refused when it is executed", async () => {
  const logged = vi.spyOn(log, "error").mockReturnValue();
  const { action, undo } = await undone("remove", { customer: "cus_2" });
  await shop.sql("ALTER TABLE revisions DISABLE TRIGGER revisions_fixed");
  await shop.sql("UPDATE revisions SET canonical = replace(canonical, 'cus_2', 'cus_1') WHERE action_id = $1", [action.id]);
  await shop.sql("ALTER TABLE revisions ENABLE TRIGGER revisions_fixed");
  const why = "The action to undo is not the one that was executed.";
  expect(await lookAtTarget(cast.second, undo.id)).toEqual({ found: false, why });
  expect(logged).toHaveBeenCalledWith(expect.objectContaining({ action: action.id, err: expect.objectContaining({ code: "payload_mismatch" }) }), expect.any(String));
  logged.mockRestore();
  await approve(cast.second, await seen(undo));
  expect(await execute(cast.worker, undo.id)).toMatchObject({ state: "failed", outcome: { reason: why } });
});

test("without the key of its credentials a rollback is not shown, and why is logged", async () => {
  const { undo } = await undone("rename", { customer: "cus_1", card: "Mara the second" });
  const logged = vi.spyOn(log, "error").mockReturnValue();
  const [kept] = await shop.sql<{ sealed: Buffer }>("SELECT sealed FROM connector_versions WHERE sealed IS NOT NULL");
  const withSealed = async (sealed: Buffer) => {
    await shop.sql("ALTER TABLE connector_versions DISABLE TRIGGER connector_versions_fixed");
    await shop.sql("UPDATE connector_versions SET sealed = $1 WHERE sealed IS NOT NULL", [sealed]);
    await shop.sql("ALTER TABLE connector_versions ENABLE TRIGGER connector_versions_fixed");
  };
  // The key's number stands behind the version.
  await withSealed(Buffer.concat([kept!.sealed.subarray(0, 1), Buffer.from([0x7f, 0xff]), kept!.sealed.subarray(3)]));
  try {
    expect(await lookAtTarget(cast.second, undo.id)).toEqual({ found: false, why: expect.stringContaining("could not be found out") });
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ err: expect.objectContaining({ message: expect.stringContaining("ENCRYPTION_KEYS") }) }), expect.any(String));
  } finally {
    logged.mockRestore();
    await withSealed(kept!.sealed);
  }
});

test("a deletion shows what would be gone, and only columns that the connector names", async () => {
  const { id } = await propose(cast.agent, "remove", { customer: "cus_2" });
  const look = await lookAtTarget(cast.reviewer, id);
  expect(look).toMatchObject({ found: true, when: "now" });
  expect(JSON.stringify(look)).toContain("Owen");
  expect(JSON.stringify(look)).not.toContain("hidden value");
});

test("what cannot be looked at says why", async () => {
  expect(await lookAtTarget(cast.reviewer, (await propose(cast.agent, "rename", { customer: "cus_9", card: "x" })).id)).toEqual({ found: false, why: "shop.customers has no row cus_9." });
  expect(await lookAtTarget(cast.reviewer, (await propose(cast.agent, "refund")).id)).toMatchObject({ found: false });
  await expect(lookAtTarget(cast.reviewer, newId())).rejects.toMatchObject({ code: "not_found" });
});
