import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { callOf } from "@/lib/connectors/testing";
import { remove as deletion } from "./delete";
import { insert } from "./insert";
import { DeleteBinding, PostgresConfig } from "./schemas";
import { addOrder, changeCustomer, config, useShop } from "./shop";
import { update } from "./update";

const { database, sql, credentials, at, customer } = useShop();

describe("what can go wrong around it", () => {
  const changes = { name: "New" };
  const over = (connectionString: string, signal?: AbortSignal) =>
    callOf({ config, credentials: { connectionString }, binding: changeCustomer, params: { id: "cus_1", changes }, ...(signal && { signal }) });

  const open: (() => void)[] = [];
  afterEach(() => open.splice(0).forEach((close) => close()));

  /** The database behind a wire that a test may cut: `seen` gets every chunk that the client sends. */
  async function wire(seen: (chunk: Buffer, both: { client: Socket; target: Socket }) => boolean): Promise<string> {
    const { port, hostname } = new URL(database.ownerUrl);
    const server = createServer((client) => {
      const target = connect(Number(port), hostname);
      for (const socket of [client, target]) socket.on("error", () => {});
      client.on("data", (chunk) => seen(chunk, { client, target }) && target.write(chunk));
      target.pipe(client);
      client.on("close", () => target.end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    open.push(() => server.close());
    return Object.assign(new URL(database.ownerUrl), { port: String((server.address() as AddressInfo).port) }).toString();
  }

  test("a connection lost before COMMIT has changed nothing and is tried again", async () => {
    const url = await wire((chunk, { client }) => !(chunk.includes("UPDATE \"shop\"") && client.resetAndDestroy()));
    const call = over(url);
    expect(await update.run(call)).toMatchObject({ kind: "retry" });
    expect(call.sent()).toBe(true);
    expect((await customer())?.name).toBe("Mara");
  });

  test("a connection lost as COMMIT leaves is unknown", async () => {
    const url = await wire((chunk, { client }) => !(chunk.includes("COMMIT\0") && client.resetAndDestroy()));
    expect(await update.run(over(url))).toMatchObject({ kind: "unknown" });
    expect((await customer())?.name).toBe("Mara");
  });

  test("a connection lost before COMMIT's answer arrives is unknown", async () => {
    const url = await wire((chunk, { client, target }) => {
      if (chunk.includes("COMMIT\0")) {
        target.unpipe(client);
        target.once("data", () => client.resetAndDestroy()).resume();
      }
      return true;
    });
    expect(await update.run(over(url))).toMatchObject({ kind: "unknown" });
    expect((await customer())?.name).toBe("New");
  });

  test("a server that says nothing more after COMMIT is unknown at the time limit", async () => {
    const cut = new AbortController();
    const url = await wire((chunk) => {
      if (!chunk.includes("COMMIT\0")) return true;
      cut.abort();
      return false;
    });
    expect(await update.run(over(url, cut.signal))).toMatchObject({ kind: "unknown", reason: expect.stringContaining("time limit") as string });
  });

  test("a row that somebody holds is tried again after the statement's time limit, and left alone", async () => {
    await database.asOwner(async (client) => {
      await client.query("BEGIN; SELECT * FROM shop.customers WHERE id = 'cus_1' FOR UPDATE");
      const call = callOf({ config: { ...config, statementTimeoutMs: 200 }, credentials: credentials(), binding: changeCustomer, params: { id: "cus_1", changes } });
      expect(await update.run(call)).toMatchObject({ kind: "retry", detail: { sqlstate: "57014" } });
      expect(call.sent()).toBe(false);
      await client.query("ROLLBACK");
    });
    expect((await customer())?.name).toBe("Mara");
  });

  test("a constraint that speaks up at COMMIT has failed", async () => {
    await sql("ALTER TABLE shop.orders ADD CONSTRAINT late UNIQUE (total) DEFERRABLE INITIALLY DEFERRED");
    try {
      const call = () => callOf({ ...at(), binding: addOrder, params: { customer: "cus_1", total: 5 } });
      expect(await insert.run(call())).toMatchObject({ kind: "succeeded" });
      expect(await insert.run(call())).toMatchObject({ kind: "failed", detail: { sqlstate: "23505" } });
    } finally {
      await sql("ALTER TABLE shop.orders DROP CONSTRAINT late");
    }
  });

  test("nobody listening is tried again; a wrong password or database has failed", async () => {
    const gone = Object.assign(new URL(database.ownerUrl), { port: "1" }).toString();
    const wrong = Object.assign(new URL(database.ownerUrl), { password: "wrong-password" }).toString();
    const none = Object.assign(new URL(database.ownerUrl), { pathname: "/no_such_database" }).toString();
    expect(await update.run(over(gone))).toMatchObject({ kind: "retry" });
    expect(await update.run(over(none))).toMatchObject({ kind: "failed" });
    expect(JSON.stringify(await update.run(over(wrong)))).not.toContain("wrong-password");
    await expect(update.snapshot!(over(gone))).rejects.toMatchObject({ code: "unavailable" });
    await expect(update.snapshot!(over(none))).rejects.toMatchObject({ code: "conflict" });
  });

  test("a table that the connector does not name is out of reach", async () => {
    for (const table of ["shop.secrets", "customers", "pg_catalog.pg_authid", "constructor"]) {
      const call = callOf({ ...at(), binding: { table, key: "{{params.id}}" }, params: { id: "x" } });
      expect(await deletion.run(call)).toMatchObject({ kind: "failed", reason: expect.stringContaining("not among those") as string });
    }
  });

  test("a key that is not unique touches no row", async () => {
    const loose = PostgresConfig.parse({ tables: { "shop.customers": { key: "secret", columns: ["name"] } } });
    const binding = DeleteBinding.parse({ table: "shop.customers", key: "hidden value" });
    expect(await deletion.run(callOf({ config: loose, credentials: credentials(), binding }))).toMatchObject({ kind: "failed" });
    expect(await sql("SELECT id FROM shop.customers")).toHaveLength(2);
  });
});
