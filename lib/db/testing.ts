import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closePool } from "./pool";

declare module "vitest" {
  interface ProvidedContext {
    superuserUrl: string;
    ownerUrl: string;
    appUrl: string;
  }
}

export type TestDatabase = {
  /** Owns the database: for looking behind the guards, and for tampering. */
  ownerUrl: string;
  /** What the application uses; it is in `DATABASE_URL` too. */
  appUrl: string;
  /** A connection of the owner, for the time of `work`. */
  asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
  /** The same as the application's role. */
  asApp<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
};

/**
 * Gives the test file a database of its own: a migrated, empty one, cloned from a template and dropped at the end.
 * Call it once, at the top of the file; `DATABASE_URL` names it before the first test and the first `beforeAll` below.
 */
export function useDatabase(): TestDatabase {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
  const ownerUrl = at(inject("ownerUrl"));
  const appUrl = at(inject("appUrl"));
  const template = new URL(inject("ownerUrl")).pathname.slice(1);
  process.env.DATABASE_URL = appUrl;

  beforeAll(async () => {
    await connected(inject("superuserUrl"), async (client) => {
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER countersign_owner`);
      // A clone does not take the database's own rights along.
      await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${name} TO countersign_app`);
    });
  });
  afterAll(async () => {
    await closePool();
    await connected(inject("superuserUrl"), (client) => drop(client, name));
  });
  return {
    ownerUrl,
    appUrl,
    asOwner: (work) => connected(ownerUrl, work),
    asApp: (work) => connected(appUrl, work),
  };
}

/** Connections that are just closing get a moment: cut off, they would be errors of a test that is over. */
async function drop(client: pg.Client, name: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rowCount } = await client.query("SELECT FROM pg_stat_activity WHERE datname = $1", [name]);
    if (!rowCount) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {}); // what was waiting for an answer reports it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
