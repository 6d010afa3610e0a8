import pg from "pg";
import { Refusal } from "@/lib/errors";
import { excerpt, failed, retry, unknown } from "@/lib/connectors/outcome";
import type { Outcome } from "@/lib/connectors/types";
import type { PostgresConfig, PostgresCredentials } from "./schemas";

/** An open transaction on the target. */
export type Session = {
  rows<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** To be awaited right before the first write. */
  sending(): Promise<void>;
};

type Settings = { config: PostgresConfig; credentials: PostgresCredentials; signal: AbortSignal };
type Stage = "connecting" | "open" | "committing";

/** Whether to keep what was done, and what to say of it once it is kept. */
export type Verdict = { commit: Outcome } | { abandon: Outcome };

const CONNECT_MS = 5_000;
/** Milliseconds one attempt may take: connecting, and a few statements. */
export const attemptTimeout = ({ statementTimeoutMs }: PostgresConfig) => CONNECT_MS + 3 * statementTimeoutMs;

class Interrupted extends Error {
  constructor(
    readonly stage: Stage,
    override readonly cause: unknown,
  ) {
    super("interrupted", { cause });
  }
}

/** Its own error kind, so that what `sending` throws is told from what the target says. */
class NotSent extends Error {}

/**
 * Runs `work` in one transaction on the target. Nothing is visible there before COMMIT, so every fault before it
 * is known to have had no effect; a connection lost while it commits leaves the outcome unknown.
 */
export async function write(settings: Settings & { sending: () => Promise<void> }, work: (session: Session) => Promise<Verdict>): Promise<Outcome> {
  try {
    return await transaction(settings, "READ WRITE", settings.sending, async (session, commit) => {
      const verdict = await work(session);
      if ("abandon" in verdict) return verdict.abandon;
      return (await commit()) ? verdict.commit : failed("The target rolled the change back when it was to be committed.");
    });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (error.cause instanceof NotSent) throw error.cause.cause;
    if (error.cause instanceof Refusal) return failed(error.cause.message);
    return judge(error, settings.signal);
  }
}

/** Reads in one transaction that cannot write. @throws Refusal `unavailable` when trying again may help, else `conflict` */
export async function read<T>(settings: Settings, work: (session: Session) => Promise<T>): Promise<T> {
  try {
    return await transaction(settings, "READ ONLY", async () => {}, work);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (error.cause instanceof Refusal) throw error.cause;
    const outcome = judge(error, settings.signal);
    const reason = "reason" in outcome ? outcome.reason : "The target could not be read.";
    throw new Refusal(outcome.kind === "retry" ? "unavailable" : "conflict", reason, { cause: error.cause });
  }
}

async function transaction<T>(
  { config, credentials, signal }: Settings,
  access: "READ WRITE" | "READ ONLY",
  sending: () => Promise<void>,
  work: (session: Session, commit: () => Promise<boolean>) => Promise<T>,
): Promise<T> {
  let stage: Stage = "connecting";
  const client = new pg.Client({
    connectionString: credentials.connectionString,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: "countersign",
  });
  client.on("error", () => {}); // said by the query that meets it
  const cut = abortOf(signal);
  const query = async (text: string, values?: unknown[]) => cut.race(client.query(text, values));
  try {
    signal.throwIfAborted();
    await cut.race(client.connect());
    stage = "open";
    await query(`BEGIN ISOLATION LEVEL READ COMMITTED ${access}`);
    // One way of writing values as text, whatever the target's settings: rows are compared by it.
    await query(
      `SELECT set_config('TimeZone', 'UTC', true), set_config('IntervalStyle', 'iso_8601', true), set_config('bytea_output', 'hex', true),
              set_config('extra_float_digits', '1', true), set_config('statement_timeout', $1, true)`,
      [String(config.statementTimeoutMs)],
    );
    const session: Session = {
      rows: async <Row>(text: string, values?: unknown[]) => (await query(text, values)).rows as Row[],
      sending: () => cut.race(sending()).catch((error: unknown) => Promise.reject(new NotSent("sending", { cause: error }))),
    };
    return await work(session, async () => {
      signal.throwIfAborted();
      stage = "committing";
      return (await query("COMMIT")).command === "COMMIT";
    });
  } catch (error) {
    throw new Interrupted(stage, error);
  } finally {
    cut.off();
    // Closing rolls back what was not committed. Not waited for: the connection may be what is broken.
    client.end().catch(() => {});
  }
}

function abortOf(signal: AbortSignal) {
  let cut: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    cut = () => reject(new Error("the time limit passed"));
    signal.addEventListener("abort", cut, { once: true });
  });
  aborted.catch(() => {});
  return {
    race: <T>(work: Promise<T>): Promise<T> => {
      work.catch(() => {});
      return Promise.race([aborted, work]);
    },
    off: () => signal.removeEventListener("abort", cut),
  };
}

function judge({ stage, cause }: Interrupted, signal: AbortSignal): Outcome {
  const error = cause as Error & { code?: unknown };
  const state = typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
  const words = signal.aborted ? "the time limit passed" : excerpt(error.message || String(error.code ?? "no reason given"));
  const detail = state === undefined ? {} : { detail: { sqlstate: state } };
  const cutOff = signal.aborted || state === undefined || /^(08|57P)/.test(state);
  if (stage === "committing" && cutOff) return unknown(`The connection was lost while the change was being committed: ${words}.`, detail.detail);
  if (cutOff) return retry(`The database could not be reached: ${words}. Nothing was changed.`, detail);
  // Serialization and deadlock, out of resources, somebody's timeout or lock.
  if (/^(40|53|55|57)/.test(state)) return retry(`The database asks to try again: ${words}. Nothing was changed.`, detail);
  return failed(`The database refused: ${words}. Nothing was changed.`, detail.detail);
}
