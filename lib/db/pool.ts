import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

// Next's bundles and server.ts load this module separately; the pool is one per process.
const shared = globalThis as typeof globalThis & { countersignPool?: pg.Pool; countersignLanes?: pg.Pool };

/** The process's pool of connections, as the role that owns nothing. */
export function pool(): pg.Pool {
  shared.countersignPool ??= open({ max: env().DATABASE_POOL });
  return shared.countersignPool;
}

/**
 * The connections of `gather`'s lanes, for prepared statements of fixed text alone: each is planned once. Left to itself
 * PostgreSQL plans one that takes a list of ids for every execution anew, since it takes lists for longer than ours are
 * (https://www.postgresql.org/docs/current/sql-prepare.html, "Notes").
 */
export function lanes(): pg.Pool {
  shared.countersignLanes ??= open({ max: LANES, options: "-c plan_cache_mode=force_generic_plan" });
  return shared.countersignLanes;
}

/** As many as are busy at once: two for what is written, for what is read, and for each thing that every request asks. */
const LANES = 8;

function open(options: pg.PoolConfig): pg.Pool {
  const opened = new pg.Pool({
    connectionString: env().DATABASE_URL,
    ...options,
    // A database that went away is an answer within seconds, never a hang.
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    // A process that stands still in the middle of one holds its locks, and a halt's, no longer than this.
    idle_in_transaction_session_timeout: 10_000,
    application_name: "countersign",
    // BEGIN travels with the first statement instead of costing a round trip of its own.
    pipeline: true,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  opened.on("error", (error) => log.warn({ err: error }, "an idle database connection was lost"));
  // One that breaks in the middle of a transaction has no listener of the pool's: its next statement reports it.
  opened.on("connect", (client) => client.on("error", () => {}));
  return opened;
}

export async function closePool(): Promise<void> {
  const open = [shared.countersignPool, shared.countersignLanes];
  delete shared.countersignPool;
  delete shared.countersignLanes;
  await Promise.all(open.map((one) => one?.end()));
}
