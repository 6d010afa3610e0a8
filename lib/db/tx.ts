import type { Writable } from "node:stream";
import type pg from "pg";
import sqlTag, { type Sql } from "sql-template-tag";
import { log } from "@/lib/log";
import { gather } from "./gather";
import { lanes, pool } from "./pool";

export { default as sql, empty, join, raw } from "sql-template-tag";
export type { Sql } from "sql-template-tag";

declare const branded: unique symbol;

/** Something that can be asked: the pool, or a transaction. Rows come back with camelCase keys. */
export type Db = {
  /** All rows. With `name`, the statement is prepared once per connection: for the hot path and fixed text only. */
  all<Row>(query: Sql, name?: string): Promise<Row[]>;
  /** The first row, if any. */
  one<Row>(query: Sql, name?: string): Promise<Row | undefined>;
  /** How many rows the statement changed. */
  run(query: Sql, name?: string): Promise<number>;
};

/** An open transaction. Only `transact` makes one, so whoever asks for a `Tx` writes all or nothing. */
export type Tx = Db & {
  readonly [branded]: true;
  /** Runs after the commit, never after a rollback; must not throw. For deliveries that may be lost without harm. */
  afterCommit(deliver: () => void): void;
  /**
   * Goes out behind the commit, in its packet, once for all who share the transaction: for deliveries that may be lost
   * without harm. It sees what was committed; must not wait for locks, nor mind that nothing was committed.
   */
  behind(errand: Errand, id: string): void;
};

/** What is told of some ids, in one prepared statement of this name. */
export type Errand = { name: string; statement: (ids: string[]) => Sql };

/**
 * Runs `work` in one READ COMMITTED transaction; commits when it resolves, rolls back when it throws.
 * Retries nothing: verbs lock rows in a fixed order (the action first) and conditions sit in WHERE.
 */
export async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  const deliveries: (() => void)[] = [];
  const errands: Errands = new Map();
  let broken: Error | undefined;
  try {
    together(client);
    // Not awaited: if it fails, the first statement fails with it.
    client.query("BEGIN").catch(() => undefined);
    const tx = { ...over(client), afterCommit: (deliver: () => void) => void deliveries.push(deliver), behind: (errand: Errand, id: string) => noteErrand(errands, errand, [id]) } as Tx;
    const result = await work(tx);
    together(client);
    const committed = client.query("COMMIT");
    runErrands(client, errands);
    await committed;
    for (const deliver of deliveries) deliver();
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

export type Errands = Map<Errand, string[]>;

export function noteErrand(errands: Errands, errand: Errand, ids: string[]): void {
  errands.set(errand, [...(errands.get(errand) ?? []), ...ids]);
}

/** Sends them on this connection; whoever gets it next comes behind them. */
export function runErrands(client: pg.PoolClient, errands: Errands): void {
  for (const [errand, ids] of errands) {
    over(client).run(errand.statement(ids), errand.name).catch((error: unknown) => log.warn({ err: error, errand: errand.name }, "an errand was not done"));
  }
}

/** What is written to the connection until the end of this turn goes out in one packet: a system call instead of several. */
export function together(client: pg.PoolClient): void {
  const { stream } = (client as pg.PoolClient & { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Statements outside a transaction, each by itself. Prepared reads of requests that come together travel together. */
export const db: Db = {
  all: (query, name) => over(name ? company : pool()).all(query, name),
  one: (query, name) => over(name ? company : pool()).one(query, name),
  run: (query, name) => over(pool()).run(query, name),
};

type Read = { config: Asked; resolve: (result: pg.QueryArrayResult) => void; reject: (error: unknown) => void };

const company: Asks = { query: (config) => new Promise((resolve, reject) => read({ config, resolve, reject })) };

/** Two lanes, as for what is written at once; each statement keeps its own fate, so how many there are matters little. */
const read = gather<Read>(2, 32, async (reads) => {
  let client: pg.PoolClient;
  try {
    client = await lanes().connect();
  } catch (error) {
    for (const { reject } of reads) reject(error);
    return;
  }
  together(client);
  await Promise.allSettled(reads.map(({ config, resolve, reject }) => client.query(config).then(resolve, reject)));
  client.release();
});

/**
 * Finds one row by its id, for what every request asks: those that come together are one statement, prepared as `name`.
 * @param query selects the rows of these ids, each with its `id` as `key`
 */
export function finder<Row extends { key: string }>(name: string, query: (ids: string[]) => Sql): (id: string) => Promise<Row | undefined> {
  type Wanted = { id: string; resolve: (row: Row | undefined) => void; reject: (error: unknown) => void };
  const find = gather<Wanted>(2, 64, async (wanted) => {
    let client: pg.PoolClient | undefined;
    try {
      client = await lanes().connect();
      together(client);
      const rows = await over(client).all<Row>(query([...new Set(wanted.map(({ id }) => id))]), name);
      const byKey = new Map(rows.map((row) => [row.key, row]));
      for (const { id, resolve } of wanted) resolve(byKey.get(id));
    } catch (error) {
      for (const { reject } of wanted) reject(error);
    } finally {
      client?.release();
    }
  });
  return (id) => new Promise((resolve, reject) => find({ id, resolve, reject }));
}

export type Asked = pg.QueryArrayConfig<unknown[]>;
type Asks = { query(config: Asked): Promise<pg.QueryArrayResult> };

export function over(client: Asks): Db {
  const send = (query: Sql, name?: string) => {
    const text = query.text;
    return client.query({ text, values: query.values, rowMode: "array", ...(name ? { name } : {}) });
  };
  const all = async <Row>(query: Sql, name?: string) => rows<Row>(await send(query, name));
  return {
    all,
    one: async <Row>(query: Sql, name?: string) => (await all<Row>(query, name))[0],
    run: async (query, name) => (await send(query, name)).rowCount ?? 0,
  };
}

function rows<Row>(result: pg.QueryArrayResult): Row[] {
  const keys = result.fields.map((field) => camel(field.name));
  return result.rows.map((values: unknown[]) => {
    const row: Record<string, unknown> = {};
    for (let i = 0; i < keys.length; i++) row[keys[i]!] = values[i];
    return row as Row;
  });
}

const names = new Map<string, string>();
function camel(name: string): string {
  let known = names.get(name);
  if (known === undefined) {
    known = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    names.set(name, known);
  }
  return known;
}

/** A JSON value as a parameter: pg would take an array for a Postgres array. */
export const json = (value: unknown): Sql => sqlTag`${JSON.stringify(value)}::jsonb`;
