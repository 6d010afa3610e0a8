import { readFile } from "node:fs/promises";
import pg from "pg";

/** Opens Acme's database and makes what is missing in it: tables always, the first rows once. */
export async function openDatabase(connectionString: string): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString, max: 8, application_name: "acme" });
  // An idle connection that breaks (Postgres restarting) must not end Acme; the pool opens another.
  pool.on("error", (error) => console.error(`acme: lost a database connection: ${error.message}`));
  try {
    await prepare(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return pool;
}

export async function transact<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const script = (name: string) => readFile(new URL(name, import.meta.url), "utf8");

async function prepare(pool: pg.Pool) {
  const [schema, seed] = await Promise.all([script("schema.sql"), script("seed.sql")]);
  await transact(pool, async (client) => {
    // Two Acmes starting at once take turns.
    await client.query("select pg_advisory_xact_lock(hashtext('acme.prepare'))");
    await client.query("set local client_min_messages = warning");
    await client.query(schema);
    const { rowCount } = await client.query("select from seeded");
    if (rowCount === 0) await client.query(seed);
  });
}
