import { json, sql, type Tx } from "@/lib/db/tx";
import type { Reservation } from "@/lib/policy/types";

/**
 * Takes of each limit what an action asks, in the current period of the database's clock (UTC). A counter's row lock
 * puts simultaneous submits one after the other, so that exactly as many pass as there is room for; rows are taken
 * in one order, so that no two submits wait for each other.
 * @returns the names of limits that had no room: the caller undoes its transaction
 */
export async function reserve(tx: Tx, reservations: readonly Reservation[], mode: "live" | "test"): Promise<string[]> {
  const beyond = await tx.all<{ name: string }>(
    sql`WITH asked AS (
          SELECT * FROM jsonb_to_recordset(${json(reservations)}) AS r(name text, scope text, per text, amount numeric, max numeric)
        ), taken AS (
          INSERT INTO limit_counters AS c (name, scope, mode, per, starts_at, used, max)
          SELECT name, scope, ${mode}, per, date_trunc(per, clock_timestamp(), 'UTC'), amount, max FROM asked WHERE amount <= max ORDER BY name, scope
          ON CONFLICT (name, scope, mode, per, starts_at) DO UPDATE SET used = c.used + EXCLUDED.used, max = EXCLUDED.max
           WHERE c.used + EXCLUDED.used <= EXCLUDED.max
          RETURNING c.name
        )
        SELECT name FROM asked WHERE name NOT IN (SELECT name FROM taken)`,
    "reserve-limits",
  );
  return beyond.map(({ name }) => name);
}

/** Undoes a transaction that found a limit without room. */
export class Beyond extends Error {
  constructor(readonly limits: readonly string[]) {
    super(`beyond ${limits.join(", ")}`);
  }
}
