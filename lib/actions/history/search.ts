import type { TimeKey } from "@/lib/actions/shown/cursor";
import type { LineRow } from "@/lib/actions/shown/lines";
import { db, join, sql, transact, type Sql, type Tx } from "@/lib/db/tx";
import { literal, rareParts } from "./rare-parts";
import { sampledParams } from "./sampled-params";

/** How much a search may cost. */
export type Bounds = {
  /** Rows looked through in order first: enough for a common term. */
  firstLook: number;
  /** Payloads worth fetching that the index may find, and matches among them that are worth sorting. */
  mostFetched: number;
  /** Milliseconds that the index gets, should it find more than was expected. */
  indexMs: number;
  /** Rows looked through in order where the index does not help. */
  longLook: number;
  /** Rows whose sentences are looked through where it does. */
  sentences: number;
  /** Rows looked through in order for a rule, or for who voted where that is too much to sort. */
  sifted: number;
  /** Votes of one person that are worth sorting. */
  mostVotes: number;
};
export const BOUNDS: Bounds = { firstLook: 300, mostFetched: 1_000, indexMs: 250, longLook: 2_000, sentences: 4_000, sifted: 1_500, mostVotes: 1_000 };

/** What a search needs of the history: its rows in order, and how a query for some of them is read. */
export type Rows = {
  /** Where the filters hold. */
  conditions: Sql;
  /** `AND …` of a row (`a`, or what stands for it) that no index answers: asked only of rows that are looked at. */
  sieve: (row: Sql) => Sql;
  olderThan: (key: TimeKey | undefined) => Sql;
  /** The rows of `from` (which names `actions a`), in order, at most `most`. */
  read: (from: Sql, most: number) => Promise<LineRow[]>;
};

export type Found = {
  rows: LineRow[];
  /** Nothing older was looked at; undefined when all was. */
  until: TimeKey | undefined;
  /** Only sentences were looked at no further: params were searched in full. */
  sentencesOnly: boolean;
};

/**
 * The next `most` matches of a substring search below a key, with bounded work whatever the term. The trigram index finds
 * a term by its rare parts, and sentences, which it does not know, are looked through beside it. Where it has none, or too
 * much is found to sort, the newest rows are looked through, which fills a page when the term is common; if it does not, a
 * longer stretch is, and the answer says where it stopped.
 */
export async function search(rows: Rows, text: string, below: TimeKey | undefined, most: number, bounds: Bounds): Promise<Found> {
  const fits = await fitting(text, bounds.mostFetched);
  if (fits) {
    const [indexed, sentences] = await Promise.all([byIndex(rows, fits, below, most, bounds), look(rows, below, bounds.sentences, most, sentence(text))]);
    if (indexed) return { rows: merged(indexed, sentences.rows).slice(0, most), until: sentences.until, sentencesOnly: true };
  }
  const first = await look(rows, below, bounds.firstLook, most, anywhere(text));
  if (first.rows.length === most || !first.until) return { rows: first.rows, until: undefined, sentencesOnly: false };
  const wanted = most - first.rows.length;
  const long = await look(rows, first.until, bounds.longLook, wanted, anywhere(text));
  return { rows: [...first.rows, ...long.rows], until: long.rows.length === wanted ? undefined : long.until, sentencesOnly: false };
}

const anywhere = (text: string) => sql`
  JOIN revisions r ON r.action_id = w.id AND r.number = w.revision
  WHERE (${join(inParams(text).map((form) => contains(sql`r.params`, form)), " OR ")} OR ${contains(sql`w.summary`, text)})`;
const sentence = (text: string) => sql`WHERE ${contains(sql`w.summary`, text)}`;

type Looked = { rows: LineRow[]; /** Where it stopped; undefined when nothing is older. */ until: TimeKey | undefined };

/** Looks through the next `through` rows in order for those that `match`. */
export async function look({ conditions, sieve, olderThan, read }: Rows, below: TimeKey | undefined, through: number, most: number, match: Sql): Promise<Looked> {
  const ordered = sql`FROM actions a WHERE ${conditions} ${olderThan(below)} ORDER BY submitted_at DESC, id DESC`;
  const [rows, last] = await Promise.all([
    read(
      sql`FROM (SELECT w.id FROM (SELECT a.submitted_at, a.id, a.revision, a.summary ${ordered} LIMIT ${through}) w ${match} ${sieve(sql`w`)}
                 ORDER BY w.submitted_at DESC, w.id DESC LIMIT ${most}) m JOIN actions a ON a.id = m.id`,
      most,
    ),
    db.one<{ at: Date; id: string }>(sql`SELECT a.submitted_at AS at, a.id ${ordered} OFFSET ${through - 1} LIMIT 1`),
  ]);
  return { rows, until: last && { at: last.at.toISOString(), id: last.id } };
}

/** The condition on params that the index answers; undefined when it knows too many payloads that may fit. */
async function fitting(text: string, mostFetched: number): Promise<Sql | undefined> {
  const sample = await sampledParams();
  const forms = inParams(text).map((form) => ({ form, ...rareParts(form, sample) }));
  const expected = forms.reduce((sum, { share = 1 }) => sum + share, 0) * sample.payloads;
  if (expected > mostFetched || forms.some(({ pattern }) => !pattern)) return undefined;
  return join(forms.map(({ form, pattern }) => sql`(params ILIKE ${pattern} AND ${contains(sql`params`, form)})`), " OR ");
}

/** Matches in params older than `below`, by the index; undefined when it has not found them in time, or too many. */
async function byIndex({ conditions, sieve, olderThan, read }: Rows, fits: Sql, below: TimeKey | undefined, most: number, { mostFetched, indexMs }: Bounds): Promise<LineRow[] | undefined> {
  const known = await withinMs(indexMs, (tx) => tx.all<{ actionId: string; number: number }>(sql`SELECT action_id, number FROM revisions WHERE ${fits} LIMIT ${mostFetched + 1}`));
  if (!known || known.length > mostFetched) return undefined;
  if (known.length === 0) return [];
  return read(
    sql`FROM unnest(${known.map(({ actionId }) => actionId)}::uuid[], ${known.map(({ number }) => number)}::int[]) AS f (id, number)
        JOIN actions a ON a.id = f.id AND a.revision = f.number WHERE ${conditions} ${sieve(sql`a`)} ${olderThan(below)}`,
    most,
  );
}

/** Both newest first, each row once. */
function merged(some: LineRow[], others: LineRow[]): LineRow[] {
  const known = new Set(some.map(({ id }) => id));
  const newestFirst = (a: LineRow, b: LineRow) => b.submittedAt.getTime() - a.submittedAt.getTime() || (a.id < b.id ? 1 : -1);
  return [...some, ...others.filter(({ id }) => !known.has(id))].toSorted(newestFirst);
}

/** What the query finds, or undefined when the database has not found it in time. */
async function withinMs<T>(ms: number, query: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  try {
    // Together: one round trip.
    return await transact(async (tx) => (await Promise.all([tx.run(sql`SELECT set_config('statement_timeout', ${String(ms)}, true)`), query(tx)]))[1]);
  } catch (error) {
    if ((error as { code?: unknown }).code === QUERY_CANCELED) return undefined;
    throw error;
  }
}
/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const QUERY_CANCELED = "57014";

const like = (text: string) => `%${literal(text)}%`;
/** How a text may stand in params, which are JSON: inside of a string there, or, with quotes, as part of it. */
const inParams = (text: string) => [...new Set([JSON.stringify(text).slice(1, -1), ...(text.includes("\\") ? [] : [text])])];
/** Text of ASCII is compared letter by letter, which costs a fraction of making all of the column lower case first. */
const contains = (column: Sql, text: string): Sql => (/^[\x20-\x7e]*$/.test(text) ? sql`${column} COLLATE "C" ILIKE ${like(text)}` : sql`${column} ILIKE ${like(text)}`);
