// npm run screenshots: every page as people see it, in light, dark and on a phone, into ./screenshots.
// Uses the demo that runs (npm run up), or starts it and ends it again. What pages tell of happens there: actions are
// decided, a draft, a shadow and two proposals begin, somebody is invited.
//   npm run screenshots -- queue history     only these pages
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { waitUntil } from "./process.mjs";
import { takeScreenshots } from "./shots/take.mjs";
import { step } from "./step.mjs";
import { ROOT } from "./tree.mjs";

const dataDir = path.resolve(ROOT, process.env.DATA_DIR ?? ".data");
const into = path.join(ROOT, "screenshots");
const demo = () => JSON.parse(fs.readFileSync(path.join(dataDir, "demo.json"), "utf8"));

async function answers() {
  try {
    return (await fetch(`${demo().url}/api/ready`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

let started;
if (!(await answers())) {
  console.log("Starting the demo");
  started = spawn(process.execPath, [path.join(ROOT, "scripts", "up.mjs")], { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDir }, stdio: ["ignore", "ignore", "inherit"] });
  if (!(await waitUntil(async () => started.exitCode !== null || (await answers()), 300_000, 500)) || started.exitCode !== null) throw new Error("The demo did not start; npm run up says why.");
}
try {
  console.log("The demo's agents propose");
  await step(process.execPath, ["--import", "tsx", "demo/agents/main.ts"], { env: { ...process.env, DATA_DIR: dataDir }, what: "the demo's agents" });
  await takeScreenshots({ demo: demo(), into, only: process.argv.slice(2), say: (text) => console.log(text) });
} finally {
  if (started?.exitCode === null) {
    started.kill("SIGTERM");
    await waitUntil(() => started.exitCode !== null, 40_000);
  }
}
