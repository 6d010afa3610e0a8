import type { Job } from "bullmq";
import { execute } from "@/lib/actions/execute";
import type { Worker } from "@/lib/actor";
import { log } from "@/lib/log";
import { ExecuteJob } from "@/lib/queue/names";

/** One job: ids of actions that may be due. Each is claimed in the tables; a job that comes twice finds nothing to claim. */
export const executeJob = (worker: Worker) => async (job: Job<ExecuteJob>) => {
  const { ids } = ExecuteJob.parse(job.data);
  await Promise.all(
    ids.map((id) =>
      execute(worker, id).catch((error: unknown) => {
        // The lease runs out and the sweeper takes it from there.
        log.error({ err: error, action: id }, "an execution could not be recorded");
      }),
    ),
  );
};
