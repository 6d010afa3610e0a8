// What a bench stands on: a PostgreSQL (and Redis) of its own that ends with it. Nothing else on the machine is touched.
import { randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { generateClient, install } from "../scripts/build.mjs";
import { freePort, waitUntil } from "../scripts/process.mjs";
import { ROOT } from "../scripts/tree.mjs";

const began = Date.now();
export const say = (text) => console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);

/** @param {(ground: Awaited<ReturnType<typeof open>>) => Promise<void>} work */
export async function onGround(work) {
  await install(say);
  await generateClient(say);
  const ground = await open();
  let ended;
  const end = () => (ended ??= ground.end());
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end().then(() => process.exit(1)));
  try {
    await work(ground);
  } catch (error) {
    if (ended) return; // a signal took the ground away
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await end();
  }
}

async function open() {
  const { startPostgres } = await import("../scripts/db/postgres.mjs");
  const { ensureDatabase } = await import("../scripts/db/roles.mjs");
  const { connected, migrate } = await import("../scripts/db/migrate.mjs");
  const folder = path.join(ROOT, ".data", `bench-${process.pid}`);
  fs.mkdirSync(folder, { recursive: true });
  const password = randomBytes(18).toString("base64url");
  const undo = [async () => fs.rmSync(folder, { recursive: true, force: true })];
  const end = async () => {
    for (const one of undo.splice(0).toReversed()) await one().catch((error) => console.error(error.message));
  };
  try {
    // fsync and synchronous_commit are on: an action that was acknowledged survives a power cut, here as in production.
    const postgres = await startPostgres({
      dir: path.join(folder, "postgres"),
      port: () => freePort(0),
      password,
      logFile: path.join(folder, "postgres.log"),
      settings: { max_wal_size: "4GB", autovacuum_naptime: "15s" },
    });
    undo.push(() => postgres.stop());
    const url = (user, database) => `postgresql://${user}:${password}@127.0.0.1:${postgres.port}/${database}`;
    const owner = (database) => url("countersign_owner", database);
    const app = (database) => url("countersign_app", database);
    const asSuperuser = (work) => connected(postgres.url, work);

    return {
      folder,
      password,
      owner,
      app,
      superuser: (database) => url("postgres", database),
      /** A migrated database of this name. */
      async makeDatabase(database) {
        await ensureDatabase(postgres.url, { database, owner: { name: "countersign_owner", password }, app: { name: "countersign_app", password } });
        await migrate({ ownerUrl: owner(database), appUrl: app(database) });
      },
      makeEmpty: (database) => ensureDatabase(postgres.url, { database, owner: { name: "bench_baseline", password } }),
      baseline: (database) => url("bench_baseline", database),
      clone: (database, template) =>
        asSuperuser(async (client) => {
          await client.query(`CREATE DATABASE ${database} TEMPLATE ${template} OWNER countersign_owner`);
          await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
          await client.query(`GRANT CONNECT ON DATABASE ${database} TO countersign_app`);
        }),
      drop: (database) => asSuperuser((client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)),
      async redis() {
        const { startRedis } = await import("../scripts/test/redis.mjs");
        const redis = await startRedis(folder);
        if (!redis.url) throw new Error(`There is no Redis to measure with: ${redis.how}`);
        undo.push(() => redis.stop());
        return redis.url;
      },
      /** Starts a process; its output goes to a file. Ends with the ground, if not before. */
      start(name, args, env, isReady) {
        return startProcess({ folder, undo }, name, args, env, isReady);
      },
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function startProcess({ folder, undo }, name, args, env, isReady) {
  const file = path.join(folder, `${name}.log`);
  const out = fs.openSync(file, "a");
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ["ignore", out, out] });
  fs.closeSync(out);
  let ended;
  const exited = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve((ended = signal ?? `code ${code}`)));
    child.once("error", (error) => resolve((ended = error.message)));
  });
  const stop = async () => {
    if (ended) return;
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await exited;
    clearTimeout(late);
  };
  undo.push(stop);
  const said = () => fs.readFileSync(file, "utf8");
  const ready = await waitUntil(async () => ended !== undefined || (await isReady(said)), 90_000, 50);
  if (ended !== undefined || !ready) throw new Error(`${name} did not start (${ended ?? "it is not ready in time"}):\n${said().trim().split("\n").slice(-15).join("\n")}`);
  return { pid: child.pid, stop, said };
}
