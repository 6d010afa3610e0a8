import type { Counts, Outcome } from "@/lib/policy/loop-view";
import { strengthOf } from "@/lib/policy/requirement";
import type { Classified } from "@/lib/policy/types";

/** How one action came out under two policies. */
export type Compared = {
  id: string;
  from: Outcome | null;
  to: Outcome | null;
  /** Somebody must look, under the live policy and under the draft. */
  reviewed: { live: boolean; draft: boolean };
  lower: boolean;
  alarm: boolean;
  failed: boolean;
  rejected: boolean;
  why: string;
};

export const NOTHING_COUNTED: Counts = { matrix: {}, reviews: { live: 0, draft: 0 }, alarms: 0, lower: 0, failed: 0 };

const EFFECTS = ["allow", "review", "block"];
const outcomeOf = ({ effect, tier }: Classified): Outcome => (effect === "block" ? "blocked" : tier);
const RANK: Record<Outcome, number> = { low: 0, medium: 1, high: 2, blocked: 3 };

/** Places that a requirement asks people to fill. */
const places = ({ requirement, effect }: Classified): number => (effect !== "review" || requirement.review === "none" ? 0 : requirement.slots.reduce((sum, { approvals }) => sum + approvals, 0));

const proof = ({ requirement, effect }: Classified): number => (effect !== "review" || requirement.review === "none" ? 0 : strengthOf(requirement.stepUp));

/** Two classifications of one action side by side, or why there are none. */
export function compared({ id, rejected }: { id: string; rejected: boolean }, found: { live: Classified; draft: Classified } | string): Compared {
  if (typeof found === "string") return { id, from: null, to: null, reviewed: { live: false, draft: false }, lower: false, alarm: false, failed: true, rejected, why: found };
  const { live, draft } = found;
  const [from, to] = [outcomeOf(live), outcomeOf(draft)];
  const broken = draft.reasons.find(({ text }) => BROKEN.test(text));
  const alarm = rejected && draft.effect === "allow";
  const weaker = EFFECTS.indexOf(draft.effect) < EFFECTS.indexOf(live.effect) || (draft.effect === live.effect && (places(draft) < places(live) || proof(draft) < proof(live)));
  return {
    id,
    from,
    to,
    reviewed: { live: live.effect === "review", draft: draft.effect === "review" },
    lower: weaker || RANK[to] < RANK[from],
    alarm,
    failed: broken !== undefined,
    rejected,
    why: broken ? broken.text : from === to && !alarm ? "" : (draft.reasons[0]?.text ?? ""),
  };
}

// What classification says when a rule or a check threw, and held the action for it.
const BROKEN = /could not be evaluated|^A check failed/;

/** Counts one more. */
export function count(counts: Counts, { from, to, reviewed, lower, alarm, failed }: Compared): Counts {
  const cell = `${from}>${to}`;
  return {
    matrix: from === null ? counts.matrix : { ...counts.matrix, [cell]: (counts.matrix[cell] ?? 0) + 1 },
    reviews: { live: counts.reviews.live + Number(reviewed.live), draft: counts.reviews.draft + Number(reviewed.draft) },
    alarms: counts.alarms + Number(alarm),
    lower: counts.lower + Number(lower),
    failed: counts.failed + Number(failed),
  };
}
