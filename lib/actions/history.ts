import { db, empty, join, sql, type Sql } from "@/lib/db/tx";
import { readTimeCursor, timeCursor, type TimeKey } from "./cursor";
import { lineOf, lines, PICKED, type LineRow } from "./lines";
import type { HistoryFilters, HistoryPage } from "./person-view";
import { BOUNDS, search, type Bounds, type Rows } from "./search";

/** Every action, newest first, for anybody who is signed in. */
const SIZE = 50;

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
    looked: null,
  };
}

/** The page before: read upwards from its end, shown newest first like the others. */
async function backwards(filters: HistoryFilters, above: TimeKey, size: number): Promise<HistoryPage> {
  const rows = await read(sql`${matching(filters)} AND (submitted_at, id) > (${above.at}::timestamptz, ${above.id}::uuid) ORDER BY submitted_at, id LIMIT ${size + 1}`);
  // Sorted newest first on the way, so what is too much stands at the top.
  const shown = rows.slice(-size);
  return { lines: shown.map(lineOf), older: keyOf(shown.at(-1)) ?? timeCursor(above), newer: rows.length > size ? keyOf(shown[0]) : null, looked: null };
}

/** A page of a search. Going back through one is the browser's to do: upwards it would need the same work again. */
async function found(filters: HistoryFilters, text: string, below: TimeKey | undefined, size: number, bounds: Bounds): Promise<HistoryPage> {
  const rows: Rows = {
    conditions: conditions(filters),
    olderThan,
    read: (from, most) => read(sql`SELECT ${PICKED} ${from} ORDER BY a.submitted_at DESC, a.id DESC LIMIT ${most}`),
  };
  const { rows: matches, until, sentencesOnly } = await search(rows, text, below, size + 1, bounds);
  const shown = matches.slice(0, size);
  const last = matches.length > size ? shown.at(-1) : undefined;
  return {
    lines: shown.map(lineOf),
    older: keyOf(last) ?? (until && !sentencesOnly ? timeCursor(until) : null),
    newer: null,
    // Of a full page, the next one looks at the sentences below its last row.
    looked: until && !(last && last.submittedAt.toISOString() > until.at) ? { until: until.at, sentencesOnly } : null,
  };
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

/** What the history can be narrowed to. */
export async function historyChoices(): Promise<{ agents: { id: string; name: string }[]; tools: string[] }> {
  const [agents, tools] = await Promise.all([
    db.all<{ id: string; name: string }>(sql`SELECT id, name FROM agents ORDER BY name`),
    db.all<{ name: string }>(sql`SELECT name FROM tools ORDER BY name`),
  ]);
  return { agents, tools: tools.map(({ name }) => name) };
}
