import { freePort } from "../../scripts/process.mjs";

export async function startBaseline(ground, run) {
  const database = `bench_baseline_${run}`;
  await ground.makeEmpty(database);
  const port = await freePort(0);
  const base = `http://127.0.0.1:${port}`;
  const isReady = async () => (await fetch(`${base}/healthz`).catch(() => undefined))?.ok;
  const server = await ground.start(`baseline-${run}`, ["bench/baseline/server.mjs"], { DATABASE_URL: ground.baseline(database), PORT: String(port), NODE_ENV: "production" }, isReady);
  return {
    base,
    adapter: "bench/baseline/adapter.json",
    pids: [server.pid],
    database: ground.superuser(database),
    stop: async () => {
      await server.stop();
      await ground.drop(database);
    },
  };
}
