import type { Effect, Reason, Signal, Tier } from "@/lib/policy/types";

/** A classification as it was recorded with the revision that stands now. */
export type Classification = {
  reasons: Reason[];
  signals: Signal[];
  /** Names of rules that looked and did not match. */
  unmatched: string[];
  policyVersion: number;
};

/** Why an action is what it is, as its agent sees it. */
export type ClassificationView = {
  policy_version: number;
  /** Of `rules`, those that the tier and the effect come from. */
  comes_from: string[];
  /** `values` stand under JSON Pointers into `{params, statement, tool, agent, intent, history, …}`. */
  rules: { rule: string; text: string; tier: Tier | null; effect: "review" | "block" | null; values: Record<string, unknown> }[];
  signals: { detector: string; kind: string | null; severity: Signal["severity"]; pointer: string; excerpt: string | null; source: string | null }[];
  not_matched: string[];
};

const MOST_SIGNALS = 50;

/**
 * What an agent may know of its classification. Values and excerpts only while the payload is the agent's `own`: what a
 * person changed in it is theirs. Never what the rule compares with, what a list holds, or what other agents did
 * (docs/decisions/0043-agents-see-why.md).
 */
export function classificationView({ reasons, signals, unmatched, policyVersion }: Classification, { tier, effect, own }: { tier: Tier; effect: Effect; own: boolean }): ClassificationView {
  return {
    policy_version: policyVersion,
    comes_from: comesFrom(tier, effect, reasons).map(({ rule }) => rule),
    rules: reasons.map(({ rule, text, tier: asked, effect: wanted, values }) => ({
      rule,
      text,
      tier: asked ?? null,
      effect: wanted === "review" || wanted === "block" ? wanted : null,
      values: own ? pointed(values ?? {}) : {},
    })),
    signals: signals.slice(0, MOST_SIGNALS).map(({ detector, kind, severity, pointer, excerpt, source }) => ({
      detector,
      kind: kind ?? null,
      severity,
      pointer,
      excerpt: own ? excerpt : null,
      source: source ?? null,
    })),
    not_matched: unmatched,
  };
}

/** The reasons that a tier and an effect come from: what asked for the block, else for the tier, else for somebody to look. */
export function comesFrom(tier: Tier, effect: Effect, reasons: readonly Reason[]): readonly Reason[] {
  const among = [(reason: Reason) => effect === "block" && reason.effect === "block", (reason: Reason) => reason.tier === tier, (reason: Reason) => reason.effect === "review"]
    .map((asks) => reasons.filter(asks))
    .find((found) => found.length > 0);
  return among ?? reasons;
}

/** What was recorded by a name of its own, by where it is read. What is left out belongs to the rule. */
const PLACES: Record<string, string> = { access: "/tool/access", tool: "/tool/name", autonomy: "/agent/autonomy" };

function pointed(values: Record<string, unknown>): Record<string, unknown> {
  if (typeof values.pointer === "string") return { [values.pointer]: values.excerpt };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name.startsWith("/") ? [[name, value]] : PLACES[name] ? [[PLACES[name], value]] : [])));
}
