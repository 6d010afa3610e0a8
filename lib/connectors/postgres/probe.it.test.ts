import { expect, test } from "vitest";
import { Refusal } from "@/lib/errors";
import { callOf } from "@/lib/connectors/testing";
import type { Json, Operation, Probe } from "@/lib/connectors/types";
import { remove } from "./delete";
import { insert } from "./insert";
import { addCustomer, addOrder, changeCustomer, deleteCustomer, useShop } from "./shop";
import { update } from "./update";

const { sql, at } = useShop();

/** What a probe finds when `meanwhile` is what really happened between the snapshot and the question. */
async function found<C, K, B>(operation: Operation<C, K, B>, binding: B, params: Record<string, Json>, meanwhile: "run" | "nothing" | string): Promise<Probe> {
  const call = callOf({ ...at(), binding, params }) as unknown as Parameters<typeof operation.run>[0];
  const before = await operation.snapshot!(call);
  if (meanwhile === "run") expect(await operation.run(call)).toMatchObject({ kind: "succeeded" });
  else if (meanwhile !== "nothing") await sql(meanwhile);
  return operation.probe!({ ...call, before });
}

test.each([
  ["run", "happened"],
  ["nothing", "did_not_happen"],
  ["UPDATE shop.customers SET plan = 'team', name = 'Somebody else' WHERE id = 'cus_1'", "cannot_tell"],
  ["DELETE FROM shop.customers WHERE id = 'cus_1'", "cannot_tell"],
])("an update of which %s is all that happened: %s", async (meanwhile, finding) => {
  expect(await found(update, changeCustomer, { id: "cus_1", changes: { name: "Maren", plan: "team" } }, meanwhile)).toMatchObject({ finding });
});

test("an update to what the row held already cannot be told", async () => {
  expect(await found(update, changeCustomer, { id: "cus_1", changes: { name: "Mara" } }, "run")).toMatchObject({ finding: "cannot_tell" });
});

test.each([
  ["run", "happened"],
  ["nothing", "did_not_happen"],
  ["DELETE FROM shop.customers WHERE id = 'cus_1'; INSERT INTO shop.customers (id, name) VALUES ('cus_1', 'Another')", "cannot_tell"],
])("a delete of which %s is all that happened: %s", async (meanwhile, finding) => {
  expect(await found(remove, deleteCustomer, { id: "cus_1" }, meanwhile)).toMatchObject({ finding });
});

test.each([
  ["run", "happened"],
  ["nothing", "did_not_happen"],
  ["INSERT INTO shop.customers (id, name) VALUES ('cus_3', 'Another')", "cannot_tell"],
])("an insert with a key of which %s is all that happened: %s", async (meanwhile, finding) => {
  expect(await found(insert, addCustomer, { id: "cus_3", name: "Priya" }, meanwhile)).toMatchObject({ finding });
});

test("an insert without a key did not happen where no row is alike, and cannot be told where one is", async () => {
  expect(await found(insert, addOrder, { customer: "cus_1", total: 12.5 }, "nothing")).toMatchObject({ finding: "did_not_happen" });
  expect(await found(insert, addOrder, { customer: "cus_1", total: 12.5 }, "run")).toMatchObject({ finding: "cannot_tell", detail: { keys: ["1"] } });
});

test("a probe never shows a column that the connector does not name", async () => {
  expect(JSON.stringify(await found(update, changeCustomer, { id: "cus_1", changes: { name: "Maren" } }, "run"))).not.toContain("hidden value");
});

test("a database that does not answer cannot be asked", async () => {
  const call = { ...callOf({ ...at(), binding: changeCustomer, params: { id: "cus_1", changes: { name: "x" } } }), before: { row: "{}" } };
  await expect(update.probe!({ ...call, credentials: { connectionString: "postgresql://nobody@127.0.0.1:1/none" } })).rejects.toThrow(Refusal);
});
