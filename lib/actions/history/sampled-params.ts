import { db, sql } from "@/lib/db/tx";
import { asIndexed, type Sample } from "./rare-parts";

const SIZE = 2_000;
const KEPT_FOR = 3_600_000;

let taken: { sample: Sample; at: number } | undefined;
let taking: Promise<Sample> | undefined;

/** Some payloads, by which a search tells rare text from common. Taken again now and then, aside. */
export async function sampledParams(): Promise<Sample> {
  if (!taken) return takeSample();
  if (Date.now() - taken.at > KEPT_FOR) takeSample().catch(() => undefined); // the next search tries again
  return taken.sample;
}

export function takeSample(): Promise<Sample> {
  return (taking ??= take().finally(() => (taking = undefined)));
}

async function take(): Promise<Sample> {
  const size = await db.one<{ payloads: number }>(sql`SELECT reltuples::float8 AS payloads FROM pg_class WHERE oid = 'revisions'::regclass`);
  // Of a table that was never analysed the size is not known: it is young.
  const percent = Math.min(100, (100 * SIZE) / Math.max(1, size!.payloads));
  const rows = await db.all<{ params: string }>(sql`SELECT left(params, 20000) AS params FROM revisions TABLESAMPLE SYSTEM (${percent}::float8) LIMIT ${2 * SIZE}`);
  const sample = { texts: rows.map(({ params }) => asIndexed(params)), payloads: Math.max(rows.length, size!.payloads) };
  taken = { sample, at: Date.now() };
  return sample;
}
