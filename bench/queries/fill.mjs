import fs from "node:fs";
import pg from "pg";

/**
 * Fills the tables with set-based SQL, as a superuser. Foreign keys and guards are off meanwhile, and what they would
 * have refused is counted afterwards; audit events are sealed by the product's own function, at the times of their actions.
 */
export async function fill(url, rows, say) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const run = async (text, values) => (await client.query(text, values)).rows;
  try {
    await run("SET session_replication_role = replica");
    await run("SET synchronous_commit = off");
    await run("SET maintenance_work_mem = '512MB'");
    await run("SET max_parallel_maintenance_workers = 2");
    await run("SET work_mem = '64MB'");
    const indexes = await dropIndexes(run);
    const parts = fs.readFileSync(new URL("fill.sql", import.meta.url), "utf8").split(/^-- ── (.+) ─*$/m).slice(1);
    for (let i = 0; i < parts.length; i += 2) {
      say(`Filling: ${parts[i]}`);
      await run(parts[i + 1].replaceAll(":rows", String(Math.trunc(rows))));
    }
    for (const { name, definition } of indexes) {
      say(`Indexing: ${name}`);
      await run(definition);
    }
    await requireSound(run);
    say("Vacuuming");
    for (const table of ["actions", "revisions", "classifications", "decisions", "attempts", "audit_events"]) await run(`VACUUM (ANALYZE) ${table}`);
    await run("ANALYZE");
    await run("CHECKPOINT");
    const [size] = await run("SELECT pg_size_pretty(pg_database_size(current_database())) AS size");
    say(`${rows} actions, ${size.size}`);
  } finally {
    await client.end();
  }
}

/** Built at once they cost a fraction; those that a constraint needs stay. */
async function dropIndexes(run) {
  const indexes = await run(`
    SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname IN ('actions', 'revisions', 'classifications', 'decisions', 'attempts', 'audit_events')
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = c.oid) ORDER BY 1`);
  for (const { name } of indexes) await run(`DROP INDEX "${name}"`);
  return indexes;
}

/** What the constraints would have refused must not be there. */
async function requireSound(run) {
  const keys = await run(`
    SELECT conname AS name, conrelid::regclass::text AS child, confrelid::regclass::text AS parent,
           (SELECT string_agg(format('c.%I = p.%I', ca.attname, pa.attname), ' AND ')
              FROM unnest(conkey, confkey) AS k(ck, pk)
              JOIN pg_attribute ca ON ca.attrelid = conrelid AND ca.attnum = k.ck JOIN pg_attribute pa ON pa.attrelid = confrelid AND pa.attnum = k.pk) AS pairs,
           (SELECT string_agg(format('c.%I IS NOT NULL', attname), ' AND ') FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY(conkey)) AS given
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  for (const { name, child, parent, pairs, given } of keys) {
    const [{ n }] = await run(`SELECT count(*)::int AS n FROM ${child} c WHERE ${given} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${pairs})`);
    if (n > 0) throw new Error(`The rows made for this bench break ${name} ${n} times`);
  }
}
