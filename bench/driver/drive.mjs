// Drives one server through submit → decide → executed and prints one line of JSON.
//   node bench/driver/drive.mjs --base http://127.0.0.1:4100 --adapter bench/baseline/adapter.json --n 3000 --c 32
//     [--warm 3000] [--idle 150] [--drain 120] [--pid 123[,456]] [--pg postgres://…] [--probe] [--name x]
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import pg from "pg";
import { readArguments } from "../arguments.mjs";
import { latency, rounded } from "../figures.mjs";
import { now, openTarget, sleep } from "./adapter.mjs";
import { cores, load, watchMachine, written } from "./machine.mjs";

const args = readArguments();
const n = Number(args.n ?? 2000);
const concurrency = Number(args.c ?? 32);
const adapter = JSON.parse(readFileSync(args.adapter, "utf8"));
const db = args.pg ? new pg.Client({ connectionString: args.pg }) : null;
await db?.connect();
const target = openTarget({ base: args.base, adapter, concurrency, db, drainSeconds: Number(args.drain ?? 120) });
const machine = watchMachine(args.pid ? String(args.pid).split(",") : []);
const out = { name: args.name ?? adapter.name, n, c: concurrency, load: load() };

const paramsOf = (i) => ({
  to: `user${i % 997}@example.com`,
  amount: (i * 37) % 10000,
  currency: "EUR",
  reason: `refund for order ${i} because the parcel was damaged in transit and the customer asked twice`,
  lines: [{ sku: `SKU-${i % 500}`, qty: 1 + (i % 4) }, { sku: `SKU-${i % 77}`, qty: 2 }],
});
const TOOLS = ["refund", "send_email", "deploy", "delete_row"];
const make = (count, tag) =>
  Array.from({ length: count }, (_, i) => ({ i, tag, key: `${tag}-${i}-${randomUUID()}`, agent: `agent-${i % 20}`, tool: TOOLS[i % 4], params: paramsOf(i) }));
const perSecond = (count, ms) => rounded((count / ms) * 1e3, 1);

await warmUp(make(Number(args.warm ?? 200), "w"));
await phased(make(n, "p"));
await mixed(make(n, "m"));
await idle(make(Number(args.idle ?? 150), "i"));
if (args.probe) await probe(make(50, "q"));
machine.stop();
out.rss_mb = machine.rss();
out.errors = target.faults.count;
if (target.faults.sample) out.error_sample = target.faults.sample;
await target.close();
await db?.end();
console.log(JSON.stringify(out));

/** A cold JIT halves the figures. */
async function warmUp(items) {
  const before = await target.executedCount();
  await target.each(items, (item) => target.submit(item));
  await sleep(300);
  await target.each(items, (item) => target.decide(item));
  out.warm_drained = await target.drained(items, before);
}

/** All submits, then all decisions. */
async function phased(items) {
  const [submits, decides] = [[], []];
  await db?.query("checkpoint");
  const wrote = db && (await written(db));
  const before = await target.executedCount();
  const [spent, cpu, from] = [machine.spent(), machine.cpu(), now()];

  await target.each(items, (item) => target.submit(item, submits));
  const submitMs = now() - from;
  const cpuSubmitted = machine.cpu();
  const decideFrom = now();
  await target.each(items, (item) => target.decide(item, decides));
  const decideMs = now() - decideFrom;
  const drained = await target.drained(items, before);
  const executeMs = now() - decideFrom;
  out.phased_cores = cores(spent, machine.spent(), now() - from);
  out.cpu_ms_per_action = { submit: rounded((cpuSubmitted - cpu) / n), decide_execute: rounded((machine.cpu() - cpuSubmitted) / n) };

  const wroteAfter = db && (await written(db));
  const done = await target.executed(items);
  const waits = await target.untilExecuted(items);
  Object.assign(out, {
    submit_per_s: perSecond(n, submitMs),
    submit: latency(submits),
    decide_per_s: perSecond(n, decideMs),
    decide: latency(decides),
    executed_per_s: perSecond(n, executeMs),
    decided_to_executed_loaded: latency(waits),
    executed: waits.length,
    executed_twice: items.filter((item) => (done.get(String(item.id))?.[1] ?? 0) > 1).length,
    drained,
  });
  if (wrote) {
    out.wal_bytes_per_action = Math.round((wroteAfter.wal - wrote.wal) / n);
    out.transactions_per_action = rounded((wroteAfter.tx - wrote.tx) / n);
    out.database_bytes_per_action = Math.round((wroteAfter.size - wrote.size) / n);
  }
}

/** Each user submits and decides back to back; the rate counts until the last is executed. */
async function mixed(items) {
  const before = await target.executedCount();
  const [spent, from] = [machine.spent(), now()];
  await target.each(items, async (item) => {
    await target.submit(item);
    await target.decide(item);
  });
  out.lifecycle_drained = await target.drained(items, before);
  const ms = now() - from;
  out.lifecycle_per_s = perSecond(n, ms);
  out.lifecycle_cores = cores(spent, machine.spent(), ms);
  out.decided_to_executed_mixed = latency(await target.untilExecuted(items));
}

/** One decision at a time, 10 ms apart. */
async function idle(items) {
  const [submits, decides] = [[], []];
  const before = await target.executedCount();
  for (const item of items) await target.submit(item, submits);
  await sleep(300);
  for (const item of items) {
    await target.decide(item, decides);
    await sleep(10);
  }
  await target.drained(items, before);
  out.idle = { submit: latency(submits), decide: latency(decides), decided_to_executed: latency(await target.untilExecuted(items)) };
}

/** Every item submitted twice at once with one key, then approved by three at once. */
async function probe(items) {
  const before = await target.executedCount();
  let twoIds = 0;
  for (const item of items) {
    const [one, two] = [{ ...item }, { ...item }];
    await Promise.all([target.submit(one), target.submit(two)]);
    if (one.id && two.id && one.id !== two.id) twoIds++;
    Object.assign(item, one.id ? one : two);
  }
  const codes = {};
  for (const item of items) {
    item.acknowledgedAt = 1;
    const answers = await Promise.all([0, 1, 2].map(() => target.call(adapter.decide, item).catch(() => ({ status: "failed" }))));
    for (const { status } of answers) codes[status] = (codes[status] ?? 0) + 1;
  }
  await target.drained(items, before);
  await sleep(1500);
  const done = await target.executed(items);
  const times = items.map((item) => done.get(String(item.id))?.[1] ?? 0);
  out.probe = {
    double_submits_with_two_ids: twoIds,
    triple_approval_codes: codes,
    executed_once: times.filter((count) => count === 1).length,
    executed_never: times.filter((count) => count === 0).length,
    executed_more: times.filter((count) => count > 1).length,
  };
}
