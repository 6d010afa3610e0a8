import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildPages, generateClient, install } from "../build.mjs";
import { freePort } from "../process.mjs";
import { endSteps, step } from "../step.mjs";
import { ROOT } from "../tree.mjs";
import { findBrowser } from "./browser.mjs";
import { startRedis } from "./redis.mjs";

const STEPS = ["lint", "types", "unit", "build", "failures", "integration", "browser"];
const USAGE = `npm test [-- [--only ${STEPS.join(",")}] [--require-all] [-- <filter …>]]

  --only         some of the steps, separated by commas
  --require-all  what cannot be run here counts as failed instead of skipped
  <filter …>     passed on to vitest and playwright: a part of a file's name, -t "a title"`;

const bin = (name, file) => path.join(ROOT, "node_modules", name, file);
const node = (args, options) => step(process.execPath, args, { show: true, ...options });
const heading = (name) => console.log(`\n── ${name} ${"─".repeat(Math.max(0, 60 - name.length))}`);
const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};

export async function runTests(args) {
  const { only, requireAll, filters } = read(args);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "countersign-tests-"));
  const report = [];
  const undo = [() => fs.rmSync(folder, { recursive: true, force: true })];
  const end = async (code) => {
    await endSteps();
    for (const one of undo.splice(0).toReversed()) await one();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => void end(130));

  /** Runs one step, and counts: its tests, or for a step without any, only its failure. */
  const run = async (name, work) => {
    if (!only.includes(name)) return;
    heading(name);
    const began = Date.now();
    const line = { name, passed: 0, failed: 0, skipped: 0, notes: [] };
    report.push(line);
    try {
      await work(line);
    } catch (error) {
      console.error(error.message);
      if (line.failed === 0) line.failed = 1;
    }
    line.seconds = (Date.now() - began) / 1000;
  };
  const skip = (line, what, how) => {
    line.notes.push(`${requireAll ? "MISSING" : "SKIPPED"}: ${what}. To have it: ${how}`);
    console.error(`\n!! ${line.notes.at(-1)}\n`);
    line[requireAll ? "failed" : "skipped"]++;
  };
  const vitest = (line, project, { env = {}, args = [], show = true } = {}) =>
    counted(line, path.join(folder, `${project}.json`), (file) =>
      node([bin("vitest", "vitest.mjs"), "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`, "--passWithNoTests", ...args, ...filters], {
        env: { ...process.env, ...colour, ...env },
        show,
      }),
    );

  try {
    await install((text) => console.log(text));
    await generateClient((text) => console.log(text));
  } catch (error) {
    console.error(error.message);
    return end(1);
  }

  await run("lint", () => node([bin("oxlint", "bin/oxlint"), "--deny-warnings"], { env: { ...process.env, ...colour } }));
  await run("types", async () => {
    // Writes next-env.d.ts and the types of the routes, which pages name.
    if (fs.existsSync(path.join(ROOT, "app"))) await node([bin("next", "dist/bin/next"), "typegen"], { show: false, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } });
    await node([bin("typescript", "bin/tsc"), "--noEmit"]);
  });
  await run("unit", (line) => vitest(line, "unit"));
  let built;
  const pages = () => (built ??= buildPages((text) => console.log(text)));
  await run("build", pages);

  // Stories wait for one page after the other, and faults for what recovers from them: what needs no browser runs beside
  // the stories, one after the other, and what it says is kept until they are told.
  const beside = only.includes("browser");
  const browser = beside ? await findBrowser() : undefined;
  const kept = [];
  /** As `run`, for a command that stays quiet while stories are told. `work` answers with what it said. */
  const runAside = (name, work) =>
    run(name, async (line) => {
      let failure;
      const said = await work(line).catch((error) => {
        failure = error;
        return error.said ?? "";
      });
      if (beside) kept.push({ name, said });
      if (failure) throw beside ? new Error(`The step ${name} failed; what it said follows the stories`, { cause: failure }) : failure;
    });
  const aside = async () => {
    await runAside("failures", async (line) => {
      const redis = await startRedis(folder);
      if (redis.url) await redis.stop(); // it is there; the suite kills one of its own
      else skip(line, "the fault suite on Redis (redis-server)", redis.how);
      await pages();
      const count = (said) => {
        for (const text of said.split("\n")) if (text.startsWith('{"scenario"')) line[JSON.parse(text).broken === 0 ? "passed" : "failed"]++;
        return said;
      };
      const args = ["--import", "tsx", "e2e/failures/main.ts", "--backend", redis.url ? "both" : "postgres"];
      return node(args, { show: !beside }).then(count, (error) => {
        count(error.said ?? "");
        throw error;
      });
    });
    await runAside("integration", async (line) => {
      const redis = await startRedis(folder);
      if (redis.url) undo.push(redis.stop);
      else skip(line, "the queue on Redis (redis-server)", redis.how);
      return vitest(line, "integration", { env: redis.url ? { REDIS_TEST_URL: redis.url } : {}, args: beside ? ["--maxWorkers=1"] : [], show: !beside });
    });
  };
  const stories = run("browser", async (line) => {
    if (!browser.path) return skip(line, "the browser stories (Chromium)", browser.how);
    await pages();
    const port = await freePort(3300);
    const emptyPort = await freePort(port + 1);
    const urls = { E2E_URL: `http://127.0.0.1:${port}`, E2E_EMPTY_URL: `http://127.0.0.1:${emptyPort}` };
    await counted(line, path.join(folder, "browser.json"), (file) =>
      node([bin("playwright", "cli.js"), "test", "--reporter=list,json", ...filters], {
        env: {
          ...process.env,
          ...colour,
          ...urls,
          E2E_BROWSER: browser.path,
          E2E_FOLDER: path.join(folder, "browser"),
          PLAYWRIGHT_JSON_OUTPUT_NAME: file,
        },
      }),
    );
  });
  await Promise.all([aside(), stories]);
  for (const { name, said } of kept) {
    heading(`what ${name} said`);
    console.log(said);
  }

  const sum = (what) => report.reduce((total, line) => total + line[what], 0);
  console.log("\n── summary ──────────────────────────────────────────────────");
  for (const { name, passed, failed, skipped, seconds, notes } of report) {
    const counts = passed + failed + skipped > 0 ? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}` : "ok";
    console.log(`${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${counts}`);
    for (const note of notes) console.log(`  ${note}`);
  }
  const skipped = sum("skipped");
  process.exitCode = sum("failed") > 0 ? 1 : 0;
  console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped ? `, ${skipped} skipped` : ""}`);
  await end(process.exitCode);
}

/** Runs something that writes a report in JSON (vitest's or playwright's), and adds up what it says. @returns what it printed */
async function counted(line, file, work) {
  let failure;
  const printed = await work(file).catch((error) => (failure = error));
  if (fs.existsSync(file)) {
    const said = JSON.parse(fs.readFileSync(file, "utf8"));
    const { stats } = said;
    line.passed += stats ? stats.expected + stats.flaky : said.numPassedTests;
    line.failed += stats ? stats.unexpected : said.numFailedTests;
    line.skipped += stats ? stats.skipped : said.numPendingTests + said.numTodoTests;
  }
  if (failure) throw failure;
  return printed;
}

function read(args) {
  const value = (text) => text?.split(",").map((name) => name.trim());
  let only = STEPS;
  let requireAll = false;
  const filters = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--only") only = value(args[++i]) ?? [];
    else if (args[i].startsWith("--only=")) only = value(args[i].slice(7));
    else if (args[i] === "--require-all") requireAll = true;
    else if (args[i] === "--help") only = [];
    else if (args[i] !== "--") filters.push(args[i]);
  }
  if (only.length === 0 || only.some((name) => !STEPS.includes(name))) {
    console.log(USAGE);
    process.exit(args.includes("--help") ? 0 : 1);
  }
  return { only, requireAll, filters };
}
