import { literal, quote } from "./grants.mjs";
import { connected } from "./migrate.mjs";

/**
 * Makes, as a superuser, a database with the role that owns it and, if named, the role that only uses it.
 * What is there already is kept; the passwords are set again, so that secrets.json is what counts.
 * @param {{ database: string, owner: Login, app?: Login }} wanted
 * @typedef {{ name: string, password: string }} Login
 */
export async function ensureDatabase(superuserUrl, { database, owner, app }) {
  await connected(superuserUrl, async (client) => {
    for (const login of [owner, app]) if (login) await ensureLogin(client, login);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${quote(database)} OWNER ${quote(owner.name)}`);
    await client.query(`REVOKE ALL ON DATABASE ${quote(database)} FROM PUBLIC`);
  });
}

/** Makes or keeps a role that can log in and nothing else. */
export async function ensureLogin(client, { name, password }) {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
  const verb = rowCount ? "ALTER" : "CREATE";
  await client.query(`${verb} ROLE ${quote(name)} LOGIN PASSWORD ${literal(password)}`);
}
