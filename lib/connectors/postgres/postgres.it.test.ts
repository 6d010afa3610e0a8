import { describe, expect, test } from "vitest";
import { Refusal } from "@/lib/errors";
import { callOf, rollbackOf } from "@/lib/connectors/testing";
import type { Json, Outcome } from "@/lib/connectors/types";
import { remove as deletion } from "./delete";
import { insert } from "./insert";
import { postgres } from "./postgres";
import { DeleteBinding, PostgresConfig } from "./schemas";
import { addCustomer, addOrder, changeCustomer, config, deleteCustomer, useShop } from "./shop";
import { update } from "./update";

const { database, sql, credentials, at, customer } = useShop();

describe("update", () => {
  const params = { id: "cus_1", changes: { name: "O'Mara\"; DROP TABLE shop.customers; --", plan: "team", tags: ["x", "y,z"], limits: { deep: [1] } } };
  const call = (changes: Json = params.changes, id = "cus_1") => callOf({ ...at(), binding: changeCustomer, params: { id, changes } });

  async function done(changes: Json = params.changes) {
    const made = call(changes);
    const before = await update.snapshot!(made);
    const outcome = await update.run(made);
    if (outcome.kind !== "succeeded") throw new Error(JSON.stringify(outcome));
    return { outcome, undo: (force = false) => rollbackOf({ ...at(), binding: changeCustomer, params: made.params, before, after: outcome.after!, force }) };
  }

  test("sets the named columns of the one row, whatever the values hold", async () => {
    const other = await customer("cus_2");
    const { outcome } = await done();
    expect(await customer()).toMatchObject({ name: params.changes.name, plan: "team", tags: ["x", "y,z"], limits: { deep: [1] }, big: "9007199254740993" });
    expect(await customer("cus_2")).toEqual(other);
    expect(outcome).toMatchObject({ response: { updated: 1, row: { id: "cus_1", plan: "team" } } });
    expect(JSON.stringify(outcome.response)).not.toContain("hidden value");
  });

  test("announces itself right before it writes, and not at all for a row that is missing", async () => {
    const made = call();
    expect(await update.run({ ...made, sending: async () => expect((await customer())?.name).toBe("Mara") })).toMatchObject({ kind: "succeeded" });
    const missing = call({ plan: "team" }, "cus_9");
    expect(await update.run(missing)).toMatchObject({ kind: "failed", reason: expect.stringContaining("no row cus_9") as string });
    expect(missing.sent()).toBe(false);
    await expect(update.snapshot!(missing)).rejects.toThrow(Refusal);
  });

  test("changes nothing when it may not be announced", async () => {
    await expect(update.run({ ...call(), sending: async () => Promise.reject(new Error("the claim was lost")) })).rejects.toThrow("the claim was lost");
    expect((await customer())?.name).toBe("Mara");
  });

  test.each<[string, Json]>([
    ["a column that is not allowed", { secret: "x" }],
    ["the key", { id: "cus_3" }],
    ["no column", {}],
    ["something that is no object", ["name"]],
    ["a column named like code", { 'name" = \'x\'; --': "x" }],
    ["a value the column refuses", { plan: "gold" }],
    ["a value that is too long", { name: "x".repeat(41) }],
    ["a value of another type", { balance: "plenty" }],
  ])("of %s has failed, and nothing changed", async (_, changes) => {
    const before = await customer();
    expect(await update.run(call(changes))).toMatchObject({ kind: "failed" });
    expect(await customer()).toEqual(before);
  });

  test("is previewed field by field, as the table would hold it, without an effect", async () => {
    const before = await customer();
    expect(await update.preview(call({ plan: "team", balance: "7", name: "Mara" }))).toMatchObject({
      difference: [
        { field: "plan", from: "free", to: "team" },
        { field: "balance", from: "12345678901234567890.1234", to: 7 },
      ],
    });
    expect(await customer()).toEqual(before);
  });

  test("is undone exactly: the columns that were set hold what they held, to the last digit", async () => {
    const before = await customer();
    const { undo } = await done({ name: "New", balance: 5, limits: null, tags: [] });
    expect(await update.rollBack!.preview(undo())).toMatchObject({ changedSince: [], difference: expect.arrayContaining([{ field: "name", from: "New", to: "Mara" }]) as Json });
    expect(await update.rollBack!.run(undo())).toMatchObject({ kind: "succeeded", response: { restored: 1 } });
    expect({ ...(await customer()), updated_at: 0 }).toEqual({ ...before, updated_at: 0 });
  });

  test("is not undone when the row was changed since: the difference is named, hidden values are not", async () => {
    const { undo } = await done({ name: "New" });
    await sql("UPDATE shop.customers SET plan = 'team', secret = 'another' WHERE id = 'cus_1'");
    const call = undo();
    const outcome = await update.rollBack!.run(call);
    expect(outcome).toMatchObject({ kind: "changed", difference: expect.arrayContaining([{ field: "plan", from: "free", to: "team" }, { field: "secret", from: "••••", to: "••••" }]) as Json });
    expect(JSON.stringify(outcome)).not.toContain("another");
    expect(call.sent()).toBe(false);
    expect((await update.rollBack!.preview(undo())).changedSince?.map(({ field }) => field)).toEqual(expect.arrayContaining(["plan", "secret"]));
    expect(await customer()).toMatchObject({ name: "New", plan: "team" });
  });

  test("forced, only the columns that were set are restored", async () => {
    const { undo } = await done({ name: "New" });
    await sql("UPDATE shop.customers SET plan = 'team' WHERE id = 'cus_1'");
    expect(await update.rollBack!.run(undo(true))).toMatchObject({ kind: "succeeded" });
    expect(await customer()).toMatchObject({ name: "Mara", plan: "team" });
  });

  test("a change of the last digit of a large number is seen", async () => {
    const { undo } = await done({ name: "New" });
    await sql("UPDATE shop.customers SET big = 9007199254740992 WHERE id = 'cus_1'; ALTER TABLE shop.customers DISABLE TRIGGER stamp");
    await sql("UPDATE shop.customers SET updated_at = updated_at WHERE id = 'cus_1'; ALTER TABLE shop.customers ENABLE TRIGGER stamp");
    const outcome = await update.rollBack!.run(undo());
    expect(outcome.kind === "changed" && outcome.difference.map(({ field }) => field)).toContain("big");
  });

  test("undone twice, the second time finds it done", async () => {
    const { undo } = await done({ name: "New" });
    await update.rollBack!.run(undo());
    expect(await update.rollBack!.run(undo())).toMatchObject({ kind: "succeeded", response: { already: true } });
  });

  test("undone for a row that is gone is a conflict, forced or not", async () => {
    const { undo } = await done({ name: "New" });
    await sql("DELETE FROM shop.customers WHERE id = 'cus_1'");
    expect(await update.rollBack!.run(undo())).toMatchObject({ kind: "changed" });
    expect(await update.rollBack!.run(undo(true))).toMatchObject({ kind: "changed" });
  });

  test("a change that slips in while it is undone waits for the lock, or is seen", async () => {
    const { undo } = await done({ name: "New" });
    const rival = database.asOwner(async (client) => {
      await client.query("BEGIN; UPDATE shop.customers SET plan = 'team' WHERE id = 'cus_1'");
      const undoing = update.rollBack!.run(undo());
      await waitsForLock();
      await client.query("COMMIT");
      return undoing;
    });
    expect(await rival).toMatchObject({ kind: "changed" });
  });

  test("what left no record cannot be undone", async () => {
    expect(await update.rollBack!.run(rollbackOf({ ...at(), binding: changeCustomer, params, before: null, after: null }))).toMatchObject({ kind: "failed" });
  });
});

describe("insert", () => {
  test("without a key lets the database make one, is not repeatable, and is undone by it", async () => {
    const call = callOf({ ...at(), binding: addOrder, params: { customer: "cus_1", total: 12.5 } });
    expect(insert.idempotent(addOrder)).toBe("no");
    const before = await insert.snapshot!(call);
    const outcome = await insert.run(call);
    expect(outcome).toMatchObject({ kind: "succeeded", response: { inserted: 1, row: { number: 1, customer: "cus_1", total: 12.5 } } });
    const undo = rollbackOf({ ...at(), binding: addOrder, params: call.params, before, after: (outcome as { after: Json }).after });
    expect(await insert.rollBack!.run(undo)).toMatchObject({ kind: "succeeded", response: { deleted: 1 } });
    expect(await sql("SELECT * FROM shop.orders")).toEqual([]);
    expect(await insert.rollBack!.run(undo)).toMatchObject({ kind: "succeeded", response: { already: true } });
  });

  test("with a key may be repeated: the second time finds its row", async () => {
    const call = callOf({ ...at(), binding: addCustomer, params: { id: "cus_3", name: "Priya" } });
    expect(insert.idempotent(addCustomer)).toBe("natural");
    await insert.snapshot!(call);
    expect(await insert.run(call)).toMatchObject({ kind: "succeeded", response: { inserted: 1 } });
    expect(await insert.run(call)).toMatchObject({ kind: "succeeded", response: { inserted: 0, already: true } });
    expect(await customer("cus_3")).toMatchObject({ name: "Priya", plan: "free" });
  });

  test("under a key that is taken has failed, before and when it runs", async () => {
    const call = callOf({ ...at(), binding: addCustomer, params: { id: "cus_1", name: "Somebody" } });
    await expect(insert.snapshot!(call)).rejects.toThrow("already has a row");
    expect(await insert.run(call)).toMatchObject({ kind: "failed" });
    expect((await customer())?.name).toBe("Mara");
  });

  test("that breaks a constraint has failed", async () => {
    const call = callOf({ ...at(), binding: addOrder, params: { customer: "cus_9", total: 1 } });
    expect(await insert.run(call)).toMatchObject({ kind: "failed", detail: { sqlstate: "23503" } });
  });

  test("is not undone when the row was changed since, unless forced", async () => {
    const call = callOf({ ...at(), binding: addCustomer, params: { id: "cus_3", name: "Priya" } });
    const outcome = (await insert.run(call)) as Outcome & { after: Json };
    const undo = (force: boolean) => rollbackOf({ ...at(), binding: addCustomer, params: call.params, after: outcome.after, force });
    await sql("UPDATE shop.customers SET plan = 'team' WHERE id = 'cus_3'");
    expect(await insert.rollBack!.run(undo(false))).toMatchObject({ kind: "changed", difference: expect.arrayContaining([{ field: "plan", from: "free", to: "team" }]) as Json });
    expect(await customer("cus_3")).toBeDefined();
    expect(await insert.rollBack!.run(undo(true))).toMatchObject({ kind: "succeeded" });
    expect(await customer("cus_3")).toBeUndefined();
  });

  test("is previewed as the row it would add", async () => {
    const call = callOf({ ...at(), binding: addCustomer, params: { id: "cus_3", name: "Priya" } });
    expect(await insert.preview(call)).toMatchObject({ difference: [{ field: "id", from: null, to: "cus_3" }, { field: "name", from: null, to: "Priya" }] });
    expect(await customer("cus_3")).toBeUndefined();
  });
});

describe("delete", () => {
  const call = (id = "cus_1") => callOf({ ...at(), binding: deleteCustomer, params: { id } });
  async function done() {
    const made = call();
    const before = await deletion.snapshot!(made);
    const outcome = await deletion.run(made);
    return { outcome, undo: (force = false) => rollbackOf({ ...at(), binding: deleteCustomer, params: made.params, before, after: null, force }) };
  }

  test("removes the row, and undone puts it back whole: hidden columns, large numbers, times", async () => {
    const before = await customer();
    const { outcome, undo } = await done();
    expect(outcome).toMatchObject({ kind: "succeeded", response: { deleted: 1 } });
    expect(await customer()).toBeUndefined();
    expect(await deletion.rollBack!.run(undo())).toMatchObject({ kind: "succeeded", response: { restored: 1 } });
    expect(await customer()).toEqual(before);
    expect(await deletion.rollBack!.run(undo())).toMatchObject({ kind: "succeeded", response: { already: true } });
  });

  test("puts back a row whose key the database made", async () => {
    await sql("INSERT INTO shop.orders (customer, total) VALUES ('cus_1', 5)");
    const binding = DeleteBinding.parse({ table: "shop.orders", key: "{{params.number}}" });
    const made = callOf({ ...at(), binding, params: { number: 1 } });
    const before = await deletion.snapshot!(made);
    await deletion.run(made);
    expect(await deletion.rollBack!.run(rollbackOf({ ...at(), binding, params: made.params, before }))).toMatchObject({ kind: "succeeded" });
    expect(await sql("SELECT * FROM shop.orders")).toEqual([{ number: "1", customer: "cus_1", total: "5.00" }]);
  });

  test("is not undone when there is a row under its key again, unless forced", async () => {
    const before = await customer();
    const { undo } = await done();
    await sql("INSERT INTO shop.customers (id, name) VALUES ('cus_1', 'Somebody else')");
    expect(await deletion.rollBack!.run(undo())).toMatchObject({ kind: "changed" });
    expect((await customer())?.name).toBe("Somebody else");
    expect(await deletion.rollBack!.run(undo(true))).toMatchObject({ kind: "succeeded" });
    expect({ ...(await customer()), updated_at: 0 }).toEqual({ ...before, updated_at: 0 });
  });

  test("of a row that was never there is refused before it runs; gone when it runs, it is done", async () => {
    await expect(deletion.snapshot!(call("cus_9"))).rejects.toThrow("no row cus_9");
    await done();
    const again = call();
    expect(await deletion.run(again)).toMatchObject({ kind: "succeeded", response: { deleted: 0, already: true } });
    expect(again.sent()).toBe(false);
  });

  test("of a row that others refer to has failed", async () => {
    await sql("INSERT INTO shop.orders (customer, total) VALUES ('cus_1', 5)");
    expect(await deletion.run(call())).toMatchObject({ kind: "failed", detail: { sqlstate: "23503" } });
  });
});

describe("the test button", () => {
  const signal = () => AbortSignal.timeout(5_000);
  test("finds tables and columns, and names what is missing", async () => {
    expect(await postgres.test(config, credentials(), signal())).toMatchObject({ ok: true });
    const wrong = PostgresConfig.parse({ tables: { "shop.customers": { key: "id", columns: ["nickname"] } } });
    expect(await postgres.test(wrong, credentials(), signal())).toMatchObject({ ok: false, message: expect.stringContaining("nickname") as string });
    const none = PostgresConfig.parse({ tables: { nowhere: { key: "id", columns: ["id"] } } });
    expect(await postgres.test(none, credentials(), signal())).toMatchObject({ ok: false });
  });
});

/** Until some connection waits for a row that another holds. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const waiting = await sql("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    if (waiting.length > 0) return;
  }
}
