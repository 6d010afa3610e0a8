import type { z } from "zod";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What an operation is called with. Everything in it comes from stored, verified rows; nothing from a request. */
export type Call<Config = unknown, Credentials = unknown, Binding = unknown> = {
  config: Config;
  credentials: Credentials;
  binding: Binding;
  params: Record<string, Json>;
  /** The same for every attempt at one revision of one action: `<action id>:<revision>`. */
  idempotencyKey: string;
  /** Fires at the operation's timeout. */
  signal: AbortSignal;
  /**
   * To be awaited right before the first byte that could have an effect leaves: the gateway notes it,
   * and a failure before it is known to have had no effect.
   */
  sending: () => Promise<void>;
};

/** A call that undoes an earlier one. */
export type RollbackCall<Config = unknown, Credentials = unknown, Binding = unknown> = Call<Config, Credentials, Binding> & {
  /** What `snapshot` returned before the original ran; null when the operation takes none. */
  before: Json;
  /** What the original returned in `after`. */
  after: Json;
  /** A person with the right to do so has seen the difference and goes on all the same. */
  force: boolean;
};

/**
 * How a try at the outside world ended. An expected "no" is a value, never an exception.
 * - `succeeded`: the effect happened. `response` is shown (bounded, masked); `after` is kept sealed for a rollback.
 * - `failed`: known to have had no effect, and trying again would not help.
 * - `retry`: trying again may help, not before `after` seconds. Known to have had no effect, unless
 *   `mayHaveHappened`: then trying again is harmless, but once attempts run out it is unknown, not failed.
 * - `changed`: a rollback's target is not as we left it; nothing was done.
 * - `unknown`: nobody can say from here whether it happened.
 */
export type Outcome =
  | { kind: "succeeded"; response: Json; after?: Json }
  | { kind: "failed"; reason: string; detail?: Json }
  | { kind: "retry"; reason: string; after?: number; mayHaveHappened?: boolean; detail?: Json }
  | { kind: "changed"; reason: string; difference: Difference }
  | { kind: "unknown"; reason: string; detail?: Json };

/** What a look at the target says of a call whose outcome nobody knows. Evidence for a person, never a decision. */
export type Probe = {
  finding: "happened" | "did_not_happen" | "cannot_tell";
  /** One or more sentences that say what was looked at and found. */
  evidence: string;
  /** What the target answered, bounded. */
  detail?: Json;
};

/** A call that may have been made: its idempotency key is the one it was made with. */
export type ProbeCall<Config = unknown, Credentials = unknown, Binding = unknown> = Call<Config, Credentials, Binding> & {
  /** What `snapshot` returned before it; null when the operation takes none. */
  before: Json;
};

/** One field of a record: as it is and as it would become (or as we left it and as it is). */
export type Difference = { field: string; from: Json; to: Json }[];

export type Preview = { sentence: string; difference?: Difference; request?: Json };

/**
 * One thing a connector can do. Members are methods so that an operation with its own types fits where
 * they are erased; `operationOf` parses all three before it calls, which is what makes that sound.
 */
export type Operation<Config = unknown, Credentials = unknown, Binding = unknown> = {
  /** Shape of a tool's `binding`. Checked when the tool is saved. */
  binding: z.ZodType<Binding>;
  /**
   * Whether running it twice is harmless: `key` (the target honours the idempotency key), `natural`
   * (the same call again leaves the same state), `no`.
   */
  idempotent(binding: Binding): "key" | "natural" | "no";
  /** Milliseconds one attempt may take. */
  timeout(config: Config): number;
  /** What would happen, without an effect: for dry runs and reviewers. @throws Refusal when it cannot be said */
  preview(call: Call<Config, Credentials, Binding>): Promise<Preview>;
  /**
   * The target as it is before the first call. A failure here is known to have had no effect.
   * @throws Refusal `unavailable` when trying again may help; any other code when it would not
   */
  snapshot?(call: Call<Config, Credentials, Binding>): Promise<Json>;
  run(call: Call<Config, Credentials, Binding>): Promise<Outcome>;
  /** Asks the target what became of a call, without an effect. @throws Refusal when it cannot be asked */
  probe?(call: ProbeCall<Config, Credentials, Binding>): Promise<Probe>;
  rollBack?: {
    /** Yes, or the reason why this binding cannot be undone. */
    possible(binding: Binding): true | string;
    idempotent(binding: Binding): "key" | "natural" | "no";
    /** Exactly what would change back, and how the target differs now from how we left it; null where that cannot be seen. */
    preview(call: RollbackCall<Config, Credentials, Binding>): Promise<Preview & { changedSince: Difference | null }>;
    /** Checks the precondition and undoes, atomically where the target can. */
    run(call: RollbackCall<Config, Credentials, Binding>): Promise<Outcome>;
  };
};

/** A kind of connector. Its schemas guard what admins configure; its operations perform effects. */
export type ConnectorKind<Config = unknown, Credentials = unknown> = {
  kind: string;
  title: string;
  config: z.ZodType<Config>;
  credentials: z.ZodType<Credentials>;
  /** The hosts that this configuration lets credentials go to; none where the credentials name the target themselves. */
  hosts(config: Config): string[];
  /** Each operation fixes its own binding type; here it is erased. */
  operations: Record<string, Operation<Config, Credentials>>;
  /** The test button: reaches the target without an effect. */
  test(config: Config, credentials: Credentials, signal: AbortSignal): Promise<{ ok: boolean; message: string }>;
};
