import fs from "node:fs";
import path from "node:path";
import { buildPages, generateClient, install } from "../build.mjs";
import { endSteps, step } from "../step.mjs";
import { ROOT } from "../tree.mjs";
import { keepPorts, openData, readSecrets, takeOver } from "./data.mjs";
import { finalWords } from "./final-words.mjs";

const USAGE = `npm run up [-- --empty]

  Starts Countersign on this machine and keeps it running until Ctrl-C.
  --empty   the real first run: no demo company, no demo people; kept apart in .data/empty

  PORT, HOST, PUBLIC_URL, DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL and DATA_DIR are heeded; see the README.`;

const began = Date.now();
const say = (text) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);

export async function up(args) {
  const unknown = args.filter((arg) => arg !== "--empty");
  if (unknown.length > 0) {
    console.log(USAGE);
    process.exit(unknown.includes("--help") ? 0 : 1);
  }
  const demo = !args.includes("--empty");
  const dir = path.resolve(ROOT, process.env.DATA_DIR ?? (demo ? ".data" : ".data/empty"));
  const undo = [];
  const end = ending(undo);
  try {
    await start(demo, dir, undo, end);
  } catch (error) {
    if (end.begun()) return;
    console.error(`\n${error.message}\n`);
    if (process.env.DEBUG) console.error(error);
    await end(1);
  }
}

async function start(demo, dir, undo, end) {
  const going = () => {
    if (end.begun()) throw new Error("ended");
  };
  const data = openData(dir);
  const run = await takeOver(data, say);
  undo.push(() => run.leave());
  const secrets = readSecrets(data);
  const keepPort = keepPorts(data, say);

  await install(say);
  going();
  await generateClient(say);
  going();
  await buildPages(say);
  going();

  // Only now: these import packages.
  const { openDatabase } = await import("./database.mjs");
  const { keepRunning } = await import("./children.mjs");
  const onPostgres = (starting, again) => keepPostgres(starting, again, undo, end);
  const database = await openDatabase({ data, secrets, keepPort, demo, say, onPostgres });
  going();

  const children = keepRunning({ data, say, onStart: run.started });
  undo.push(() => children.end());

  const host = process.env.HOST || "127.0.0.1";
  const asked = process.env.PORT ? Number(process.env.PORT) : undefined;
  const port = await keepPort("web", { asked, usual: 3000 }, { host, title: "Countersign" });
  const here = `http://${["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host}:${port}`;
  const address = (process.env.PUBLIC_URL || here).replace(/\/+$/, "");
  const env = environment({ data, secrets, database, host, port, address });

  const play = demo && !(await heldByOthers(data, database));
  if (demo && !play) say("This database has people of its own: no demo is added to it");
  const acme = play ? await startAcme({ children, env, database, secrets, keepPort }) : undefined;
  going();
  const slack = play ? await startSlack({ children, env, data, secrets, keepPort, here }) : undefined;
  going();
  const seeded = await seed({ ...env, ...acme?.env, ...slack?.env }, play ? [] : ["--essential"]);
  going();

  say("Starting web and worker");
  const web = children.start("web", "server.ts", env);
  const worker = children.start("worker", "workers/main.ts", env);
  await Promise.all([web.ready(() => answers(`${here}/api/ready`)), worker.ready(started("worker ready"))]);
  going();
  run.answersAt(address);
  say("Ready");
  console.log(finalWords({ address, acme: acme?.url, slack: slack?.url, seeded, dir: shown(dir), elsewhere: dir !== path.resolve(ROOT, ".data") }));
}

const shown = (dir) => (path.relative(ROOT, dir).startsWith("..") ? dir : path.relative(ROOT, dir));

/** What web and worker are told. Nothing here gives them the owner's rights. */
function environment({ data, secrets, database, host, port, address }) {
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: database.appUrl,
    HOST: host,
    PORT: String(port),
    PUBLIC_URL: address,
    AUTH_SECRET: secrets.AUTH_SECRET,
    ENCRYPTION_KEYS: secrets.ENCRYPTION_KEYS,
    DATA_DIR: data.dir,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  delete env.DATABASE_OWNER_URL;
  return env;
}

/** Somebody's own database, in use already, that never had the demo. */
async function heldByOthers(data, database) {
  if (!process.env.DATABASE_URL || fs.existsSync(data.file("demo.json"))) return false;
  const { connected } = await import("../db/migrate.mjs");
  const { rows } = await connected(database.ownerUrl, (client) => client.query("SELECT EXISTS (SELECT FROM people) AS used"));
  return rows[0].used;
}

async function startAcme({ children, env, database, secrets, keepPort }) {
  const port = await keepPort("acme", { usual: 4000 }, { title: "Acme" });
  const smtpPort = await keepPort("smtp", { usual: 4025 }, { title: "Acme's mail server" });
  const acme = {
    ACME_DATABASE_URL: database.acmeUrl,
    ACME_PORT: String(port),
    ACME_SMTP_PORT: String(smtpPort),
    ACME_API_TOKEN: secrets.ACME_API_TOKEN,
  };
  // Acme is on this machine, where connectors otherwise may not reach.
  env.ALLOW_PRIVATE_TARGETS ??= "true";
  say("Starting the demo company, Acme");
  const { DATABASE_URL: _, AUTH_SECRET: __, ENCRYPTION_KEYS: ___, ...rest } = env;
  await children.start("acme", "demo/acme/main.ts", { ...rest, ...acme }).ready((printed) => /^acme ready /m.test(printed()));
  return { env: acme, url: `http://127.0.0.1:${port}` };
}

/** A Slack workspace of the demo's own: messages can be read and buttons pressed without an account anywhere. */
async function startSlack({ children, env, data, secrets, keepPort, here }) {
  const port = await keepPort("slack", { usual: 4050 }, { title: "The demo's Slack" });
  const url = `http://127.0.0.1:${port}`;
  env.SLACK_DEMO_URL = `${url}/api`;
  const slack = { SLACK_BOT_TOKEN: secrets.SLACK_DEMO_TOKEN, SLACK_SIGNING_SECRET: secrets.SLACK_DEMO_SECRET };
  const own = { SLACK_PORT: String(port), SLACK_INTERACTIONS_URL: `${here}/api/slack/interactions`, SLACK_FILE: data.file("slack.json") };
  const { DATABASE_URL: _, AUTH_SECRET: __, ENCRYPTION_KEYS: ___, ...rest } = env;
  await children.start("slack", "demo/slack/main.ts", { ...rest, ...slack, ...own }).ready((printed) => /^slack ready /m.test(printed()));
  return { env: { ...slack, SLACK_URL: url }, url };
}

/** It said so; or, where LOG_LEVEL keeps it silent, it has not ended within a few seconds. */
function started(words) {
  const since = Date.now();
  return (printed) => printed().includes(words) || (!/^(trace|debug|info)?$/.test(process.env.LOG_LEVEL ?? "") && Date.now() - since > 5_000);
}

/** Runs the seed, which makes what is missing; its last line says who and what there is. */
async function seed(env, args) {
  const said = await step(process.execPath, ["--import", "tsx", "prisma/seed.ts", ...args], { env, what: "the seed" });
  const line = said.trim().split("\n").findLast((text) => text.startsWith("{"));
  const made = line ? JSON.parse(line) : {};
  if (made.firstRun) say("Seeded the demo: people, agents, tools and connectors");
  return made;
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

/** Starts PostgreSQL again if it dies, at the same port; the pools of the others find it there. */
function keepPostgres(starting, again, undo, end) {
  let current = starting.catch(() => undefined); // its failure is reported by who waits for it
  undo.push(async () => (await current)?.stop());
  const watch = async () => {
    for (let postgres = await current, pause = 1; postgres; postgres = await current) {
      const how = await postgres.exited;
      if (end.begun()) return;
      say(`PostgreSQL ended (${how}); starting it again in ${pause} s`);
      await new Promise((resolve) => setTimeout(resolve, pause * 1000));
      pause = Math.min(30, pause * 2);
      if (end.begun()) return;
      current = again().then(
        (there) => {
          say("PostgreSQL runs again");
          pause = 1;
          return there;
        },
        (error) => ({ stop: async () => {}, exited: Promise.resolve(error.message) }),
      );
    }
  };
  void watch();
}

/** Ends what was started, newest first, whatever asks for it: a signal, npm gone, or a failure. */
function ending(undo) {
  let begun;
  const end = (code) => {
    begun ??= (async () => {
      await endSteps();
      for (const one of undo.toReversed()) {
        try {
          await one();
        } catch (error) {
          console.error(error.message);
        }
      }
      process.exit(code);
    })();
    return begun;
  };
  end.begun = () => begun !== undefined;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (!end.begun()) say("Ending …"); // npm passes on what the terminal has sent already
      void end(0);
    });
  }
  // npm killed outright passes nothing on.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && end(0), 1_000).unref();
  return end;
}
