import { runMigrations } from "bullmq";
import { quote } from "./grants.mjs";

export const QUEUE_SCHEMA = "bullmq";
/** As in lib/queue/names.ts. */
const QUEUES = ["execute", "compare"];

/** BullMQ's own schema, and what we add to it. Decision 0013 says why. */
export async function migrateQueue(client) {
  await runMigrations(client, QUEUE_SCHEMA);
  await client.query("BEGIN");
  try {
    // One at a time: others may migrate as well.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('countersign queue'))");
    await makeSequences(client);
    await keepOutOfTheLog(client);
    await client.query(SILENT);
    await client.query(ENQUEUE_DUE);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** BullMQ makes a queue's sequence of job ids when it first meets the queue; the application may not create anything. */
async function makeSequences(client) {
  for (const queue of QUEUES) {
    const { rows } = await client.query(`SELECT ${QUEUE_SCHEMA}.job_id_seq_name($1) AS name`, [queue]);
    await client.query(`CREATE SEQUENCE IF NOT EXISTS ${QUEUE_SCHEMA}.${quote(rows[0].name)}`);
  }
}

/** I4: every job may be lost without harm, so none is written twice. */
async function keepOutOfTheLog(client) {
  const { rows } = await client.query("SELECT relname AS name FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relkind = 'r' AND relpersistence = 'p'", [QUEUE_SCHEMA]);
  const logged = new Set(rows.map(({ name }) => name));
  // What refers to a job before it: no logged table may refer to one that is not.
  for (const table of ["job_log", "job_dependency", "job"]) if (logged.has(table)) await client.query(`ALTER TABLE ${QUEUE_SCHEMA}.${table} SET UNLOGGED`);
}

/** Nobody reads BullMQ's events: a job would write five, each with a notification, which commits of the whole server take turns for. */
const SILENT = `
  CREATE OR REPLACE FUNCTION ${QUEUE_SCHEMA}.publish_event(p_queue text, p_event text, p_data jsonb) RETURNS bigint
  LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint'`;

/**
 * One job for those of these actions that are due, as `Queue.add` would make it; none where the queue's table is held, since
 * whoever asks is on the way to something else and the sweeper delivers.
 */
const ENQUEUE_DUE = `
  CREATE OR REPLACE FUNCTION ${QUEUE_SCHEMA}.enqueue_due(queue text, job text, options jsonb, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    due jsonb;
  BEGIN
    SELECT jsonb_agg(a.id) INTO due FROM public.actions a WHERE a.id = ANY (ids) AND a.state IN ('approved', 'executing') AND a.due_at <= clock_timestamp();
    IF due IS NULL THEN RETURN; END IF;
    LOCK TABLE ${QUEUE_SCHEMA}.job IN ROW EXCLUSIVE MODE NOWAIT;
    PERFORM ${QUEUE_SCHEMA}.add_job(queue, job, 'execute', jsonb_build_object('ids', due), options, 0, 0, (extract(epoch FROM clock_timestamp()) * 1000)::bigint, 1,
      NULL, NULL, NULL, NULL, NULL, false);
  END $$`;
