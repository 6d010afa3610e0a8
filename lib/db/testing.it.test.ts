import { expect, test } from "vitest";
import { db, sql, transact } from "./tx";
import { useDatabase } from "./testing";

const database = useDatabase();

test("a test file has a migrated, empty database of its own, in DATABASE_URL", async () => {
  expect(process.env.DATABASE_URL).toBe(database.appUrl);
  expect(await db.one(sql`SELECT count(*)::int AS count FROM actions`)).toEqual({ count: 0 });
});

test("I10: the application's role owns no table or function, and cannot switch off the guards", async () => {
  const owned = await db.all(sql`
    SELECT relname FROM pg_class WHERE relowner = current_user::regrole AND relkind <> 'S'
    UNION ALL SELECT proname FROM pg_proc WHERE proowner = current_user::regrole`);
  expect(owned).toEqual([]);
  await expect(db.run(sql`ALTER TABLE audit_events DISABLE TRIGGER ALL`)).rejects.toThrow("must be owner");
  await expect(db.run(sql`SET session_replication_role = replica`)).rejects.toThrow("permission denied");
  await expect(db.run(sql`CREATE TABLE mine (id int)`)).rejects.toThrow("permission denied");
  await expect(db.run(sql`CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'select 1'`)).rejects.toThrow("permission denied");
});

test.each(["audit_events", "policy_versions", "tool_versions", "connector_versions", "classifications", "revisions"])(
  "I2: the application may add to %s and never change it",
  async (table) => {
    await database.asApp(async (client) => {
      await client.query(`SELECT FROM ${table}`);
      for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        await expect(client.query(statement)).rejects.toThrow("permission denied");
      }
      const { rows } = await client.query("SELECT has_table_privilege($1, 'UPDATE') OR has_any_column_privilege($1, 'UPDATE') AS may", [table]);
      expect(rows[0].may).toBe(false);
    });
  },
);

test("the database refuses even its owner a change or removal of audit events", async () => {
  await transact((tx) =>
    tx.run(sql`INSERT INTO audit_events (id, type, actor_kind, canonical, hash)
      VALUES (gen_random_uuid(), 'test.happened', 'system', '{}', '')`),
  );
  await database.asOwner(async (client) => {
    for (const statement of ["UPDATE audit_events SET type = 'test.changed'", "DELETE FROM audit_events", "TRUNCATE audit_events CASCADE"]) {
      await expect(client.query(statement)).rejects.toThrow("audit events are append-only");
    }
  });
});
