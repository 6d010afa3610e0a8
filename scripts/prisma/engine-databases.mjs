import pg from "pg";

/** A database address, without the parameters that are Prisma's own. */
export function readUrl(text) {
  const url = new URL(text);
  const schema = url.searchParams.get("schema") ?? "public";
  for (const name of ["schema", "connection_limit", "pgbouncer", "pool_timeout"]) url.searchParams.delete(name);
  return { url, schema, database: decodeURIComponent(url.pathname.slice(1)) };
}

export async function connectOnce(text) {
  const client = new pg.Client({ connectionString: readUrl(text).url.toString() });
  await client.connect();
  await client.end();
}

export async function createDatabase(text) {
  const { database } = readUrl(text);
  await beside(text, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`));
  return { databaseName: database };
}

export async function dropDatabase(text) {
  const { database } = readUrl(text);
  await beside(text, (client) => client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)} WITH (FORCE)`));
}

/** Works from the database `postgres`: nobody can create or drop the one they are in. */
export async function beside(text, work) {
  const { url } = readUrl(text);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
