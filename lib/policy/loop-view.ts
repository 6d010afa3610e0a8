import type { CaseResult } from "./cases";
import type { Policy, PolicyVersionLine, Tier } from "./view";

export type { CaseResult, Policy, PolicyVersionLine, Tier };

/** One fault of a draft, with what mends it; `replace` can be done at a press. */
export type MarkedFault = {
  pointer: string;
  /** From 1, as an editor counts. */
  line: number;
  column: number;
  detail: string;
  fix: string;
  replace?: { column: number; wrong: string; by: string };
};

/** What looking through a draft found. `policy` is there when nothing is wrong with its text. */
export type Checked = { policy: Policy | null; faults: MarkedFault[]; cases: CaseResult[] };

/** A person's draft. */
export type DraftView = {
  text: string;
  baseVersion: number;
  saves: number;
  /** Grows when another text takes its place. */
  replaced: number;
  /** Null while the policy in force stands there, unchanged. */
  savedAt: string | null;
};

/** What the editor offers while somebody writes. */
export type Vocabulary = { tools: { name: string; params: string[] }[]; agents: string[]; groups: string[]; lists: string[] };

/** One line of a readable difference between two documents. */
export type PolicyDifference = { section: string; name: string; change: "added" | "removed" | "changed"; details: { path: string; from: unknown; to: unknown }[] };

export type ProposalView = {
  id: string;
  reason: string;
  baseVersion: number;
  loosens: string[];
  proposedBy: { id: string; name: string };
  proposedAt: string;
  differences: PolicyDifference[];
};

export const OUTCOMES = ["low", "medium", "high", "blocked"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a comparison counted; keys of `matrix` are `from>to`. */
export type Counts = {
  matrix: Record<string, number>;
  /** How many somebody must look at, under the live policy and under the draft. */
  reviews: { live: number; draft: number };
  /** People rejected them, and the draft would let them through. */
  alarms: number;
  /** Came out with less than under the live policy. */
  lower: number;
  /** Could not be evaluated, or only in part. */
  failed: number;
};

export type ComparisonView = {
  id: string;
  kind: "simulation" | "shadow";
  state: "waiting" | "running" | "done" | "failed";
  baseVersion: number;
  days: number | null;
  startedBy: string;
  startedAt: string;
  finishedAt: string | null;
  failure: string | null;
  examined: number;
  total: number | null;
  counts: Counts;
  /** Days that the actions span: what "per day" divides by. */
  span: number;
  /** Median seconds that one decision took, and of how many; null before anybody decided. */
  decision: { seconds: number; of: number } | null;
  /** Whether it compares what the draft says now. */
  current: boolean;
};

export type ComparedAction = { id: string; summary: string; tool: string; agent: string; submittedAt: string; from: Outcome | null; to: Outcome | null; rejected: boolean; why: string };
