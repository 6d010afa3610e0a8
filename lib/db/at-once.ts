import type pg from "pg";
import { gather } from "./gather";
import { lanes } from "./pool";
import { noteErrand, over, runErrands, together, type Asked, type Errand, type Errands, type Tx } from "./tx";

/** One caller's statements, and what to tell it. */
type Part = { statements: { config: Asked; answered: Answered }[]; errands: Errands; ended: (failed?: unknown) => void };
type Answered = { resolve: (result: pg.QueryArrayResult) => void; reject: (error: unknown) => void };

/**
 * As `transact`, for work that gives all its statements before it first waits: they travel in one round trip with their
 * commit, and those of callers that come while others are under way share one transaction, one packet and one wait for
 * the disk. So what has come back can no longer undo anything: every statement's own condition must leave nothing behind
 * where it does not hold. A fault of one undoes all, and each is then sent again by itself: callers share the disk, not
 * their fate.
 */
export async function transactAtOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const statements: Part["statements"] = [];
  const errands: Errands = new Map();
  const deliveries: (() => void)[] = [];
  let sent = false;
  const tx = {
    ...over({
      query: (config) => {
        if (sent) throw new Error("this transaction has been sent: all its statements are given before the first is awaited");
        return new Promise((resolve, reject) => statements.push({ config, answered: { resolve, reject } }));
      },
    }),
    afterCommit: (deliver: () => void) => void deliveries.push(deliver),
    behind: (errand: Errand, id: string) => noteErrand(errands, errand, [id]),
  } as Tx;
  const working = work(tx);
  sent = true;
  const committed = new Promise<void>((resolve, reject) => {
    send({ statements, errands, ended: (failed) => (failed === undefined ? resolve() : reject(failed)) });
  });
  // The work's own failure before the commit's.
  const [result, commit] = await Promise.allSettled([working, committed]);
  if (result.status === "rejected") throw result.reason;
  if (commit.status === "rejected") throw commit.reason;
  for (const deliver of deliveries) deliver();
  return result.value;
}

/** Two lanes keep the database busy while the next transaction gathers; 24 bounds how many rows one locks. */
const send = gather<Part>(2, 24, share);

async function share(parts: Part[]): Promise<void> {
  const ran = await run(parts);
  if (ran === "undone") {
    // One after the other: their locks are taken one by one.
    for (const part of parts) await share([part]);
    return;
  }
  parts.forEach((part, i) => {
    let failed: unknown;
    part.statements.forEach(({ answered }, n) => {
      const result = ran.answers[i]![n]!;
      if (result.status === "fulfilled") answered.resolve(result.value);
      else answered.reject((failed ??= result.reason));
    });
    part.ended(ran.failed ?? failed);
  });
}

type Ran = { answers: PromiseSettledResult<pg.QueryArrayResult>[][]; failed?: unknown };

/** @returns `undone` where several shared a transaction that a fault rolled back: nothing of it happened. */
async function run(parts: Part[]): Promise<Ran | "undone"> {
  let client: pg.PoolClient;
  try {
    client = await lanes().connect();
  } catch (error) {
    return { answers: parts.map(({ statements }) => statements.map(() => ({ status: "rejected", reason: error }))), failed: error };
  }
  try {
    together(client);
    const alone = parts.length === 1 && parts[0]!.statements.length === 1;
    if (!alone) client.query("BEGIN").catch(() => undefined);
    const asked = parts.map(({ statements }) => Promise.allSettled(statements.map(({ config }) => client.query(config))));
    // After a failed statement this rolls back.
    const ending = alone ? undefined : client.query("COMMIT");
    const errands: Errands = new Map();
    for (const part of parts) for (const [errand, ids] of part.errands) noteErrand(errands, errand, ids);
    runErrands(client, errands);
    const [answers, [ended]] = await Promise.all([Promise.all(asked), Promise.allSettled([ending])]);
    if (ended?.status === "rejected") return { answers, failed: ended.reason };
    const undone = ended?.value !== undefined && ended.value.command !== "COMMIT";
    if (undone && parts.length > 1) return "undone";
    return undone ? { answers, failed: new Error("the transaction was rolled back") } : { answers };
  } finally {
    client.release();
  }
}
