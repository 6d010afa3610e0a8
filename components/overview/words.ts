import { number, plural } from "@/components/words";

/** Every sentence of the overview. */
export const words = {
  title: "Overview",
  description: "How agents and reviewers are doing. Live actions only; days are counted in UTC.",
  range: (days: number) => `${days} days`,
  ranges: "How far back",
  loading: "Loading",
  /** Around how long ago. */
  counted: { before: "Counted ", after: "." },
  notCounted: "The figures are counted by a worker, within a minute of its start. Nothing has been counted yet.",
  open: { title: "Waiting now", none: "Nothing waits", tier: { high: "high", medium: "medium", low: "low" } },
  oldest: { title: "Oldest waiting", none: "Nobody waits" },
  toDecision: {
    title: "Time to decision",
    spread: (most: string) => `at the median; 95% within ${most}`,
    none: "Nothing was decided",
  },
  expired: {
    title: "Expired",
    of: (expired: number, all: number) => `${number(expired)} of ${number(all)} that waited`,
    none: "Nothing was due",
  },
  rejected: {
    title: "Rejected",
    of: (rejected: number, all: number) => `${number(rejected)} of ${number(all)} decided`,
  },
  rolledBack: { title: "Rolled back", of: (count: number) => plural(count, { one: "action undone", other: "actions undone" }) },
  mix: {
    title: "What policy said",
    description: "Actions proposed each day: allowed, sent to review, or blocked.",
    allowed: "Allowed",
    reviewed: "Reviewed",
    blocked: "Blocked",
    none: "Nothing was proposed in this time",
    summary: (allowed: number, reviewed: number, blocked: number) => `${number(allowed)} allowed, ${number(reviewed)} reviewed, ${number(blocked)} blocked`,
  },
  rules: {
    title: "Rejections by rule",
    description: "Of what people decided, by each rule that sent it to them. A rule that is often right earns its reviews.",
    rule: "Rule",
    approved: "Approved",
    rejected: "Rejected",
    rate: "Reject rate",
    none: "Nothing was decided in this time",
    noneHint: "Once people approve or reject what a rule sends them, it shows here how often it was right to ask.",
    more: (count: number) => plural(count, { one: "and one more rule with fewer decisions", other: `and ${number(count)} more rules with fewer decisions` }),
  },
  always: {
    title: "Always approved",
    description: (least: number) => `Rules that were never once answered with no, in ${least} decisions or more. Asking less often costs nothing that history knows of.`,
    times: (count: number) => plural(count, { one: "approved once", other: `approved ${number(count)} times` }),
    simulate: "Simulate relaxing",
    simulateOf: (rule: string) => `Simulate relaxing ${rule}`,
    none: "None in this time.",
    noneHint: "Every rule with enough decisions was also right to ask at least once.",
  },
} as const;
