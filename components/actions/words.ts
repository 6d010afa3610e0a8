import type { Fact } from "@/lib/actions/shown/fact-view";
import type { Reversibility } from "@/lib/actions/shown/person-view";
import type { ActionState } from "@/lib/actions/states";

export const STATE_WORD: Record<ActionState, string> = {
  pending: "Waiting",
  blocked: "Blocked",
  approved: "Approved",
  rejected: "Rejected",
  expired: "Expired",
  cancelled: "Cancelled",
  executing: "Executing",
  succeeded: "Succeeded",
  failed: "Failed",
  unknown: "Unknown outcome",
  rolled_back: "Rolled back",
};

/** What is asked before an approval that weighs. */
export const CONFIRM = {
  irreversible: "This cannot be undone",
  yourself: "Your password again",
  type: ({ what, value, shown }: Fact) => `To approve, type ${what}${shown ? `: ${value}` : ""}`,
  notTheFact: (what: string) => `That is not ${what}. Look at the payload again.`,
  password: "Your password",
  noPassword: "Give your password.",
  holds: "It holds for a few minutes.",
  together: "Approving these takes your password again.",
  back: "Back",
  approve: "Approve",
};

export const TIER_WORD = { low: "Low", medium: "Medium", high: "High" } as const;

export const REVERSIBILITY: Record<Reversibility, string> = { reversible: "Reversible", compensable: "Compensable", irreversible: "Irreversible" };
/** Of what only reads. */
export const NOTHING_TO_UNDO = "Nothing to undo";

/** What stands beside an action wherever it is listed. */
export const marks = {
  because: ", because:",
  risk: "risk",
  takingEffect: "Taking effect",
  byAgent: (state: string) => `${state}, reported by the agent`,
  rollback: "Rollback",
  test: "Test",
  dryRun: "Dry run",
} as const;

export const difference = { field: "Field", hidden: (fields: readonly string[]) => `Differs too, with values that are not shown: ${fields.join(", ")}.` } as const;

/** What the browser says when the server says nothing. */
export const trouble = {
  offline: "The server cannot be reached. Look at your connection, then try again.",
  failed: "Something went wrong on our side. Try again.",
} as const;
