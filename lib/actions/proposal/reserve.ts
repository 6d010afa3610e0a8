import type { ActionRow } from "@/lib/actions/row";
import { json, sql, type Tx } from "@/lib/db/tx";
import type { Reservation } from "@/lib/policy/types";

/**
 * Takes of each limit what an action asks, in the current period of the database's clock (UTC). What it holds of that
 * period already, from its submission or an earlier edit, counts once: an edit takes the difference, and gives it back
 * where it asks for less. A counter's row lock puts simultaneous reservations one after the other, so that exactly as
 * many pass as there is room for; rows are taken in one order, so that no two wait for each other.
 * @throws Beyond, which undoes the transaction, where a limit has no room: call it in `withinLimits`
 */
export async function reserveOrUndo(tx: Tx, { id, mode }: Pick<ActionRow, "id" | "mode">, reservations: readonly Reservation[]): Promise<void> {
  if (reservations.length === 0) return;
  const beyond = await tx.all<{ name: string }>(
    sql`WITH now AS MATERIALIZED (SELECT clock_timestamp() AS at), asked AS MATERIALIZED (
          SELECT r.*, date_trunc(r.per, now.at, 'UTC') AS starts_at, coalesce(h.amount, 0) AS held
            FROM now CROSS JOIN jsonb_to_recordset(${json(reservations)}) AS r(name text, scope text, per text, amount numeric, max numeric)
            LEFT JOIN limit_holdings h ON h.action_id = ${id} AND h.name = r.name AND h.scope = r.scope AND h.per = r.per AND h.starts_at = date_trunc(r.per, now.at, 'UTC')
        ), taken AS (
          INSERT INTO limit_counters AS c (name, scope, mode, per, starts_at, used, max)
          SELECT name, scope, ${mode}, per, starts_at, amount - held, max FROM asked WHERE amount <= max ORDER BY name, scope
          ON CONFLICT (name, scope, mode, per, starts_at) DO UPDATE SET used = c.used + EXCLUDED.used, max = EXCLUDED.max
           WHERE EXCLUDED.used <= 0 OR c.used + EXCLUDED.used <= EXCLUDED.max
          RETURNING c.name, c.scope, c.per
        ), held AS (
          INSERT INTO limit_holdings (action_id, name, scope, per, starts_at, amount)
          SELECT ${id}::uuid, name, scope, per, starts_at, amount FROM asked JOIN taken USING (name, scope, per)
          ON CONFLICT (action_id, name, scope, per) DO UPDATE SET starts_at = EXCLUDED.starts_at, amount = EXCLUDED.amount
        )
        SELECT name FROM asked WHERE name NOT IN (SELECT name FROM taken)`,
    "reserve-limits",
  );
  if (beyond.length > 0) throw new Beyond(beyond.map(({ name }) => name));
}

/** Runs a transaction that reserves. Where a limit has no room it is undone, and runs again with the limits that it is beyond. */
export async function withinLimits<Result>(work: (beyond: readonly string[]) => Promise<Result>): Promise<Result> {
  try {
    return await work([]);
  } catch (error) {
    if (!(error instanceof Beyond)) throw error;
    return work(error.limits);
  }
}

/** Undoes a transaction that found a limit without room. */
class Beyond extends Error {
  constructor(readonly limits: readonly string[]) {
    super(`beyond ${limits.join(", ")}`);
  }
}
