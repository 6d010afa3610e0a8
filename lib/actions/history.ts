import { db, empty, join, sql, transact, type Sql, type Tx } from "@/lib/db/tx";
import { readTimeCursor, timeCursor, type TimeKey } from "./cursor";
import { lineOf, lines, PICKED, type LineRow } from "./lines";
import type { HistoryFilters, HistoryPage } from "./person-view";

/** Every action, newest first, for anybody who is signed in. */
const SIZE = 50;

/** How much a search may cost. */
export type Bounds = {
  /** Rows looked through in order before the index is asked: enough for a common term, cheap for a rare one. */
  firstLook: number;
  /** Matches of the index that are worth sorting. */
  mostFound: number;
  /** Milliseconds that the index gets: a term of common letters makes it look at many rows for nothing. */
  indexMs: number;
  /** Rows looked through in order when the index knows too many. */
  longLook: number;
};
const BOUNDS: Bounds = { firstLook: 300, mostFound: 1_000, indexMs: 400, longLook: 5_000 };

type Asked = { older?: string | undefined; newer?: string | undefined };

/** One page. `older` and `newer` are cursors that an earlier page gave. */
export async function historyPage(filters: HistoryFilters, asked: Asked = {}, size: number = SIZE, bounds: Bounds = BOUNDS): Promise<HistoryPage> {
  const [below, above] = [readTimeCursor(asked.older), readTimeCursor(asked.newer)];
  const text = filters.text?.trim();
  if (text) return found(filters, text, below, size, bounds);
  if (above) return backwards(filters, above, size);
  const rows = await read(sql`${matching(filters)} ${olderThan(below)} ORDER BY submitted_at DESC, id DESC LIMIT ${size + 1}`);
  const shown = rows.slice(0, size);
  return {
    lines: shown.map(lineOf),
    older: rows.length > size ? keyOf(shown.at(-1)) : null,
    newer: below ? keyOf(shown[0]) : null,
    lookedUntil: null,
  };
}

/** The page before: read upwards from its end, shown newest first like the others. */
async function backwards(filters: HistoryFilters, above: TimeKey, size: number): Promise<HistoryPage> {
  const rows = await read(sql`${matching(filters)} AND (submitted_at, id) > (${above.at}::timestamptz, ${above.id}::uuid) ORDER BY submitted_at, id LIMIT ${size + 1}`);
  // Sorted newest first on the way, so what is too much stands at the top.
  const shown = rows.slice(-size);
  return { lines: shown.map(lineOf), older: keyOf(shown.at(-1)) ?? timeCursor(above), newer: rows.length > size ? keyOf(shown[0]) : null, lookedUntil: null };
}

/**
 * A substring search in key order, with bounded work whatever the term. The newest rows are looked through first, which
 * fills a page when the term is common. If it does not, the trigram index says where the rest is; and if that is too
 * much to sort, a longer stretch is looked through and the page says where it stopped.
 */
async function found(filters: HistoryFilters, text: string, below: TimeKey | undefined, size: number, bounds: Bounds): Promise<HistoryPage> {
  const first = await look(filters, text, below, bounds.firstLook, size);
  if (first.full || !first.until) return paged(first.rows, undefined, size);
  const rest = text.length >= 3 ? await indexed(filters, text, first.until, size, bounds) : undefined;
  if (rest && rest.length > 0) return paged([...first.rows, ...rest], undefined, size);
  // The index knows params. A term that only the sentence has ("$101.00") is looked for as far as the longer stretch goes.
  const long = await look(filters, text, below, bounds.longLook, size, rest ? sentence(text) : anywhere(text));
  return paged(long.rows, long.full ? undefined : long.until, size);
}

const sentence = (text: string) => sql`WHERE w.summary ILIKE ${like(text)}`;
const anywhere = (text: string) => sql`
  JOIN revisions r ON r.action_id = w.id AND r.number = w.revision WHERE r.params ILIKE ${likeJson(text)} OR w.summary ILIKE ${like(text)}`;

type Looked = { rows: LineRow[]; /** There are more than fit the page. */ full: boolean; /** Where it stopped; undefined when nothing is older. */ until: TimeKey | undefined };

/** Looks through the next `most` rows in order for those that `match`. */
async function look(filters: HistoryFilters, text: string, below: TimeKey | undefined, most: number, size: number, match: Sql = anywhere(text)): Promise<Looked> {
  const ordered = sql`FROM actions a WHERE ${conditions(filters)} ${olderThan(below)} ORDER BY submitted_at DESC, id DESC`;
  const [rows, last] = await Promise.all([
    read(sql`
      SELECT ${PICKED} FROM (
        SELECT w.* FROM (SELECT a.submitted_at, a.id, a.revision, a.summary ${ordered} LIMIT ${most}) w ${match}
         ORDER BY w.submitted_at DESC, w.id DESC LIMIT ${size + 1}) w
        JOIN actions a ON a.id = w.id ORDER BY w.submitted_at DESC, w.id DESC`),
    db.one<{ at: Date; id: string }>(sql`SELECT a.submitted_at AS at, a.id ${ordered} OFFSET ${most - 1} LIMIT 1`),
  ]);
  return { rows, full: rows.length > size, until: last && { at: last.at.toISOString(), id: last.id } };
}

/** Matches in params older than `below`, by the index; undefined when there are too many to sort, or it takes too long. */
async function indexed(filters: HistoryFilters, text: string, below: TimeKey, size: number, { mostFound, indexMs }: Bounds): Promise<LineRow[] | undefined> {
  const known = await withinMs(indexMs, (tx) =>
    tx.all<{ actionId: string; number: number }>(sql`SELECT action_id, number FROM revisions WHERE params ILIKE ${likeJson(text)} LIMIT ${mostFound + 1}`),
  );
  if (!known || known.length > mostFound) return undefined;
  if (known.length === 0) return [];
  return read(sql`
    SELECT ${PICKED} FROM unnest(${known.map(({ actionId }) => actionId)}::uuid[], ${known.map(({ number }) => number)}::int[]) AS f (id, number)
      JOIN actions a ON a.id = f.id AND a.revision = f.number
     WHERE ${conditions(filters)} ${olderThan(below)}
     ORDER BY a.submitted_at DESC, a.id DESC LIMIT ${size + 1}`);
}

/** What the query finds, or undefined when the database has not found it in time. */
async function withinMs<T>(ms: number, query: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  try {
    return await transact(async (tx) => {
      await tx.run(sql`SELECT set_config('statement_timeout', ${String(ms)}, true)`);
      return query(tx);
    });
  } catch (error) {
    if ((error as { code?: unknown }).code === QUERY_CANCELED) return undefined;
    throw error;
  }
}
/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const QUERY_CANCELED = "57014";

/** Going back through a search is the browser's to do: upwards it would need the same work again. */
function paged(rows: LineRow[], stopped: TimeKey | undefined, size: number): HistoryPage {
  const shown = rows.slice(0, size);
  const older = rows.length > size ? keyOf(shown.at(-1)) : stopped ? timeCursor(stopped) : null;
  return { lines: shown.map(lineOf), older, newer: null, lookedUntil: stopped?.at ?? null };
}

const read = (picked: Sql) => db.all<LineRow>(lines(picked, sql`submitted_at DESC, p.id DESC`));
const keyOf = (row: LineRow | undefined) => (row ? timeCursor({ at: row.submittedAt.toISOString(), id: row.id }) : null);
const olderThan = (key: TimeKey | undefined) => (key ? sql`AND (a.submitted_at, a.id) < (${key.at}::timestamptz, ${key.id}::uuid)` : empty);
const matching = (filters: HistoryFilters) => sql`SELECT ${PICKED} FROM actions a WHERE ${conditions(filters)}`;

function conditions({ agent, tool, tier, state, mode, from, to }: HistoryFilters): Sql {
  const all = [
    agent && sql`a.agent_id = ${agent}::uuid`,
    tool && sql`a.tool_name = ${tool}`,
    tier && sql`a.tier = ${tier}`,
    state && sql`a.state = ${state}`,
    mode && sql`a.mode = ${mode}`,
    from && sql`a.submitted_at >= (${from}::date)::timestamp AT TIME ZONE 'UTC'`,
    to && sql`a.submitted_at < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC'`,
  ].filter((condition) => condition instanceof Object);
  return all.length > 0 ? join(all, " AND ") : sql`true`;
}

const like = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
/** Params are JSON text: what stands between quotes there is escaped. */
const likeJson = (text: string) => like(JSON.stringify(text).slice(1, -1));

/** What the history can be narrowed to. */
export async function historyChoices(): Promise<{ agents: { id: string; name: string }[]; tools: string[] }> {
  const [agents, tools] = await Promise.all([
    db.all<{ id: string; name: string }>(sql`SELECT id, name FROM agents ORDER BY name`),
    db.all<{ name: string }>(sql`SELECT name FROM tools ORDER BY name`),
  ]);
  return { agents, tools: tools.map(({ name }) => name) };
}
