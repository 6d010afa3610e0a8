import { createPostgresBackend, Queue, Worker, type Processor, type WorkerOptions } from "bullmq";
import { env } from "@/lib/env";

/** BullMQ's own schema; migrated by the owner, so the processes never try to. */
export const QUEUE_SCHEMA = "bullmq";

/** What is done stands in the tables, and what failed as well. */
export const JOB_OPTIONS = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

const postgres = (max: number) => ({
  connectionString: env().DATABASE_URL,
  schema: QUEUE_SCHEMA,
  skipMigrations: true,
  max,
  application_name: "countersign queue",
  // I4: every job may be lost without harm, so none waits for the disk.
  options: "-c synchronous_commit=off",
});
const redis = (url: string, forWorker: boolean) => ({
  url,
  // A worker waits for Redis to come back; a producer gives up, since the sweeper delivers what it could not.
  maxRetriesPerRequest: forWorker ? null : 1,
  enableOfflineQueue: forWorker,
});

export function openQueue<Job>(name: string): Queue<Job> {
  const url = env().REDIS_URL;
  const options = { defaultJobOptions: JOB_OPTIONS };
  return (url ? new Queue(name, { ...options, connection: redis(url, false) }) : new Queue(name, { ...options, connection: postgres(2) }, createPostgresBackend)) as Queue<Job>;
}

export function openWorker<Job>(name: string, processor: Processor<Job>, options: Omit<WorkerOptions, "connection">): Worker<Job> {
  const url = env().REDIS_URL;
  return (url ? new Worker(name, processor, { ...options, connection: redis(url, true) }) : new Worker(name, processor, { ...options, connection: postgres(6) }, createPostgresBackend)) as Worker<Job>;
}
