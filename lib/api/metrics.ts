import type pg from "pg";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { backlog } from "@/lib/actions/upkeep/sweep";
import { lanes, pool } from "@/lib/db/pool";
import { db, sql } from "@/lib/db/tx";
import { deliveryCounts } from "@/lib/deliveries/queries";
import { log } from "@/lib/log";

// Next's bundles and server.ts load this module separately; a process has one set of numbers.
const shared = globalThis as typeof globalThis & { countersignMetrics?: ReturnType<typeof make> };
const metrics = () => (shared.countersignMetrics ??= make());

/** States that an index counts; what is done only grows and is left out. */
const OPEN = ["pending", "blocked", "approved", "executing", "unknown"] as const;
/** However many scrape, the database is asked this often. */
const FRESH_MS = 5_000;

function make() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string) => new Gauge({ name: `countersign_${name}`, help, registers });
  return {
    registry,
    actions: new Gauge({ name: "countersign_actions", help: "Actions that are not done, by state and mode", labelNames: ["state", "mode"] as const, registers }),
    due: gauge("queue_due", "Actions that are due for execution now"),
    oldest: gauge("queue_oldest_due_seconds", "How long the oldest of them has been due"),
    deliveries: new Gauge({ name: "countersign_deliveries", help: "Messages that are overdue or failed for good, by channel", labelNames: ["channel", "state"] as const, registers }),
    halts: gauge("halts", "Halts in force"),
    up: gauge("database_up", "1 when the numbers of actions, queue and halts are fresh from the database"),
    connections: new Gauge({ name: "countersign_database_connections", help: "Connections of this process's pools", labelNames: ["state"] as const, registers }),
    requests: new Counter({ name: "countersign_api_requests_total", help: "Answered requests to the API", labelNames: ["route", "method", "status"] as const, registers }),
    seconds: new Histogram({
      name: "countersign_api_request_seconds",
      help: "How long they took, held ones included",
      labelNames: ["route", "method"] as const,
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60],
      registers,
    }),
    readAt: -FRESH_MS,
  };
}

/** Counts an answered request. `route` is the pattern, never the path: its values are bounded. */
export function noteRequest(route: string, method: string, status: number, seconds: number): void {
  const { requests, seconds: histogram } = metrics();
  requests.inc({ route, method, status });
  histogram.observe({ route, method }, seconds);
}

/** All numbers in the text format of Prometheus. */
export async function metricsText(): Promise<string> {
  const all = metrics();
  if (performance.now() - all.readAt >= FRESH_MS) {
    all.readAt = performance.now();
    await readDatabase(all);
  }
  const sum = (count: (of: pg.Pool) => number) => count(pool()) + count(lanes());
  all.connections.set({ state: "busy" }, sum((of) => of.totalCount - of.idleCount));
  all.connections.set({ state: "idle" }, sum((of) => of.idleCount));
  all.connections.set({ state: "waited_for" }, sum((of) => of.waitingCount));
  return all.registry.metrics();
}

async function readDatabase({ actions, due, oldest, deliveries, halts, up }: ReturnType<typeof make>): Promise<void> {
  try {
    const [counts, behind, messages, halted] = await Promise.all([
      db.all<{ state: string; mode: string; count: number }>(sql`SELECT state, mode, count(*)::int AS count FROM actions WHERE state = ANY(${OPEN}) GROUP BY state, mode`),
      backlog(),
      deliveryCounts(),
      db.one<{ count: number }>(sql`SELECT count(*)::int AS count FROM halts WHERE lifted_at IS NULL`),
    ]);
    actions.reset();
    for (const { state, mode, count } of counts) actions.set({ state, mode }, count);
    due.set(behind.due);
    oldest.set(behind.oldestDueS);
    deliveries.reset();
    for (const { channel, overdue, failed } of messages) {
      deliveries.set({ channel, state: "overdue" }, overdue);
      deliveries.set({ channel, state: "failed" }, failed);
    }
    halts.set(halted?.count ?? 0);
    up.set(1);
  } catch (error) {
    up.set(0);
    log.warn({ err: error }, "metrics could not be read from the database");
  }
}
