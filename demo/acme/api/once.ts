import { isDeepStrictEqual } from "node:util";
import type { Context } from "hono";
import type { Pool, PoolClient } from "pg";
import { transact } from "@/demo/acme/database/database";
import { Refused } from "./answer";

type Row = Record<string, unknown>;
type Creation<Body> = {
  pool: Pool;
  table: "refunds" | "posts" | "meetings" | "faq_replies";
  body: Body;
  columns: Row;
  /** Throws when the row must not be made. Not asked again for a key that already made one. */
  check?: (client: PoolClient) => Promise<void>;
  show: (row: Row) => object;
};

/**
 * Makes a row and answers 201. With an `Idempotency-Key` the same key makes it only once: repeats are
 * answered 200 with that row as it is now, and the same key with another body is refused.
 */
export async function createOnce<Body extends object>(c: Context, { pool, table, body, columns, check, show }: Creation<Body>) {
  const key = keyOf(c);
  const { row, replayed } = await transact(pool, async (client) => {
    if (key) {
      // Two requests with one key take turns: the second one finds the row of the first.
      await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${table}:${key}`]);
      const found = await client.query<Row>(`select * from ${table} where idempotency_key = $1`, [key]);
      const row = found.rows[0];
      if (row) {
        if (!isDeepStrictEqual(row.request, body)) {
          throw new Refused(409, "idempotency_mismatch", "This Idempotency-Key was used with another body. Use a new key.");
        }
        return { row, replayed: true };
      }
    }
    await check?.(client);
    const values = { ...columns, idempotency_key: key, request: JSON.stringify(body) };
    const names = Object.keys(values);
    const marks = names.map((_, index) => `$${index + 1}`);
    const made = await client.query<Row>(
      `insert into ${table} (${names.join(", ")}) values (${marks.join(", ")}) returning *`,
      Object.values(values),
    );
    return { row: made.rows[0]!, replayed: false };
  });
  if (replayed) c.header("Idempotent-Replayed", "true");
  return c.json(show(row), replayed ? 200 : 201);
}

function keyOf(c: Context): string | null {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return null;
  if (key.length === 0 || key.length > 255) {
    throw new Refused(400, "idempotency_key", "An Idempotency-Key has 1 to 255 characters.");
  }
  return key;
}
