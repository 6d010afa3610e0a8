import type { Access, Policy, Tier, TierRules } from "./types";

export type { Access, Policy, Tier, TierRules };

/** A published version, as pages show it. */
export type PolicyVersionLine = {
  version: number;
  reason: string;
  publishedAt: string;
  publishedBy: string | null;
  changes: { path: string; from: unknown; to: unknown }[];
};

/** What a tier becomes when somebody switches its review on. */
export const FRESH_REVIEW: Extract<TierRules, { review: "before" }> = {
  review: "before",
  within: "2h",
  on_expiry: "expire",
  approve: [{ group: "reviewers", approvals: 1 }],
  undo: "0s",
  editor_may_approve: false,
  execute_within: "24h",
};
