import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Worker } from "@/lib/actor";
import { closePool } from "@/lib/db/pool";
import { channels } from "@/lib/deliveries/registry";
import { startDelivering } from "@/lib/deliveries/run";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { openWorker } from "@/lib/queue/backend";
import { closeQueue } from "@/lib/queue/later";
import { QUEUES, type CompareJob, type ExecuteJob } from "@/lib/queue/names";
import { startAnswering } from "./click-timer";
import { compareJob, startComparing } from "./compare-job";
import { executeJob } from "./execute-job";
import { startCounting } from "./figures-timer";
import { startSweeping } from "./sweep-timer";

/** How long running attempts get to finish; what is cut off is resolved by its lease. */
const SHUTDOWN_MS = 20_000;

const { WORKER_CONCURRENCY, SWEEP_SECONDS } = env();
const me: Worker = { kind: "worker", id: `${hostname().replace(/[^A-Za-z0-9.-]/g, "-").slice(0, 60)}-${process.pid}-${randomBytes(3).toString("hex")}` };

const worker = openWorker<ExecuteJob>(QUEUES.execute, executeJob(me), { concurrency: WORKER_CONCURRENCY });
worker.on("error", (error) => log.warn({ err: error }, "the queue is not reachable; the sweeper goes on"));
// Comparing policies is long work that nobody waits for: one at a time, beside the executions.
const ending = new AbortController();
const comparing = openWorker<CompareJob>(QUEUES.compare, compareJob(ending.signal), { concurrency: 1 });
comparing.on("error", (error) => log.warn({ err: error }, "the queue is not reachable; comparisons go on by the clock"));
const stopComparing = startComparing(ending.signal);
const stopSweeping = startSweeping(me, SWEEP_SECONDS);
const stopCounting = startCounting();
const stopDelivering = startDelivering(me, channels);
const stopAnswering = startAnswering();
log.info({ worker: me.id, concurrency: WORKER_CONCURRENCY, queue: env().REDIS_URL ? "redis" : "postgres" }, "worker ready");

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "worker stopping");
  // Closing can hang while Redis is down.
  setTimeout(() => process.exit(0), SHUTDOWN_MS).unref();
  ending.abort();
  await Promise.allSettled([worker.close(), comparing.close(), stopComparing(), stopSweeping(), stopCounting(), stopDelivering(), stopAnswering()]);
  await Promise.allSettled([closeQueue(), closePool()]);
  process.exit(0);
}
process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));
