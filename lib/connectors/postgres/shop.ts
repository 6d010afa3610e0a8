import { beforeAll, beforeEach } from "vitest";
import { useDatabase } from "@/lib/db/testing";
import { DeleteBinding, InsertBinding, PostgresConfig, UpdateBinding } from "./schemas";

export const config = PostgresConfig.parse({
  tables: {
    "shop.customers": { key: "id", columns: ["id", "name", "plan", "tags", "limits", "balance"] },
    "shop.orders": { key: "number", columns: ["customer", "total"] },
  },
  statementTimeoutMs: 2_000,
});

export const changeCustomer = UpdateBinding.parse({ table: "shop.customers", key: "{{params.id}}", set: "{{params.changes}}" });
export const addCustomer = InsertBinding.parse({
  table: "shop.customers",
  key: "{{params.id}}",
  values: { name: "{{params.name}}", plan: "{{params.plan?}}" },
});
export const addOrder = InsertBinding.parse({ table: "shop.orders", values: { customer: "{{params.customer}}", total: "{{params.total}}" } });
export const deleteCustomer = DeleteBinding.parse({ table: "shop.customers", key: "{{params.id}}" });

/** A small shop to act on, new for each test: what tests need of every kind of column. Call it once, at the top of the file. */
export function useShop() {
  const database = useDatabase();
  const sql = <Row>(text: string, values?: unknown[]) => database.asOwner(async (client) => (await client.query(text, values)).rows as Row[]);
  beforeAll(() =>
    sql(`CREATE SCHEMA shop;
      CREATE TABLE shop.customers (
        id text PRIMARY KEY, name varchar(40) NOT NULL, plan text NOT NULL DEFAULT 'free' CHECK (plan IN ('free', 'team')),
        tags text[] NOT NULL DEFAULT '{}', limits jsonb, balance numeric(30, 4) NOT NULL DEFAULT 0, big bigint,
        secret text NOT NULL DEFAULT 'hidden value', shout text GENERATED ALWAYS AS (upper(name)) STORED,
        seen timestamptz NOT NULL DEFAULT clock_timestamp(), updated_at timestamptz NOT NULL DEFAULT clock_timestamp());
      CREATE TABLE shop.orders (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer text NOT NULL REFERENCES shop.customers, total numeric(12, 2) NOT NULL);
      CREATE FUNCTION shop.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := clock_timestamp(); RETURN NEW; END $$;
      CREATE TRIGGER stamp BEFORE UPDATE ON shop.customers FOR EACH ROW EXECUTE FUNCTION shop.stamp()`),
  );
  beforeEach(() =>
    sql(`TRUNCATE shop.customers, shop.orders RESTART IDENTITY;
      INSERT INTO shop.customers (id, name, plan, tags, limits, balance, big) VALUES
        ('cus_1', 'Mara', 'free', '{a,"b c"}', '{"n": 12345678901234567890.5}', 12345678901234567890.1234, 9007199254740993),
        ('cus_2', 'Owen', 'team', '{}', NULL, 1, NULL)`),
  );
  const credentials = () => ({ connectionString: database.ownerUrl });
  return {
    database,
    sql,
    credentials,
    at: () => ({ config, credentials: credentials() }),
    customer: async (id = "cus_1") => (await sql<Record<string, unknown>>("SELECT * FROM shop.customers WHERE id = $1", [id]))[0],
  };
}
