import { ensureDatabase, ensureLogin } from "../db/roles.mjs";
import { connected, migrate } from "../db/migrate.mjs";
import { startPostgres } from "../db/postgres.mjs";

/**
 * The database of this start: the embedded PostgreSQL, or the one that the environment names.
 * `onPostgres` is called before the embedded one is there, so that whoever ends us meanwhile can wait for it.
 * @returns {Promise<{ ownerUrl: string, appUrl: string, acmeUrl?: string }>}
 */
export async function openDatabase({ data, secrets, keepPort, demo, say, onPostgres }) {
  const urls = process.env.DATABASE_URL ? await given(secrets, demo) : await embedded(data, secrets, keepPort, demo, say, onPostgres);
  await migrate({ ...urls, say: (text) => say(`Database: ${text}`) });
  return urls;
}

async function embedded(data, secrets, keepPort, demo, say, onPostgres) {
  const start = (port) => startPostgres({ dir: data.file("postgres"), port, password: secrets.POSTGRES_PASSWORD, logFile: data.log("postgres") });
  say("Starting PostgreSQL");
  const starting = start(() => keepPort("postgres", { usual: 54320 }, { title: "PostgreSQL" }));
  onPostgres(starting, async () => start(async () => (await starting).port));
  const postgres = await starting;
  say(`PostgreSQL ${postgres.joined ? "was still running" : "runs"} at 127.0.0.1:${postgres.port}`);
  const url = (user, password, database) => `postgresql://${user}:${password}@127.0.0.1:${postgres.port}/${database}`;
  await ensureDatabase(postgres.url, {
    database: "countersign",
    owner: { name: "countersign_owner", password: secrets.OWNER_PASSWORD },
    app: { name: "countersign_app", password: secrets.APP_PASSWORD },
  });
  if (demo) await ensureDatabase(postgres.url, { database: "acme", owner: { name: "acme", password: secrets.ACME_PASSWORD } });
  return {
    ownerUrl: url("countersign_owner", secrets.OWNER_PASSWORD, "countersign"),
    appUrl: url("countersign_app", secrets.APP_PASSWORD, "countersign"),
    acmeUrl: demo ? url("acme", secrets.ACME_PASSWORD, "acme") : undefined,
  };
}

/** With both addresses, they are taken as they are; with one, it is the owner's, and the application gets a role of its own. */
async function given(secrets, demo) {
  const ownerUrl = process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL;
  let appUrl = process.env.DATABASE_URL;
  if (!process.env.DATABASE_OWNER_URL) {
    const name = `${decodeURIComponent(new URL(ownerUrl).pathname.slice(1))}_app`;
    await connected(ownerUrl, async (client) => {
      await ensureLogin(client, { name, password: secrets.APP_PASSWORD }).catch((error) => {
        throw new Error(
          `The application needs a role of its own, and ${name} could not be made: ${error.message}\n` +
            "Let the role in DATABASE_URL create roles, or make one yourself: name it in DATABASE_URL and the owner in DATABASE_OWNER_URL.",
          { cause: error },
        );
      });
    });
    appUrl = as(ownerUrl, name, secrets.APP_PASSWORD);
  }
  return { ownerUrl, appUrl, acmeUrl: demo ? await acmeBeside(ownerUrl, secrets) : undefined };
}

async function acmeBeside(ownerUrl, secrets) {
  if (process.env.ACME_DATABASE_URL) return process.env.ACME_DATABASE_URL;
  const name = `${decodeURIComponent(new URL(ownerUrl).pathname.slice(1))}_acme`;
  try {
    await connected(ownerUrl, async (client) => {
      await ensureLogin(client, { name, password: secrets.ACME_PASSWORD });
      await client.query(`GRANT "${name}" TO CURRENT_USER`);
    });
    await ensureDatabase(ownerUrl, { database: name, owner: { name, password: secrets.ACME_PASSWORD } });
  } catch (error) {
    throw new Error(
      `The demo company needs a database of its own, and ${name} could not be made: ${error.message}\n` +
        "Let the owner create databases, or name one in ACME_DATABASE_URL, or start without the demo: npm run up -- --empty",
      { cause: error },
    );
  }
  return as(ownerUrl, name, secrets.ACME_PASSWORD, name);
}

function as(url, user, password, database) {
  const other = new URL(url);
  other.username = encodeURIComponent(user);
  other.password = encodeURIComponent(password);
  if (database) other.pathname = `/${database}`;
  return other.toString();
}
