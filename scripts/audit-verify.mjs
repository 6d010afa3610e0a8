// npm run audit:verify [-- --json]: recomputes the whole audit trail. In the database that DATABASE_URL names,
// or in the one that `npm run up` keeps in DATA_DIR.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./tree.mjs";

const dir = path.resolve(ROOT, process.env.DATA_DIR ?? ".data");
const read = (name) => {
  const file = path.join(dir, name);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
};
const secrets = read("secrets.json");
const port = read("ports.json").postgres;
const kept = port && secrets.APP_PASSWORD ? `postgresql://countersign_app:${secrets.APP_PASSWORD}@127.0.0.1:${port}/countersign` : undefined;
const env = {
  ...process.env,
  DATABASE_URL: process.env.DATABASE_URL ?? kept,
  AUTH_SECRET: process.env.AUTH_SECRET ?? secrets.AUTH_SECRET,
  ENCRYPTION_KEYS: process.env.ENCRYPTION_KEYS ?? secrets.ENCRYPTION_KEYS,
  // Nothing here makes a link.
  PUBLIC_URL: process.env.PUBLIC_URL ?? "http://127.0.0.1",
};
if (!env.DATABASE_URL) {
  console.error(`There is no installation in ${dir}. Start one with npm run up, or set DATABASE_URL (and ENCRYPTION_KEYS) to the database to verify.`);
  process.exit(2);
}
for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name];

const child = spawn(process.execPath, ["--import", "tsx", "workers/audit-verify.ts", ...process.argv.slice(2)], { cwd: ROOT, env, stdio: ["ignore", "inherit", "pipe"] });
let failure = "";
child.stderr.on("data", (text) => (failure += text));
child.once("close", (code, signal) => {
  if (/ECONNREFUSED/.test(failure)) console.error(`Nothing answers at ${new URL(env.DATABASE_URL).host}. Start it with npm run up, then run this again.`);
  else if (failure) console.error(failure.trim());
  process.exit(failure || signal ? 2 : code);
});
