import type { Queue } from "bullmq";
import { sql, type Errand, type Tx } from "@/lib/db/tx";
import { env } from "@/lib/env";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { JOB_OPTIONS, openQueue } from "./backend";
import { QUEUES, type CompareJob, type ExecuteJob } from "./names";

// One producer per process, shared by Next's bundles and server.ts.
const shared = globalThis as typeof globalThis & { countersignExecute?: Queue<ExecuteJob>; countersignCompare?: Queue<CompareJob> };

/** Longest wait for the queue to take a job: it may be down, and the sweeper delivers then. */
const PATIENCE_MS = 2_000;
const MOST_IDS = 50;

let waiting: string[] = [];
let sending = false;

/**
 * Asks a worker to execute an approved action, soon; after the commit. Ids that come while one request is
 * under way travel together in the next. May fail without harm (I4): the sweeper enqueues what the tables say is due.
 */
export function executeLater(id: string): void {
  waiting.push(id);
  if (!sending) {
    sending = true;
    // Behind the others of the same commit, with whom it travels, and before anything else.
    queueMicrotask(() => void flush());
  }
}

/**
 * The same for what a transaction may make due, given with the statement that does. Where the queue is in PostgreSQL it
 * costs no round trip: it goes out behind the commit, and the database looks what is due. A worker looks, too.
 */
export function executeLaterIn(tx: Tx, id: string): void {
  if (env().REDIS_URL) tx.afterCommit(() => executeLater(id));
  else tx.behind(ENQUEUE, id);
}

const ENQUEUE: Errand = {
  name: "enqueue-due",
  statement: (ids) => sql`SELECT bullmq.enqueue_due(${QUEUES.execute}, ${newId()}, ${JSON.stringify(JOB_OPTIONS)}::jsonb, ${ids}::uuid[])`,
};

async function flush(): Promise<void> {
  while (waiting.length > 0) {
    const ids = waiting.slice(0, MOST_IDS);
    waiting = waiting.slice(MOST_IDS);
    await enqueue(ids);
  }
  sending = false;
}

/**
 * How long a job keeps others for the same action away. Not for as long as it exists: one that died with its worker
 * looks busy to BullMQ for up to a minute, and what is due cannot wait for that.
 */
const ONCE_MS = 10_000;

/** Enqueues actions that are due. With `once`, each under a job id of its own, so that asking again soon adds nothing. @returns whether the queue took them */
export async function enqueue(ids: string[], once = false): Promise<boolean> {
  try {
    // `add` and not `addBulk`: on Postgres the latter makes and drops temporary tables each time. With an id of our own:
    // a number would be counted up in one row, for which every producer waits.
    const adding = once ? Promise.all(ids.map((id) => queue().add("execute", { ids: [id] }, { jobId: `${id}-${Math.floor(Date.now() / ONCE_MS)}` }))) : queue().add("execute", { ids }, { jobId: newId() });
    await within<unknown>(PATIENCE_MS, adding);
    return true;
  } catch (error) {
    log.warn({ err: error, count: ids.length }, "the queue did not take jobs; the sweeper will deliver them");
    return false;
  }
}

/** Asks a worker to go on with a comparison of policies. May fail without harm: each worker looks for those that nobody has. */
export function compareLater(id: string): void {
  if (!shared.countersignCompare) {
    shared.countersignCompare = openQueue<CompareJob>(QUEUES.compare);
    shared.countersignCompare.on("error", (error) => log.warn({ err: error }, "the queue is not reachable"));
  }
  within<unknown>(PATIENCE_MS, shared.countersignCompare.add("compare", { id })).catch((error: unknown) => log.warn({ err: error }, "the queue did not take a comparison; a worker finds it"));
}

function queue(): Queue<ExecuteJob> {
  if (!shared.countersignExecute) {
    shared.countersignExecute = openQueue<ExecuteJob>(QUEUES.execute);
    shared.countersignExecute.on("error", (error) => log.warn({ err: error }, "the queue is not reachable"));
  }
  return shared.countersignExecute;
}

export async function closeQueue(): Promise<void> {
  const open = [shared.countersignExecute, shared.countersignCompare];
  delete shared.countersignExecute;
  delete shared.countersignCompare;
  await Promise.all(open.map((one) => one && within(PATIENCE_MS, one.close()).catch(() => undefined)));
}

/** Whether the queue answers. @throws Error when it does not within the patience. */
export async function pingQueue(): Promise<void> {
  await within(PATIENCE_MS, queue().getWaitingCount());
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the queue did not answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
