import { sayLimit } from "./limits";
import type { Policy, Reason } from "./types";

/**
 * What it would take for an action to be low: for each thing that raised it, what would have to be otherwise, in one
 * sentence. Empty when nothing raised it. Reads only what was recorded and the policy that it was recorded under.
 */
export function toBeLow(reasons: readonly Reason[], unmatched: readonly string[], policy: Policy): string[] {
  const raised = reasons.filter(({ tier, effect }) => (tier ?? "low") !== "low" || effect);
  return raised.flatMap((reason) => {
    const [section = "", ...rest] = reason.rule.split(".");
    const name = rest.join(".");
    return sentences(section, name, reason, unmatched, policy);
  });
}

function sentences(section: string, name: string, { tier, values }: Reason, unmatched: readonly string[], policy: Policy): string[] {
  switch (section) {
    case "unregistered":
      return ["An admin registers the tool; until then it is held as high."];
    case "defaults": {
      const looked = (policy.relax ?? []).filter((rule) => unmatched.includes(rule.name));
      return [
        ...looked.map((rule) => `The relax rule “${rule.name}” would have to hold: ${brief(rule.when)}`),
        ...(looked.length === 0 ? [`A relax rule for this tool would have to hold, or the tool be given a tier of its own: ${name} is ${tier} by default.`] : []),
      ];
    }
    case "tools":
      return [`The policy sets this tool to ${tier}; an admin would have to change that.`];
    case "rules": {
      const rule = policy.rules?.find((one) => one.name === name);
      return [rule?.when ? `The rule “${name}” must not match: ${brief(rule.when)}` : `The rule “${name}” matches whatever the params are; an admin would have to change it.`];
    }
    case "signals":
      return [`Nothing may be found by ${name}: without what stands at ${String(values?.pointer ?? "/params")}.`];
    case "limits": {
      const limit = policy.limits?.find((one) => one.name === name);
      return [limit ? `Room in the limit “${name}”: ${sayLimit(limit)}, counted anew each ${limit.per}.` : `Room in the limit “${name}”.`];
    }
    case "autonomy":
    case "agents":
      return ["The agent would have to be allowed to do this at all."];
    default:
      return ["Nothing lowers it: a check could not make sure of it, so a person looks."];
  }
}

const brief = (condition: string): string => (condition.length > 400 ? `${condition.slice(0, 400)}…` : condition);
