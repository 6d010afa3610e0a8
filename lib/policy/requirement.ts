import { STEP_UPS, type Rule } from "./sections";
import { seconds, type Requirement, type StepUp } from "./types";

/** The stricter of a requirement and what a rule asks for besides: more approvals, less time, the password again. */
export function stricterOf(requirement: Requirement, more: Rule["require"]): Requirement {
  if (!more || requirement.review === "none") return requirement;
  const slots = requirement.slots.map((slot) => ({ ...slot }));
  for (const { group, approvals } of more.approve ?? []) {
    const same = slots.find((slot) => slot.group === group);
    if (same) same.approvals = Math.max(same.approvals, approvals);
    else slots.push({ group, approvals });
  }
  return {
    ...requirement,
    slots,
    within: more.within ? Math.min(requirement.within, seconds(more.within)) : requirement.within,
    stepUp: strongerOf(requirement.stepUp, more.step_up),
  };
}

/** How strong a step-up is; none is 0. */
export const strengthOf = (stepUp: StepUp | null | undefined): number => (stepUp ? STEP_UPS.indexOf(stepUp) + 1 : 0);

export const strongerOf = (a: StepUp | null | undefined, b: StepUp | null | undefined): StepUp | null => (strengthOf(a) >= strengthOf(b) ? (a ?? null) : (b ?? null));
