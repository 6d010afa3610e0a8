import { beforeAll, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { rollBack } from "@/lib/actions/roll-back";
import { addTool, assemble, propose, seen, types, type Cast } from "@/lib/actions/testing";
import { config, useShop } from "@/lib/connectors/postgres/shop";
import { json, sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
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
  expect(await lookAtTarget(cast.second, undo.id)).toEqual({ found: false, why: "it does not wait any more." });
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
