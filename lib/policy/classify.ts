import { look, type Seen } from "./facts";
import { limited } from "./limits";
import { PACK_VERSION } from "./pack-version";
import { fitsAny } from "./patterns";
import { stricterOf } from "./requirement";
import { holds, rulesFor, valuesOf } from "./rules";
import type { Rule } from "./sections";
import { seconds, stricter, TIERS, type ActionFacts, type Classified, type Effect, type PublishedPolicy, type Reason, type Requirement, type Tier, type TierRules } from "./types";

type Finding = { tier: Tier; effect?: Effect; reason: Reason; require?: Rule["require"]; /** A relax rule may lower it. */ soft?: true };

/**
 * What policy says of one action. Pure: the same facts and policy give the same classification, in live
 * traffic, in a simulation and in a benchmark. Every finding counts and the most restrictive wins;
 * a finding that throws holds the action as high (I8).
 */
export function classify(facts: ActionFacts, policy: PublishedPolicy): Classified {
  const unmatched: string[] = [];
  const seen = attempt(() => look(facts, policy)) ?? { signals: [], facts: () => ({}), failed: true };
  const limits = attempt(() => limited(facts, policy, seen)) ?? { reserve: [], findings: [failed("limits")] };
  const findings: Finding[] = [
    ...("failed" in seen ? [failed("signals")] : []),
    ...LOOKS.flatMap((each): Finding[] => {
      try {
        const finding = each(facts, policy);
        return finding ? [finding] : [];
      } catch {
        return [failed(each.name)];
      }
    }),
    ...ruleFindings(facts, policy, seen, unmatched),
    ...signalFindings(seen, policy),
    ...limits.findings,
  ];
  const relaxed = relaxing(facts, policy, seen, findings, unmatched);
  const counted = relaxed ? [...findings.filter(({ soft }) => !soft), relaxed] : findings;
  const blocked = counted.some((finding) => finding.effect === "block");
  // What is blocked comes back as high, if an admin releases it.
  const highest = blocked ? "high" : counted.map((finding) => finding.tier).reduce(stricter, "low");
  // Somebody must look, so it is at least a tier in which somebody does.
  const looked = counted.some((finding) => finding.effect === "review" || finding.require) && policy.tiers[highest].review === "none";
  const tier = looked ? (policy.tiers.medium.review === "none" ? "high" : stricter(highest, "medium")) : highest;
  const requirement = requirementOf(policy.tiers[tier]);
  return {
    tier,
    effect: blocked ? "block" : requirement.review === "none" ? "allow" : "review",
    reasons: counted.map(({ reason, tier: asked, effect }) => ({ ...reason, tier: asked, ...(effect && { effect }) })),
    signals: seen.signals,
    requirement: counted.reduce((total, { require }) => stricterOf(total, require), requirement),
    policyVersion: policy.version,
    unmatched: unmatched.slice(0, MOST_UNMATCHED),
    // What is beyond one limit takes nothing of another, and what is blocked takes nothing.
    reserve: blocked || limits.findings.length > 0 ? [] : limits.reserve,
  };
}

/** Names kept of the rules that looked in vain. */
const MOST_UNMATCHED = 50;

const failed = (name: string): Finding => ({ tier: "high", reason: { rule: name, text: "A check failed, so a person must look" } });

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function ruleFindings(facts: ActionFacts, policy: PublishedPolicy, seen: Seen, unmatched: string[]): Finding[] {
  const mine = attempt(() => rulesFor(policy, facts).rules);
  if (!mine) return [failed("rules")];
  const findings: Finding[] = [];
  for (const { rule, condition, broken } of mine) {
    try {
      if (broken) throw new Error("it does not compile");
      if (!holds(condition, seen.facts())) {
        unmatched.push(rule.name);
        continue;
      }
      const values = condition ? valuesOf(condition, seen.facts(), facts.sensitive ?? []) : {};
      findings.push({
        tier: rule.tier ?? "low",
        ...(rule.effect && { effect: rule.effect }),
        ...(rule.require && { require: rule.require }),
        reason: { rule: `rules.${rule.name}`, text: rule.because ?? rule.name, ...(Object.keys(values).length > 0 && { values }) },
      });
    } catch {
      findings.push({ tier: "high", reason: { rule: `rules.${rule.name}`, text: `The rule ${rule.name} could not be evaluated, so a person must look` } });
    }
  }
  return findings;
}

const SEVERITIES = ["info", "low", "medium", "high"] as const;

function signalFindings({ signals }: Seen, policy: PublishedPolicy): Finding[] {
  return signals.flatMap((signal): Finding[] => {
    const name = signal.detector as keyof NonNullable<PublishedPolicy["signals"]>;
    // I8: what could not be read whole is held whatever the policy says.
    const rule = name === "examination" ? { at_least: "high" as const } : policy.signals && Object.hasOwn(policy.signals, name) ? policy.signals[name] : undefined;
    if (!rule || SEVERITIES.indexOf(signal.severity) < SEVERITIES.indexOf(rule.from ?? "medium")) return [];
    const inParams = signal.pointer.startsWith("/params");
    const place = [inParams || signal.source === undefined ? `in ${signal.pointer}` : "", signal.source === undefined ? "" : `${inParams ? "that stands only " : ""}in what it read: ${signal.source}`].filter(Boolean).join(", ");
    return [{
      tier: rule.at_least ?? "low",
      ...(rule.effect && { effect: rule.effect }),
      reason: { rule: `signals.${name}`, text: `${SAYS[name] ?? name} ${place}`, values: { pointer: signal.pointer, excerpt: signal.excerpt, ...(signal.kind && { kind: signal.kind }) } },
    }];
  });
}

const SAYS: Record<string, string> = {
  injection: "Text that gives orders to the agent or its reviewer,",
  secret: "A secret",
  pii: "Personal data",
  payload: "Code where a name or an id belongs,",
  link: "A link that is not on the list or hides where it goes,",
  bulk: "Many at once,",
  money: "More money than usual,",
  first_use: "The first time for this agent,",
  burst: "The same again and again,",
  low_confidence: "The agent is unsure,",
  provenance: "A value that the person did not give,",
  examination: "Not fully examined:",
};

/** Never lifted by a relax rule: these say that the call may not be the agent's own idea. */
const HARD = new Set(["injection", "secret", "examination"]);

/** A relax rule lowers the default that the tool's access gives, and nothing else. */
function relaxing(facts: ActionFacts, policy: PublishedPolicy, seen: Seen, findings: Finding[], unmatched: string[]): Finding | undefined {
  const base = findings.find(({ soft }) => soft);
  if (!base || findings.some(({ effect }) => effect === "block") || seen.signals.some(({ detector, severity }) => HARD.has(detector) && severity === "high")) return undefined;
  for (const { rule, condition, broken } of attempt(() => rulesFor(policy, facts).relax) ?? []) {
    try {
      // What an agent says of itself only raises, unless its harness vouches for it.
      if (facts.attested !== true && condition?.reads.some(([name]) => name === "origins" || name === "confidence")) continue;
      if (broken || TIERS.indexOf(rule.tier) >= TIERS.indexOf(base.tier) || !isOpen(rule.until, facts, policy)) continue;
      if (holds(condition, seen.facts())) {
        return { tier: rule.tier, reason: { rule: `relax.${rule.name}`, text: rule.because, values: { instead_of: base.tier, until: rule.until, ...valuesOf(condition, seen.facts(), facts.sensitive ?? []) } } };
      }
      unmatched.push(rule.name);
    } catch {
      // A relax rule that throws relaxes nothing.
    }
  }
  return undefined;
}

function isOpen(until: string, { now }: ActionFacts, policy: PublishedPolicy): boolean {
  if (until === "pack") return policy.pack?.version === PACK_VERSION;
  return now !== undefined && now.slice(0, 10) <= until;
}

type Check = (facts: ActionFacts, policy: PublishedPolicy) => Finding | undefined;

const toolTier: Check = ({ tool, toolName }, policy) => {
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
    ...(tool.access !== "destructive" && { soft: true }),
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

const autonomy: Check = ({ agent, tool, rollback }, policy) => {
  const ceiling = ownOf(policy, agent.name)?.autonomy;
  const lower = [agent.autonomy, ...(ceiling ? [ceiling] : [])].sort((one, other) => (REACH[one]?.length ?? 0) - (REACH[other]?.length ?? 0))[0]!;
  const allowed = REACH[lower] ?? [];
  if (rollback || (tool ? allowed.includes(tool.access) : lower === "full" || lower === "limited_write")) return undefined;
  return {
    tier: "high",
    effect: "block",
    reason: {
      rule: "autonomy",
      text: `${agent.name} may not do this: its autonomy is ${lower.replace("_", " ")}`,
      values: { autonomy: lower, access: tool?.access ?? "unregistered" },
    },
  };
};

const ownOf = (policy: PublishedPolicy, agent: string) => (policy.agents && Object.hasOwn(policy.agents, agent) ? policy.agents[agent] : undefined);

/** What the policy lets this agent use at all. A rollback is asked for by a person. */
const reach: Check = ({ agent, toolName, rollback }, policy) => {
  const own = ownOf(policy, agent.name);
  if (!own || rollback) return undefined;
  const refused = own.cannot && fitsAny(toolName, own.cannot) ? "cannot" : own.can && !fitsAny(toolName, own.can) ? "can" : undefined;
  return refused && { tier: "high", effect: "block", reason: { rule: `agents.${agent.name}.${refused}`, text: `${agent.name} may not use ${toolName}`, values: { tool: toolName } } };
};

const doubt: Check = ({ doubt: reason }) => (reason ? { tier: "high", reason: { rule: "doubt", text: reason } } : undefined);

const LOOKS: Check[] = [toolTier, autonomy, reach, doubt];

/** A tier's rules as a requirement: the snapshot an action carries from here on. */
function requirementOf(rules: TierRules): Requirement {
  if (rules.review === "none") return { review: "none", executeWithin: seconds(rules.execute_within) };
  return {
    review: "before",
    within: seconds(rules.within),
    onExpiry: rules.on_expiry,
    slots: rules.approve,
    stepUp: rules.step_up ?? null,
    undo: seconds(rules.undo),
    escalate: rules.escalate ? { to: rules.escalate.to, within: seconds(rules.escalate.within), after: rules.escalate.after ? seconds(rules.escalate.after) : null } : null,
    remindAfter: rules.remind_after ? seconds(rules.remind_after) : null,
    // Never longer than the time to decide itself.
    pause: rules.while_asked === "pauses" ? Math.min(seconds(rules.pause_at_most ?? rules.within), seconds(rules.within)) : 0,
    editorMayApprove: rules.editor_may_approve,
    executeWithin: seconds(rules.execute_within),
  };
}
