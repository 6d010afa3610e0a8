import type { Agent } from "@/lib/actor";
import { canonical, sha256 } from "@/lib/canonical";
import { json, sql, type Db, type Tx } from "@/lib/db/tx";
import { amountsIn } from "@/lib/signals/amounts";
import { examine } from "@/lib/signals/texts";
import { NO_HISTORY, type History } from "@/lib/signals/types";

/** One count of what an agent did: uses of a tool, of a destination, of the very same call, or calls in a minute. */
type Count = { kind: "tool" | "to" | "same" | "minute"; key: string; amounts: number; total: number; squares: number };
type Row = { kind: Count["kind"]; key: string; uses: number; amounts: number; total: number; squares: number; current: boolean };

export type Past = { history: History; counts: Count[] };

/** Destinations of one call that are looked up and kept. */
const MOST = 20;
/** Fewer sums than this say nothing of what is usual. */
const ENOUGH = 10;

// Of what is kept for a while only; longer is no burst any more.
const WINDOW = sql`CASE kind WHEN 'minute' THEN interval '1 minute' WHEN 'same' THEN interval '10 minutes' END`;

const keyOf = (value: unknown) => sha256(canonical(value)).toString("hex").slice(0, 32);
const destinationKey = (value: string) => keyOf(value.toLowerCase());

/** What one call adds to its agent's history. */
function countsOf(tool: string, params: { [key: string]: unknown }): { counts: Count[]; destinations: string[] } {
  const examined = examine({ params, sources: [], confidence: null, history: NO_HISTORY, hosts: null, confidenceFloor: 0 });
  const sums = amountsIn(examined.params).map(({ amount }) => Math.abs(amount));
  const destinations = [...new Set(examined.destinations.map(({ value }) => value))].slice(0, MOST);
  const nothing = { amounts: 0, total: 0, squares: 0 };
  const counts: Count[] = [
    { kind: "minute", key: "", ...nothing },
    { kind: "same", key: keyOf({ tool, params }), ...nothing },
    ...destinations.map((value): Count => ({ kind: "to", key: destinationKey(value), ...nothing })),
    { kind: "tool", key: tool, amounts: sums.length, total: sums.reduce((sum, one) => sum + one, 0), squares: sums.reduce((sum, one) => sum + one * one, 0) },
  ];
  return { counts, destinations };
}

/**
 * What this agent did before, as far as this call asks, and what the call adds to it. One read. `itself` are the params
 * with which the same action was counted already: an edit or a retry of the first use is the first use still.
 */
export async function pastOf(from: Db, agent: Pick<Agent, "id" | "mode">, tool: string, params: { [key: string]: unknown }, itself?: { [key: string]: unknown }): Promise<Past> {
  const { counts, destinations } = countsOf(tool, params);
  const rows = await from.all<Row>(
    sql`SELECT kind, key, uses, amounts, total, squares, coalesce(started_at > clock_timestamp() - ${WINDOW}, true) AS current
          FROM agent_history
         WHERE agent_id = ${agent.id} AND mode = ${agent.mode}
           AND (kind, key) IN (SELECT kind, key FROM jsonb_to_recordset(${json(counts)}) AS r(kind text, key text))`,
    "past-of",
  );
  const own = itself ? countsOf(tool, itself).counts : [];
  const found = (kind: Count["kind"], key: string) => {
    const row = rows.find((one) => one.kind === kind && one.key === key && one.current);
    const mine = own.find((one) => one.kind === kind && one.key === key);
    const others = row && mine ? { ...row, uses: row.uses - 1, amounts: row.amounts - mine.amounts, total: row.total - mine.total, squares: row.squares - mine.squares } : row;
    return others && others.uses > 0 ? others : undefined;
  };
  const used = found("tool", tool);
  return {
    counts,
    history: {
      toolUses: used?.uses ?? 0,
      newDestinations: destinations.filter((value) => !found("to", destinationKey(value))),
      usualAmount: used && used.amounts >= ENOUGH ? usual(used) : null,
      repeats: found("same", counts[1]!.key)?.uses ?? 0,
      lastMinute: found("minute", "")?.uses ?? 0,
    },
  };
}

/** The mean and two standard deviations: what nearly all sums so far stayed under. */
function usual({ amounts, total, squares }: Row): number {
  const mean = total / amounts;
  return Math.round((mean + 2 * Math.sqrt(Math.max(0, squares / amounts - mean * mean))) * 100) / 100;
}

/** Adds an action to what its agent did, in the transaction that submits it; what is too old to say anything goes. */
export async function remember(tx: Tx, agent: Pick<Agent, "id" | "mode">, counts: readonly Count[]): Promise<void> {
  await tx.run(
    sql`WITH gone AS (
          DELETE FROM agent_history
           WHERE agent_id = ${agent.id} AND mode = ${agent.mode}
             AND ((kind = 'same' AND last_at < clock_timestamp() - interval '1 hour') OR (kind = 'to' AND last_at < clock_timestamp() - interval '180 days'))
             AND (kind, key) NOT IN (SELECT kind, key FROM jsonb_to_recordset(${json(counts)}) AS r(kind text, key text))
        )
        INSERT INTO agent_history AS h (agent_id, mode, kind, key, started_at, last_at, uses, amounts, total, squares)
        SELECT ${agent.id}::uuid, ${agent.mode}, kind, key, clock_timestamp(), clock_timestamp(), 1, amounts, total, squares
          FROM jsonb_to_recordset(${json(counts)}) AS r(kind text, key text, amounts int, total float8, squares float8) ORDER BY kind, key
        ON CONFLICT (agent_id, mode, kind, key) DO UPDATE SET
          uses = CASE WHEN h.started_at <= clock_timestamp() - CASE h.kind WHEN 'minute' THEN interval '1 minute' WHEN 'same' THEN interval '10 minutes' END THEN 1 ELSE h.uses + 1 END,
          started_at = CASE WHEN h.started_at <= clock_timestamp() - CASE h.kind WHEN 'minute' THEN interval '1 minute' WHEN 'same' THEN interval '10 minutes' END THEN clock_timestamp() ELSE h.started_at END,
          last_at = clock_timestamp(), amounts = h.amounts + EXCLUDED.amounts, total = h.total + EXCLUDED.total, squares = h.squares + EXCLUDED.squares`,
    "remember-past",
  );
}
