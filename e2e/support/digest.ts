import type pg from "pg";
import { inDatabase } from "./database";

// What a look may leave behind (I6): append-only records of access, how far these were read, and when somebody was last seen.
const ACCESS_RECORDS: Record<string, string> = { audit_events: "type ~ '\\.(read|viewed)$'" };
const LAST_SEEN: Record<string, string[]> = { sessions: ["last_seen_at"], agent_keys: ["last_used_at"], delivery_cursors: ["done_seq", "seen_seq", "seen_xmax"] };
// The figures are counted by a worker, now and then, from tables that are looked at here.
const COUNTERS = ["rate_limits", "figures", "figure_sums", "figure_days"];

/** Every table of the product and of Acme, each as one hash over all its rows. */
export const digest = async (): Promise<Record<string, string>> => ({ ...(await digestOf("countersign")), ...(await digestOf("acme")) });

const digestOf = (database: "countersign" | "acme") =>
  inDatabase(database, async (client) => {
    const { rows: tables } = await client.query<{ schema: string; name: string }>(`
      SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'bullmq') ORDER BY 1, 2`);
    const found: Record<string, string> = {};
    for (const { schema, name } of tables.filter(({ name: table }) => !COUNTERS.includes(table))) found[`${database}.${name}`] = await hashOf(client, schema, name);
    return found;
  });

async function hashOf(client: pg.Client, schema: string, table: string): Promise<string> {
  const { rows } = await client.query<{ hash: string }>(
    `SELECT count(*) || ' rows ' || md5(coalesce(string_agg(row, '' ORDER BY row), '')) AS hash
       FROM (SELECT md5((to_jsonb(t) - $1::text[])::text) AS row FROM "${schema}"."${table}" t WHERE NOT (${ACCESS_RECORDS[table] ?? "false"})) AS rows`,
    [LAST_SEEN[table] ?? []],
  );
  return rows[0]!.hash;
}

/** Nothing is on its way: whatever changes from now on was caused by somebody. */
export const quiet = async (): Promise<boolean> =>
  inDatabase("countersign", async (client) => {
    const { rows } = await client.query<{ quiet: boolean }>(`
      SELECT NOT EXISTS (
        SELECT FROM actions WHERE state = 'executing' OR (state = 'approved' AND due_at IS NOT NULL) OR (state = 'pending' AND quorum_at IS NOT NULL)
            OR (state IN ('pending', 'blocked') AND deadline_at < now() + interval '10 minutes'))
        AND NOT EXISTS (SELECT FROM deliveries WHERE status = 'waiting' AND next_at < now() + interval '2 minutes') AS quiet`);
    return rows[0]!.quiet;
  });
