// npm run -s test:failures -- [--kills N] [--actions N] [--only name,name] [--backend postgres|redis|both]
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildPages, generateClient } from "@/scripts/build.mjs";
import type { Options } from "./options";
import { SCENARIOS } from "./scenarios/all";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const USAGE = `npm run -s test:failures -- [--kills 4] [--actions 48] [--only ${Object.keys(SCENARIOS).join(",")}] [--backend postgres|redis|both]

  Breaks the real processes, their database, their queue and their target, and counts what was lost or doubled.
  The last lines are one JSON object per scenario and backend. Ends with 1 when a promise was broken.`;

const { backends, ...options } = read(process.argv.slice(2));
const say = (text: string) => process.stderr.write(`${text}\n`);

await generateClient(say);
// Nothing here goes through the pages, but the web process does not start without them.
if (!fs.existsSync(path.join(ROOT, process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID"))) await buildPages(say);

const results = await Promise.all(backends.map((backend) => run({ ...options, backend })));
for (const { lines } of results) process.stdout.write(lines);
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;

function run(asked: Options & { backend: string }): Promise<{ code: number | null; lines: string }> {
  // Its input closes when we end, however we end.
  const preload = pathToFileURL(path.join(ROOT, "scripts", "up", "end-with-parent.mjs")).href;
  const child = spawn(process.execPath, ["--import", "tsx", "--import", preload, "e2e/failures/backend.ts", JSON.stringify(asked)], {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: "silent" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, pass);
  let lines = "";
  child.stdout.on("data", (text: Buffer) => (lines += text.toString()));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, lines })));
}

function read(args: string[]): Options & { backends: string[] } {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [flag, value] = args[i]!.split("=", 2) as [string, string | undefined];
    if (flag !== "--help") given.set(flag, value ?? args[++i] ?? "");
    else given.set(flag, "");
  }
  const names = given.get("--only")?.split(",") ?? Object.keys(SCENARIOS);
  const backend = given.get("--backend") ?? "both";
  const number = (flag: string, usual: number) => Number(given.get(flag) ?? usual);
  const options = { names, kills: number("--kills", 4), actions: number("--actions", 48) };
  const known = [...given.keys()].every((flag) => ["--kills", "--actions", "--only", "--backend"].includes(flag));
  const sound = known && names.every((name) => name in SCENARIOS) && options.kills >= 1 && options.actions >= 1 && ["postgres", "redis", "both"].includes(backend);
  if (!sound) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(given.has("--help") ? 0 : 2);
  }
  return { ...options, backends: backend === "both" ? ["postgres", "redis"] : [backend] };
}
