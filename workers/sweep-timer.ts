import { execute } from "@/lib/actions/execute";
import { sweep } from "@/lib/actions/upkeep/sweep";
import type { Worker } from "@/lib/actor";
import { log } from "@/lib/log";
import { enqueue } from "@/lib/queue/later";

/** Actions that a worker executes by itself in one sweep while the queue is down: few enough that the clocks are kept. */
const WITHOUT_QUEUE = 20;

/** Sweeps every `seconds`, one sweep at a time. A timer and not a queue job: it must survive the loss that it repairs. */
export function startSweeping(worker: Worker, seconds: number): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();

  const round = async () => {
    await sweep((ids) => deliver(worker, ids)).catch((error: unknown) => log.error({ err: error }, "a sweep failed; the next one looks again"));
    if (!stopped) timer = setTimeout(() => (running = round()), seconds * 1000);
  };
  timer = setTimeout(() => (running = round()), 0);

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

/** I4: through the queue, or, while it is down, without it. */
async function deliver(worker: Worker, ids: string[]): Promise<void> {
  if (await enqueue(ids, true)) return;
  for (const result of await Promise.allSettled(ids.slice(0, WITHOUT_QUEUE).map((id) => execute(worker, id)))) {
    if (result.status === "rejected") log.error({ err: result.reason as unknown }, "an execution could not be recorded");
  }
}
