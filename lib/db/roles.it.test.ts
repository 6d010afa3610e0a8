import { expect, test } from "vitest";
import { useDatabase } from "./testing";

const database = useDatabase();

const EVIDENCE = ["audit_events", "classifications", "connector_versions", "policy_versions", "revisions", "tool_versions"];

test("I10: the application's role owns nothing and is no superuser", async () => {
  await database.asApp(async (client) => {
    const owned = await client.query("SELECT relname FROM pg_class WHERE relowner = current_user::regrole UNION ALL SELECT proname FROM pg_proc WHERE proowner = current_user::regrole UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = current_user::regrole");
    expect(owned.rows).toEqual([]);
    const role = await client.query("SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = current_user");
    expect(role.rows).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false }]);
  });
});

test("I2: what is evidence can be added to by the application, and neither changed nor removed", async () => {
  await database.asApp(async (client) => {
    const { rows } = await client.query<{ name: string; changeable: boolean }>(
      `SELECT c.relname AS name, bool_or(has_table_privilege(c.oid, right_) OR has_any_column_privilege(c.oid, CASE right_ WHEN 'UPDATE' THEN 'UPDATE' ELSE 'REFERENCES' END)) AS changeable
         FROM pg_class c, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'MAINTAIN']) AS right_
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1`,
    );
    const fixed = rows.filter((row) => !row.changeable).map((row) => row.name);
    expect(fixed).toEqual(expect.arrayContaining(EVIDENCE));
    expect(EVIDENCE.filter((table) => !fixed.includes(table))).toEqual([]);
  });
});

test("I3: a decision's vote, person and hash cannot be rewritten by the application; it can only be voided", async () => {
  await database.asApp(async (client) => {
    for (const column of ["verdict", "person_id", "payload_hash", "revision"]) {
      await expect(client.query(`UPDATE decisions SET ${column} = ${column}`)).rejects.toThrow("permission denied");
    }
    await client.query("UPDATE decisions SET void_reason = void_reason");
  });
});

test("the application can use its queue's schema and create nothing in it", async () => {
  await database.asApp(async (client) => {
    await client.query("SELECT count(*) FROM bullmq.job");
    await expect(client.query("CREATE TABLE bullmq.mine (x int)")).rejects.toThrow("permission denied");
  });
});
