import pg from "pg";
import type { Sql } from "sql-template-tag";
import { env } from "@/lib/env";

/** One unchanging view of the database, for as long as the reading takes; rows come in batches. */
export type Snapshot = {
  rows<Row>(query: Sql, batch?: number): AsyncGenerator<Row>;
};

/** Reads under REPEATABLE READ on a connection of its own: what is written meanwhile is neither seen nor waited for. */
export async function withSnapshot<T>(work: (snapshot: Snapshot) => Promise<T>, url = env().DATABASE_URL): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "countersign audit" });
  client.on("error", () => {}); // the query that is waiting reports it
  await client.connect();
  let cursors = 0;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await work({
      async *rows<Row>(query: Sql, batch = 2_000) {
        const name = `cursor_${cursors++}`;
        await client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${query.text}`, query.values);
        for (;;) {
          const { rows } = await client.query(`FETCH ${batch} FROM ${name}`);
          yield* rows.map(camelled) as Row[];
          if (rows.length < batch) break;
        }
        await client.query(`CLOSE ${name}`);
      },
    });
  } finally {
    await client.end();
  }
}

const camelled = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]));
