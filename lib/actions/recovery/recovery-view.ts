import type { ActionState } from "@/lib/actions/states";
import type { Probe } from "@/lib/connectors/types";

/** A failed action as the list of dead letters shows it: what, why, and whether it can be retried. */
export type FailedLine = {
  id: string;
  revision: number;
  summary: string;
  agent: string;
  tool: string;
  mode: "live" | "test";
  dryRun: boolean;
  /** What execution said. */
  cause: string | null;
  attempts: number;
  /** ISO 8601. */
  at: string;
  /** Yes, or why not. */
  retry: true | string;
};

/** What became of one of many that were retried. */
export type Retried = { id: string; summary: string | null } & ({ ok: true; state: ActionState } | { ok: false; reason: string });

/** What a target said when it was asked about an outcome that nobody knows. */
export type ProbeView = Probe;
