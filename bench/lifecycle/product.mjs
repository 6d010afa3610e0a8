import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { buildPages } from "../../scripts/build.mjs";
import { freePort } from "../../scripts/process.mjs";
import { step } from "../../scripts/step.mjs";
import { ROOT } from "../../scripts/tree.mjs";
import { say } from "../ground.mjs";
import { signIn } from "./sign-in.mjs";

/** The product as it is run in production, web and worker, and how the driver speaks to it. */
export async function prepareProduct(ground, backend) {
  const pages = path.join(ROOT, process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID");
  // Only where there are none: what is measured does not go through them, but for signing in.
  if (!fs.existsSync(pages)) await buildPages(say);
  const redisUrl = backend === "redis" ? await ground.redis() : undefined;
  const env = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
    DATA_DIR: ground.folder,
    HOST: "127.0.0.1",
    REDIS_URL: redisUrl ?? "",
    ALLOW_NOOP_CONNECTOR: "true",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
  };
  say("Seeding agents, reviewers, tools and policy");
  await ground.makeDatabase("bench_template");
  const seeding = { ...process.env, ...env, DATABASE_URL: ground.app("bench_template"), PORT: "1", PUBLIC_URL: "http://127.0.0.1:1" };
  const world = JSON.parse((await step(process.execPath, ["--import", "tsx", "bench/lifecycle/world.ts"], { env: seeding, what: "the seed" })).trim().split("\n").at(-1));
  return { world, start: (run) => startProduct(ground, env, world, run) };
}

async function startProduct(ground, common, world, run) {
  const database = `bench_product_${run}`;
  await ground.clone(database, "bench_template");
  const port = await freePort(0);
  const base = `http://127.0.0.1:${port}`;
  const env = { ...common, DATABASE_URL: ground.app(database), PORT: String(port), PUBLIC_URL: base };
  const profiled = process.env.BENCH_PROFILE ? ["--cpu-prof", "--cpu-prof-dir", process.env.BENCH_PROFILE] : [];
  const program = (name, file, isReady) =>
    ground.start(`${name}-${run}`, [...profiled, "--import", "tsx", file], { ...env, COUNTERSIGN_PROCESS: name }, isReady);
  const web = await program("web", "server.ts", async () => (await fetch(`${base}/api/ready`).catch(() => undefined))?.ok);
  const worker = await program("worker", "workers/main.ts", async (said) => said().includes("worker ready") || common.LOG_LEVEL !== "info");
  const sessions = await Promise.all(world.people.map((person) => signIn(base, person)));
  const file = path.join(ground.folder, `adapter-${run}.json`);
  fs.writeFileSync(file, JSON.stringify(adapterOf(base, world.agents, sessions)), { mode: 0o600 });
  return {
    base,
    adapter: file,
    pids: [web.pid, worker.pid],
    database: ground.superuser(database),
    stop: async () => {
      await Promise.all([web.stop(), worker.stop()]);
      await ground.drop(database);
    },
  };
}

/** Each agent submits with its own key; reviewers, none of whom owns an agent, decide in turns. */
const adapterOf = (base, agents, sessions) => ({
  name: "countersign",
  per: { agent: Object.fromEntries(agents.map(({ name, key }, i) => [name, { bearer: key, cookie: sessions[i % sessions.length] }])) },
  submit: {
    path: "/api/v1/actions",
    headers: { authorization: "Bearer {bearer}", "idempotency-key": "{key}" },
    body: { tool: "{tool}", params: "{params}" },
    id: "id",
    extra: { revision: "revision", hash: "payload_hash" },
  },
  decide: {
    path: "/api/people/actions/{id}/decision",
    headers: { cookie: "{cookie}", origin: base },
    body: { verdict: "approve", revision: "{revision}", payload_hash: "{hash}" },
  },
  executed: {
    mode: "sql",
    query: `SELECT a.id, extract(epoch FROM max(t.finished_at)) * 1000 AS ms, count(*) AS times
              FROM actions a JOIN attempts t ON t.action_id = a.id AND t.outcome = 'succeeded' WHERE a.state = 'succeeded' GROUP BY a.id`,
    count: { sql: "SELECT count(*) AS n FROM actions WHERE state = 'succeeded'" },
  },
});
