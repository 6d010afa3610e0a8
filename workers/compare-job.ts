import type { Job } from "bullmq";
import { dueComparisons, runComparison } from "@/lib/actions/comparison/compare";
import { log } from "@/lib/log";
import { CompareJob } from "@/lib/queue/names";

/** How often a worker looks for what a shadow has not seen yet, and for simulations whose job or worker was lost. */
const EVERY_MS = 3_000;

/** One job: the id of a comparison. Its lease is in the tables, so a job that comes twice finds nothing to do. */
export const compareJob = (ending: AbortSignal) => async (job: Job<CompareJob>): Promise<void> => runComparison(CompareJob.parse(job.data).id, ending);

/** I4: a timer and not a queue job, so that losing every job loses no comparison. */
export function startComparing(ending: AbortSignal): () => Promise<void> {
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    try {
      for (const id of await dueComparisons()) if (!ending.aborted) await runComparison(id, ending);
    } catch (error) {
      log.error({ err: error }, "comparing policies failed; the next round looks again");
    }
    if (!ending.aborted) timer = setTimeout(() => (running = round()), EVERY_MS);
  };
  timer = setTimeout(() => (running = round()), EVERY_MS);
  return async () => {
    clearTimeout(timer);
    await running;
  };
}
