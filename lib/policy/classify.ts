import { seconds, stricter, type ActionFacts, type Classified, type Effect, type PublishedPolicy, type Reason, type Requirement, type Tier, type TierRules } from "./types";

type Finding = { tier: Tier; effect?: Effect; reason: Reason };

/**
 * What policy says of one action. Pure: the same facts and policy give the same classification, in live
 * traffic, in a simulation and in a benchmark. Every finding counts and the most restrictive wins;
 * a finding that throws holds the action as high (I8).
 */
export function classify(facts: ActionFacts, policy: PublishedPolicy): Classified {
  const findings = LOOKS.flatMap((look): Finding[] => {
    try {
      const finding = look(facts, policy);
      return finding ? [finding] : [];
    } catch {
      return [{ tier: "high", reason: { rule: look.name, text: "A check failed, so a person must look" } }];
    }
  });
  const blocked = findings.some((finding) => finding.effect === "block");
  // What is blocked comes back as high, if an admin releases it.
  const tier = blocked ? "high" : findings.map((finding) => finding.tier).reduce(stricter, "low");
  const rules = policy.tiers[tier];
  return {
    tier,
    effect: blocked ? "block" : rules.review === "none" ? "allow" : "review",
    reasons: findings.map((finding) => finding.reason),
    signals: [],
    requirement: requirementOf(rules),
    policyVersion: policy.version,
  };
}

type Look = (facts: ActionFacts, policy: PublishedPolicy) => Finding | undefined;

const toolTier: Look = ({ tool, toolName }, policy) => {
  if (!tool) {
    return {
      tier: policy.defaults.unregistered,
      reason: { rule: "unregistered", text: `No tool named ${toolName} is registered, so it is held as high`, values: { tool: toolName } },
    };
  }
  // Own property only: a tool may be called `constructor`.
  const override = Object.hasOwn(policy.tools, tool.name) ? policy.tools[tool.name] : undefined;
  if (override) return { tier: override, reason: { rule: `tools.${tool.name}`, text: `This tool is set to ${override} risk`, values: { tier: override } } };
  return {
    tier: policy.defaults[tool.access],
    reason: { rule: `defaults.${tool.access}`, text: ACCESS_SAYS[tool.access], values: { access: tool.access } },
  };
};

const ACCESS_SAYS = {
  read: "It only reads",
  draft: "It only prepares a draft",
  write: "It changes data",
  destructive: "It destroys data",
} as const;

/** What each autonomy lets an agent propose at all; beyond it is blocked. A rollback is asked for by a person. */
const REACH: Record<string, readonly string[]> = {
  off: [],
  read_only: ["read"],
  draft_only: ["read", "draft"],
  limited_write: ["read", "draft", "write"],
  full: ["read", "draft", "write", "destructive"],
};

const autonomy: Look = ({ agent, tool, rollback }) => {
  const reach = REACH[agent.autonomy] ?? [];
  if (rollback || (tool ? reach.includes(tool.access) : agent.autonomy === "full" || agent.autonomy === "limited_write")) return undefined;
  return {
    tier: "high",
    effect: "block",
    reason: {
      rule: "autonomy",
      text: `${agent.name} may not do this: its autonomy is ${agent.autonomy.replace("_", " ")}`,
      values: { autonomy: agent.autonomy, access: tool?.access ?? "unregistered" },
    },
  };
};

const doubt: Look = ({ doubt: reason }) => (reason ? { tier: "high", reason: { rule: "doubt", text: reason } } : undefined);

const LOOKS: Look[] = [toolTier, autonomy, doubt];

/** A tier's rules as a requirement: the snapshot an action carries from here on. */
export function requirementOf(rules: TierRules): Requirement {
  if (rules.review === "none") return { review: "none", executeWithin: seconds(rules.execute_within) };
  return {
    review: "before",
    within: seconds(rules.within),
    onExpiry: rules.on_expiry,
    slots: rules.approve,
    undo: seconds(rules.undo),
    escalate: rules.escalate ? { to: rules.escalate.to, within: seconds(rules.escalate.within) } : null,
    editorMayApprove: rules.editor_may_approve,
    executeWithin: seconds(rules.execute_within),
  };
}
