import { readTimeCursor, timeCursor, type TimeKey } from "@/lib/actions/shown/cursor";
import { lineOf, lines, PICKED, type LineRow } from "@/lib/actions/shown/lines";
import type { HistoryChoices, HistoryFilters, HistoryPage } from "@/lib/actions/shown/person-view";
import { db, empty, join, sql, type Sql } from "@/lib/db/tx";
import { ACCESS } from "@/lib/policy/types";
import { currentPolicy } from "@/lib/policy/versions";
import { BOUNDS, look, search, type Bounds, type Rows } from "./search";

/** Every action, newest first, for anybody who is signed in. */
const SIZE = 50;

type Asked = { older?: string | undefined; newer?: string | undefined };

/** One page. `older` and `newer` are cursors that an earlier page gave. */
export async function historyPage(filters: HistoryFilters, asked: Asked = {}, size: number = SIZE, bounds: Bounds = BOUNDS): Promise<HistoryPage> {
  const [below, above] = [readTimeCursor(asked.older), readTimeCursor(asked.newer)];
  const text = filters.text?.trim();
  if (text) return found(filters, text, below, size, bounds);
  if (filters.person || filters.rule) return sifted(filters, below, size, bounds);
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
  const { rows: matches, until, sentencesOnly } = await search(rowsOf(filters), text, below, size + 1, bounds);
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

/**
 * By who voted and by rule. Few votes of one person are found by their index and sorted; many, and rules, which no index
 * knows, are looked for through a stretch of the history in order, and the page says where it stopped.
 */
async function sifted(filters: HistoryFilters, below: TimeKey | undefined, size: number, bounds: Bounds): Promise<HistoryPage> {
  const rows = rowsOf(filters);
  const voted = filters.person ? await votedOn(filters.person, bounds.mostVotes) : undefined;
  const { rows: matches, until } = voted
    ? { rows: await rows.read(sql`FROM unnest(${voted}::uuid[]) AS f (id) JOIN actions a ON a.id = f.id WHERE ${rows.conditions} ${rows.sieve(sql`a`)} ${olderThan(below)}`, size + 1), until: undefined }
    : await look(rows, below, bounds.sifted, size + 1, sql`WHERE true`);
  const shown = matches.slice(0, size);
  const full = matches.length > size;
  return {
    lines: shown.map(lineOf),
    older: full ? keyOf(shown.at(-1)) : until ? timeCursor(until) : null,
    newer: null,
    looked: until && !full ? { until: until.at, sentencesOnly: false } : null,
  };
}

/** What somebody voted on, or undefined when it is more than `most`. */
async function votedOn(personId: string, most: number): Promise<string[] | undefined> {
  const rows = await db.all<{ actionId: string }>(sql`SELECT action_id FROM decisions WHERE person_id = ${personId}::uuid LIMIT ${most + 1}`);
  return rows.length > most ? undefined : [...new Set(rows.map(({ actionId }) => actionId))];
}

const rowsOf = (filters: HistoryFilters): Rows => ({
  conditions: conditions(filters),
  sieve: (row) => sieve(filters, row),
  olderThan,
  read: (from, most) => read(sql`SELECT ${PICKED} ${from} ORDER BY a.submitted_at DESC, a.id DESC LIMIT ${most}`),
});

const sieve = ({ person, rule }: HistoryFilters, row: Sql): Sql => sql`
  ${person ? sql`AND EXISTS (SELECT FROM decisions d WHERE d.action_id = ${row}.id AND d.person_id = ${person}::uuid)` : empty}
  ${rule ? sql`AND EXISTS (SELECT FROM classifications c WHERE c.action_id = ${row}.id AND c.revision = ${row}.revision AND c.reasons @> ${JSON.stringify([{ rule }])}::jsonb)` : empty}`;

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
export async function historyChoices(): Promise<HistoryChoices> {
  const [agents, tools, people, counted, policy] = await Promise.all([
    db.all<{ id: string; name: string }>(sql`SELECT id, name FROM agents ORDER BY name`),
    db.all<{ name: string }>(sql`SELECT name FROM tools ORDER BY name`),
    db.all<{ id: string; name: string }>(sql`SELECT id, name FROM people WHERE role <> 'auditor' OR EXISTS (SELECT FROM decisions d WHERE d.person_id = people.id) ORDER BY name LIMIT 500`),
    // Rules by which people decided, also those that no policy has any more.
    db.all<{ rule: string }>(sql`SELECT DISTINCT key AS rule FROM figure_sums WHERE name IN ('rule_approved', 'rule_rejected') LIMIT 500`),
    currentPolicy(),
  ]);
  const { rules = [], relax = [], signals = {} } = policy?.document ?? {};
  const inForce = [...ACCESS.map((access) => `defaults.${access}`), ...rules.map(({ name }) => `rules.${name}`), ...relax.map(({ name }) => `relax.${name}`), ...Object.keys(signals).map((name) => `signals.${name}`)];
  return { agents, tools: tools.map(({ name }) => name), people, rules: [...new Set([...inForce, ...counted.map(({ rule }) => rule)])].toSorted() };
}
