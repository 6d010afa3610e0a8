import type { Writable } from "node:stream";
import type pg from "pg";
import sqlTag, { type Sql } from "sql-template-tag";
import { pool } from "./pool";

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
};

/**
 * Runs `work` in one READ COMMITTED transaction; commits when it resolves, rolls back when it throws.
 * Retries nothing: verbs lock rows in a fixed order (the action first) and conditions sit in WHERE.
 */
export async function transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  const deliveries: (() => void)[] = [];
  let broken: Error | undefined;
  try {
    together(client);
    // Not awaited: if it fails, the first statement fails with it.
    client.query("BEGIN").catch(() => undefined);
    const tx = { ...over(client), afterCommit: (deliver: () => void) => void deliveries.push(deliver) } as Tx;
    const result = await work(tx);
    await client.query("COMMIT");
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

/**
 * As `transact`, for work that sends all its statements before it first waits: the commit travels right behind them, in
 * one round trip, and a single statement needs neither BEGIN nor COMMIT. So what has come back can no longer undo
 * anything: every statement's own condition must leave nothing behind where it does not hold.
 */
export async function transactAtOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  const deliveries: (() => void)[] = [];
  const waiting: (() => void)[] = [];
  let sent = false;
  const tx = {
    ...over({
      query: (config) => {
        if (sent) throw new Error("this transaction has been sent: all its statements are given before the first is awaited");
        return new Promise((resolve, reject) => waiting.push(() => client.query(config).then(resolve, reject)));
      },
    }),
    afterCommit: (deliver: () => void) => void deliveries.push(deliver),
  } as Tx;
  try {
    const working = work(tx);
    sent = true;
    together(client);
    const alone = waiting.length === 1;
    if (!alone) client.query("BEGIN").catch(() => undefined);
    for (const send of waiting) send();
    // After a failed statement this rolls back.
    const [result, committed] = await settled(working, alone ? undefined : client.query("COMMIT"));
    if (committed && committed.command !== "COMMIT") throw new Error("the transaction was rolled back");
    for (const deliver of deliveries) deliver();
    return result;
  } finally {
    client.release();
  }
}

/** Both, once neither is under way any more; the first one's failure before the second's. */
async function settled<A, B>(first: Promise<A>, second: Promise<B> | undefined): Promise<[A, B | undefined]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}

/** What is written to the connection until the end of this turn goes out in one packet: a system call instead of several. */
function together(client: pg.PoolClient): void {
  const { stream } = (client as pg.PoolClient & { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Reads outside a transaction, one statement at a time. */
export const db: Db = {
  all: (query, name) => over(pool()).all(query, name),
  one: (query, name) => over(pool()).one(query, name),
  run: (query, name) => over(pool()).run(query, name),
};

type Asked = pg.QueryArrayConfig<unknown[]>;
type Asks = { query(config: Asked): Promise<pg.QueryArrayResult> };

function over(client: Asks): Db {
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
