import pg from "pg";

// Any fixed number; whoever seeds this database holds it until done.
const SEED_LOCK = 7_301_100;

/** Does the work while nobody else does it on the same database. */
export async function alone(databaseUrl: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {}); // the query that is waiting reports it
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [SEED_LOCK]);
    await work();
  } finally {
    await client.end();
  }
}
