import { seconds, type Requirement } from "./types";
import type { Rule } from "./sections";

/** The stricter of a requirement and what a rule asks for besides: more approvals, less time. */
export function stricterOf(requirement: Requirement, more: Rule["require"]): Requirement {
  if (!more || requirement.review === "none") return requirement;
  const slots = requirement.slots.map((slot) => ({ ...slot }));
  for (const { group, approvals } of more.approve ?? []) {
    const same = slots.find((slot) => slot.group === group);
    if (same) same.approvals = Math.max(same.approvals, approvals);
    else slots.push({ group, approvals });
  }
  return { ...requirement, slots, within: more.within ? Math.min(requirement.within, seconds(more.within)) : requirement.within };
}
