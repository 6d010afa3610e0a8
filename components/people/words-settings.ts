import { number } from "@/components/words";

export const settingsPage = {
  title: "Settings",
  alone: { title: "Acting alone", description: "Nobody approves what is their own. On a first run there may be nobody else." },
  failures: { title: "Failures in a row", description: "An agent that keeps failing needs a person, and a tool whose target is broken needs a pause." },
  execution: {
    title: "Execution right now",
    description: "What the tables say is due, whatever a queue holds.",
    due: "Due for execution",
    dueOf: (count: number, oldestSeconds: number) => (count === 0 ? "Nothing" : `${number(count)}, the oldest for ${Math.round(oldestSeconds)} s`),
    inFlight: "With a worker or an agent",
    unknown: "Need a person",
    toUnknown: "Unknown outcomes",
    failed: "Failed for good",
    toFailed: "With causes, to retry",
  },
  deployment: {
    title: "This deployment",
    description: "From its environment, read at start; changed there, and by a restart.",
    address: "Address",
    database: "Database",
    databaseAt: (host: string) => `PostgreSQL at ${host}`,
    queue: "Queue",
    redisAt: (host: string) => `Redis at ${host}`,
    sameDatabase: "PostgreSQL, in the same database",
    keys: "Encryption keys",
    keysOf: (count: number) => (count === 1 ? "One" : `${number(count)}; the newest encrypts`),
    worker: "Worker",
    workerOf: (concurrency: number, leaseSeconds: number, sweepSeconds: number) => `${concurrency} at once, a lease of ${leaseSeconds} s, a sweep every ${sweepSeconds} s`,
    privateTargets: "Private targets",
    privateAllowed: "Allowed: connectors may reach this machine and its network",
    privateRefused: "Refused",
    noop: "No-op connector",
    noopOffered: "Offered: for benches and tests only",
    evidence: "Evidence",
    toEvidence: "Changes of settings",
  },
} as const;

export const aloneForm = {
  allowed: "Somebody who is the only one who qualifies may approve their own",
  allowedHint: "With their password and a reason, recorded as done alone. It ends by itself once a second person qualifies.",
  submit: "Save",
  done: "Saved",
} as const;
