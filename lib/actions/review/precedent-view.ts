import type { ActionState } from "@/lib/actions/states";
import type { Draft } from "@/lib/policy/draft";
import type { Tier } from "@/lib/policy/types";

export type Precedent = {
  id: string;
  summary: string;
  state: ActionState;
  tier: Tier;
  /** ISO 8601. */
  at: string;
  /** Who decided and what they said; null for what expired or was cancelled undecided. */
  decision: { verdict: "approve" | "reject"; by: string; note: string; at: string } | null;
  /** From 0 to 1, and the fields (pointers into params) that agree or are near. */
  score: number;
  sameDestination: boolean;
  same: string[];
  near: string[];
};

export type Tally = { approved: number; rejected: number; undecided: number };

export type Precedents = {
  /** The most alike first. */
  similar: Precedent[];
  /** Of the newest that people decided, all and those to the same destinations. */
  ofTool: Tally;
  ofDestination: Tally;
  /** A rule that would cover this, as a text for the policy page. */
  draft: Draft;
};
