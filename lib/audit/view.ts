/** One event as pages show it. */
export type EventLine = {
  seq: string;
  id: string;
  at: string;
  type: string;
  /** Who, in words: a person's or agent's name where there is one. */
  actor: { kind: string; id: string | null; name: string };
  action: { id: string; number: number } | null;
  subject: { kind: string; id: string; name: string | null } | null;
  txid: string;
  canonical: string;
  hash: string;
  /** What is wrong with it, recomputed just now; empty when it is as it was written. */
  faults: string[];
};

/** What narrows the list; everything that is not given counts as "any". */
export type AuditFilters = {
  /** `action.approved`, or a noun: `action`. */
  type?: string | undefined;
  /** An id, or part of a name or address. */
  actor?: string | undefined;
  action?: string | undefined;
  subject?: string | undefined;
  /** Days in UTC, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Readings of this page are left out unless asked for. */
  readings?: boolean | undefined;
};
