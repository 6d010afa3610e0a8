import type { Job } from "bullmq";
import { executeAll } from "@/lib/actions/execute";
import type { Worker } from "@/lib/actor";
import { ExecuteJob } from "@/lib/queue/names";

/**
 * One job: ids of actions that may be due. Each is claimed in the tables; a job that comes twice finds nothing to claim,
 * and what a job that fails leaves unclaimed is due still: the sweeper asks again.
 */
export const executeJob = (worker: Worker) => async (job: Job<ExecuteJob>) => {
  await executeAll(worker, ExecuteJob.parse(job.data).ids);
};
