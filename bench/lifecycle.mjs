// npm run -s bench:lifecycle -- --n 3000 --c 32 [--backend postgres|redis] [--runs 1] [--warm 3000] [--details]
// Drives the running product, and in the same run on the same Postgres the baseline server, through
// submit → approve → executed. Progress goes to stderr; the last line of stdout is the result.
import { readArguments } from "./arguments.mjs";
import { median, rounded } from "./figures.mjs";
import { onGround, say } from "./ground.mjs";
import { startBaseline } from "./lifecycle/baseline.mjs";
import { prepareProduct } from "./lifecycle/product.mjs";
import { step } from "../scripts/step.mjs";

const args = readArguments();
const n = Number(args.n ?? 3000);
const asked = { n, c: Number(args.c ?? 32), warm: Number(args.warm ?? 3000), idle: Number(args.idle ?? 150) };
const backend = args.backend ?? (process.env.REDIS_URL ? "redis" : "postgres");
if (!["postgres", "redis"].includes(backend)) throw new Error("--backend is postgres or redis");
const runs = Number(args.runs ?? 1);

await onGround(async (ground) => {
  const product = await prepareProduct(ground, backend);
  const measured = [];
  for (let run = 1; run <= runs; run++) {
    const servers = { baseline: () => startBaseline(ground, run), product: () => product.start(run) };
    // In turns, so that neither always meets the warmer machine.
    const order = run % 2 ? ["baseline", "product"] : ["product", "baseline"];
    const told = {};
    for (const name of order) told[name] = await driven(name, await servers[name](), run);
    measured.push(figuresOf(told.product, told.baseline));
    if (runs > 1) console.log(JSON.stringify({ run, ...measured.at(-1) }));
  }
  console.log(JSON.stringify(together(measured)));
});

async function driven(name, server, run) {
  say(`Run ${run} of ${runs}: driving the ${name}`);
  try {
    const words = { base: server.base, adapter: server.adapter, ...asked, pid: server.pids.join(","), pg: server.database, name };
    const flags = Object.entries(words).flatMap(([key, value]) => [`--${key}`, String(value)]);
    const said = await step(process.execPath, ["bench/driver/drive.mjs", ...flags, "--probe"], { what: "the driver" });
    const told = JSON.parse(said.trim().split("\n").at(-1));
    if (args.details) console.error(JSON.stringify(told, null, 1));
    if (told.errors > 0) say(`${told.errors} requests to the ${name} failed, for example: ${told.error_sample}`);
    return told;
  } finally {
    await server.stop();
  }
}

function figuresOf(ours, baseline) {
  const share = (a, b) => (a && b ? rounded(a / b, 3) : null);
  const idle = (told) => told.idle.decided_to_executed;
  return {
    submit_per_s: ours.submit_per_s,
    submit_p50_ms: ours.submit.p50,
    submit_p99_ms: ours.submit.p99,
    decide_per_s: ours.decide_per_s,
    decide_p99_ms: ours.decide.p99,
    exec_idle_p50_ms: idle(ours).p50,
    exec_idle_p99_ms: idle(ours).p99,
    lifecycle_per_s: ours.lifecycle_per_s,
    baseline_lifecycle_per_s: baseline.lifecycle_per_s,
    ratio: share(ours.lifecycle_per_s, baseline.lifecycle_per_s),
    wal_bytes_per_action: ours.wal_bytes_per_action,
    rss_mb: ours.rss_mb.peak,
    baseline_submit_per_s: baseline.submit_per_s,
    submit_ratio: share(ours.submit_per_s, baseline.submit_per_s),
    baseline_exec_idle_p50_ms: idle(baseline).p50,
    baseline_exec_idle_p99_ms: idle(baseline).p99,
    exec_idle_p50_ratio: share(idle(ours).p50, idle(baseline).p50),
    exec_idle_p99_ratio: share(idle(ours).p99, idle(baseline).p99),
    transactions_per_action: ours.transactions_per_action,
    errors: ours.errors + baseline.errors,
    lost: ours.probe.executed_never + (ours.drained && ours.lifecycle_drained ? 0 : 1),
    doubled: ours.executed_twice + ours.probe.executed_more + ours.probe.double_submits_with_two_ids,
    probe: ours.probe,
  };
}

/** The median of each figure, with the smallest and the largest; faults are added up. */
function together(measured) {
  if (measured.length === 1) return { backend, runs, ...asked, ...measured[0] };
  const figures = Object.keys(measured[0]).filter((name) => typeof measured[0][name] === "number");
  const summed = ["errors", "lost", "doubled"];
  const of = (name) => measured.map((one) => one[name]);
  const all = Object.fromEntries(figures.map((name) => [name, summed.includes(name) ? of(name).reduce((a, b) => a + b, 0) : rounded(median(of(name)), 3)]));
  const spread = Object.fromEntries(figures.filter((name) => !summed.includes(name)).map((name) => [name, [Math.min(...of(name)), Math.max(...of(name))]]));
  return { backend, runs, ...asked, ...all, probe: measured.at(-1).probe, spread };
}
