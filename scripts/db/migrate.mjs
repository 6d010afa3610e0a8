import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { step } from "../step.mjs";
import { ROOT, prismaEnvironment } from "../tree.mjs";
import { grantStatements, literal, quote } from "./grants.mjs";
import { migrateQueue } from "./queue.mjs";

/**
 * Brings the database to what this version needs, as its owner: our tables, the queue's, and what the
 * application's role may do. Safe to run again and from several places at once.
 * @param {{ ownerUrl: string, appUrl: string, say?: (text: string) => void }} options
 */
export async function migrate({ ownerUrl, appUrl, say = () => {} }) {
  await connected(ownerUrl, async (client) => {
    const pending = await pendingMigrations(client);
    if (pending.length > 0) {
      say(`applying ${pending.length === 1 ? pending[0] : `${pending.length} migrations`}`);
      await deploy(ownerUrl);
    }
    await migrateQueue(client);
    await grant(client, new URL(ownerUrl), new URL(appUrl), say);
  });
}

/** The migrations in the tree that the database has not finished. */
async function pendingMigrations(client) {
  const folder = path.join(ROOT, "prisma", "migrations");
  const wanted = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const { rows } = await client.query("SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there");
  if (!rows[0].there) return wanted;
  const done = await client.query("SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
  const checksums = new Map(done.rows.map((row) => [row.migration_name, row.checksum]));
  return wanted.filter((name) => {
    const text = fs.readFileSync(path.join(folder, name, "migration.sql"));
    return checksums.get(name) !== createHash("sha256").update(text).digest("hex");
  });
}

/** `prisma migrate deploy`, which records each migration and refuses to go on past one that failed. */
async function deploy(ownerUrl) {
  try {
    await prismaMigrate(ownerUrl, "deploy");
  } catch (error) {
    const said = error.said ?? error.message;
    const name = /migration_name="([^"]+)"|^The `([^`]+)` migration/m.exec(said)?.slice(1).find(Boolean) ?? "…";
    // What it printed of its own insides does not help.
    const lines = said.split("\n").filter((line) => line.trim() && !/^(Loaded|Prisma schema|Datasource|\d+ migrations? found|\s+(\d+:|with |at ))/.test(line));
    throw new Error(
      `Migration ${name} failed, and nothing of it was kept; those before it stay.\n  ${lines.join("\n  ")}\n` +
        `Once the cause is gone: npm run migrate -- --retry ${name}`,
      { cause: error },
    );
  }
}

/** Forgets that a migration failed, so that it is tried again. */
export const retryMigration = (ownerUrl, name) => prismaMigrate(ownerUrl, "resolve", "--rolled-back", name);

function prismaMigrate(ownerUrl, ...args) {
  const cli = path.join(ROOT, "node_modules", "prisma", "build", "index.js");
  const env = { ...process.env, ...prismaEnvironment(), DATABASE_OWNER_URL: ownerUrl };
  return step(process.execPath, [cli, "migrate", ...args], { env, what: `prisma migrate ${args[0]}` });
}

async function grant(client, owner, app, say) {
  const role = decodeURIComponent(app.username);
  if (role === decodeURIComponent(owner.username)) {
    say(`WARNING: ${role} is both owner and application; it could switch off the guards in the database. Give the application a role of its own.`);
    return;
  }
  await ensureRole(client, role, decodeURIComponent(app.password));
  const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  const { rows: current } = await client.query("SELECT current_database() AS name");
  const statements = grantStatements(role, current[0].name, rows.map((row) => row.tablename));
  // All or nothing, and one at a time: the application may be running.
  await client.query("BEGIN");
  try {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('countersign grants'))");
    for (const statement of statements) await client.query(statement);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`The rights of ${role} could not be set: ${error.message}`, { cause: error });
  }
}

/** Makes the role where it is missing; leaves one that exists as it is. */
async function ensureRole(client, role, password) {
  const { rows } = await client.query("SELECT rolsuper FROM pg_roles WHERE rolname = $1", [role]);
  if (rows[0]?.rolsuper) throw new Error(`${role} in DATABASE_URL is a superuser; the application must use a role that owns nothing`);
  if (rows[0]) return;
  if (!password) throw new Error(`DATABASE_URL names the role ${role}, which does not exist, and no password to make it with`);
  try {
    await client.query(`CREATE ROLE ${quote(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${literal(password)}`);
  } catch (error) {
    if (error.code === "42710") return; // made by somebody else in between
    throw new Error(
      `The role ${role} does not exist and the owner may not make it (${error.message}).\n` +
        `Make it yourself: CREATE ROLE ${quote(role)} LOGIN PASSWORD '…'; then name it in DATABASE_URL and the owner in DATABASE_OWNER_URL.`,
      { cause: error },
    );
  }
}

export async function connected(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {}); // the query that is waiting reports it
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    const { host, pathname, username } = new URL(url);
    throw new Error(`No connection to PostgreSQL at ${host}${pathname} as ${username}: ${error.message || error.code}`, { cause: error });
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
