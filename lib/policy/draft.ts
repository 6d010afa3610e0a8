import { stringify } from "yaml";
import { isDestinationField } from "@/lib/signals/destinations";
import type { Access, Reason, Tier } from "./types";

export type Covered = {
  tool: string;
  access: Access | null;
  agent: string;
  tier: Tier;
  reasons: readonly Reason[];
  params: unknown;
  /** JSON pointers into params whose values no rule may show. */
  sensitive: readonly string[];
  /** Names of params that the tool's schema requires; the others are guarded with `has()`. */
  required: readonly string[];
  /** The day after which it no longer holds: `2027-03-31`. */
  until: string;
};

/** YAML for the policy page, or null with the reason why no rule could cover it; `notes` say what such a rule would not change. */
export type Draft = { text: string | null; notes: string[] };

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,79}$/;
const LONGEST = 100;
const MOST = 6;

/**
 * A relax rule that would let calls like this one pass without review: the same tool and agent, the same destinations, no
 * larger numbers. Only a text: it holds nothing until somebody looks at it, simulates it and publishes it.
 */
export function draftRule({ tool, access, agent, tier, reasons, params, sensitive, required, until }: Covered): Draft {
  if (access === null) return { text: null, notes: [`${tool} is not registered. Register it; then its calls can be told apart.`] };
  if (access === "destructive") return { text: null, notes: ["Destruction is always looked at; no rule lowers it."] };
  const held = reasons.filter(({ rule }) => !rule.startsWith("defaults."));
  const notes = held.map(({ text }) => `A relax rule does not lift this: ${text}.`);
  const conditions = conditionsOn(params, sensitive, required);
  if (conditions.length === 0) return { text: null, notes: [...notes, "Nothing in its params says where it goes or how much it is, so a rule would cover every call. Write one yourself if that is meant."] };
  const rule = {
    name: `${tool} as approved before`,
    tools: [tool],
    agents: [agent],
    access: [access],
    when: conditions.join(" && "),
    tier: tier === "high" ? "medium" : "low",
    until,
    because: "Calls like this have been approved again and again",
  };
  return { text: stringify({ relax: [rule] }, { lineWidth: 0 }), notes };
}

function conditionsOn(params: unknown, sensitive: readonly string[], required: readonly string[]): string[] {
  if (params === null || typeof params !== "object" || Array.isArray(params)) return [];
  const fields = Object.entries(params).filter(([name]) => NAME.test(name) && !sensitive.some((pointer) => pointer.split("/")[1] === name));
  const telling = fields.filter(([name, value]) => typeof value === "number" || (typeof value === "string" && isDestinationField(name)));
  return telling.slice(0, MOST).flatMap(([name, value]): string[] => {
    const guard = required.includes(name) ? "" : `has(params.${name}) && `;
    if (typeof value === "number" && Number.isFinite(value) && Math.abs(value) < 1e15) return [`${guard}params.${name} <= ${Number.isInteger(value) ? `${value}.0` : value}`];
    return typeof value === "string" && value.length <= LONGEST ? [`${guard}params.${name} == ${JSON.stringify(value)}`] : [];
  });
}
