import { TIERS, type Policy, type Tier } from "./types";

const lower = (tier: Tier): Tier => TIERS[Math.max(0, TIERS.indexOf(tier) - 1)]!;

/**
 * A policy with one of the rules that reasons name taken out, or one tier lower: what a first look at relaxing it needs.
 * @returns undefined for what cannot be relaxed by the policy: an agent's own autonomy, a tool that nobody registered
 */
export function relaxed(policy: Policy, reason: string): Policy | undefined {
  const [section = "", ...rest] = reason.split(".");
  const name = rest.join(".");
  switch (section) {
    case "rules":
    case "limits": {
      const entries = (policy as Record<string, unknown>)[section] as { name: string }[] | undefined;
      return entries?.some((entry) => entry.name === name) ? { ...policy, [section]: entries.filter((entry) => entry.name !== name) } : undefined;
    }
    case "tools": {
      const tier = Object.hasOwn(policy.tools, name) ? policy.tools[name] : undefined;
      return tier && { ...policy, tools: { ...policy.tools, [name]: lower(tier) } };
    }
    case "defaults": {
      const access = (["read", "draft", "write", "destructive"] as const).find((known) => known === name);
      return access && { ...policy, defaults: { ...policy.defaults, [access]: lower(policy.defaults[access]) } };
    }
    case "signals": {
      const signals = { ...policy.signals };
      if (!Object.hasOwn(signals, name)) return undefined;
      delete signals[name as keyof typeof signals];
      return { ...policy, signals };
    }
    default:
      return undefined;
  }
}
