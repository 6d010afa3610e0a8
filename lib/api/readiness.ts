import { readdir } from "node:fs/promises";
import { backlog } from "@/lib/actions/upkeep/sweep";
import { db, sql } from "@/lib/db/tx";
import { env } from "@/lib/env";
import { pingQueue } from "@/lib/queue/later";
import { open, seal } from "@/lib/sealing";

type Check = { ok: true; [fact: string]: unknown } | { ok: false; why: string };

export type Readiness = { ready: boolean; checks: Record<"database" | "migrations" | "queue" | "encryption_key", Check> };

const PATIENCE_MS = 3_000;

/** Whether this process can do its work, and what of it cannot. Says nothing that a stranger could use. */
export async function readiness(): Promise<Readiness> {
  const [database, migrations, queue, encryption] = await Promise.all([
    checked("does not answer", async () => {
      await db.one(sql`SELECT 1 AS one`, "ping");
    }),
    checked("could not be compared", missingMigrations),
    checked("does not answer; the sweeper delivers meanwhile", queueFacts),
    checked("cannot seal and open; check ENCRYPTION_KEYS", async () => {
      if (open(seal("ready", "ready"), "ready") !== "ready") throw new Error("what was sealed reads differently");
    }),
  ]);
  const checks = { database, migrations, queue, encryption_key: encryption };
  return { ready: Object.values(checks).every((check) => check.ok), checks };
}

class NotReady extends Error {}

async function checked(why: string, check: () => Promise<Record<string, unknown> | void>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotReady(`did not answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    return { ...(await Promise.race([check(), late])), ok: true };
  } catch (error) {
    return { ok: false, why: error instanceof NotReady ? error.message : why };
  } finally {
    clearTimeout(timer);
  }
}

let known: Promise<string[]> | undefined;
/** The migrations that this build was made with; their folder stands beside the running code. */
const migrations = () => (known ??= readdir("prisma/migrations", { withFileTypes: true }).then((entries) => entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)));

async function missingMigrations(): Promise<Record<string, unknown>> {
  const names = await migrations();
  const applied = await db.all<{ migrationName: string }>(sql`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`, "migrations");
  const there = new Set(applied.map((row) => row.migrationName));
  const missing = names.filter((name) => !there.has(name));
  if (missing.length > 0) throw new NotReady(`${missing.length} not applied; run npm run migrate`);
  return { applied: there.size };
}

async function queueFacts(): Promise<Record<string, unknown>> {
  await pingQueue();
  if (!env().REDIS_URL && !(await db.one<{ there: boolean }>(sql`SELECT to_regprocedure('bullmq.enqueue_due(text,text,jsonb,uuid[])') IS NOT NULL AS there`))?.there) {
    throw new NotReady("is not as this version needs it; run npm run migrate");
  }
  const { due, oldestDueS } = await backlog();
  return { due, oldest_due_s: Math.round(oldestDueS) };
}
