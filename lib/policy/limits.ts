import { holds, rulesFor, valueAt } from "./rules";
import { covers, type Seen } from "./facts";
import type { Limit } from "./sections";
import type { ActionFacts, PublishedPolicy, Reason, Reservation, Tier } from "./types";

export type LimitFinding = { tier: Tier; effect?: "review" | "block"; reason: Reason };

/**
 * What an action takes of the limits that are for it, and what follows from those it would pass. The counters are not
 * read here: they are reserved with the action, and one without room is told in `facts.beyond`.
 */
export function limited(facts: ActionFacts, policy: PublishedPolicy, seen: Seen): { reserve: Reservation[]; findings: LimitFinding[] } {
  const reserve: Reservation[] = [];
  const findings: LimitFinding[] = [];
  // A person asks for a rollback; limits are for what agents propose.
  if (facts.rollback) return { reserve, findings };
  for (const { rule: limit, condition, broken } of rulesFor(policy, facts).limits) {
    const rule = `limits.${limit.name}`;
    try {
      if (broken) throw new Error("it does not compile");
      if (!holds(condition, seen.facts())) continue;
      const place = limit.of && `/${limit.of.replaceAll(".", "/")}`;
      const amount = limit.of === undefined ? 1 : amountOf(facts.params, limit.of);
      if (facts.beyond?.includes(limit.name) || amount > limit.max) {
        findings.push({ tier: limit.tier, effect: limit.beyond, reason: { rule, text: limit.because ?? `It would pass a limit: ${sayLimit(limit)}`, values: { max: limit.max, per: limit.per, ...(place !== undefined && !(facts.sensitive ?? []).some((pointer) => covers(pointer, place)) && { [`/params${place}`]: amount }) } } });
      } else reserve.push({ name: limit.name, scope: limit.for === "all_agents" ? "all" : facts.agent.id, per: limit.per, amount, max: limit.max });
    } catch {
      findings.push({ tier: "high", effect: limit.beyond, reason: { rule, text: `What it takes of the limit ${limit.name} could not be read, so a person must look` } });
    }
  }
  return { reserve, findings };
}

/** `100 per day for each agent`, `2000 of amount per day`. */
export const sayLimit = ({ max, of, per, for: whose }: Limit): string => `${max}${of ? ` of ${of}` : ""} per ${per}${whose === "all_agents" ? " for all agents together" : ""}`;

/** @throws when there is no such number, or a negative one that would make room. */
function amountOf(params: unknown, path: string): number {
  const value = valueAt({ params } as Record<string, unknown>, ["params", ...path.split(".")]);
  const amount = typeof value === "string" && /^\d{1,15}(?:\.\d{1,6})?$/.test(value) ? Number(value) : value;
  if (typeof amount !== "number" || !Number.isFinite(amount) || amount < 0) throw new Error("not a sum");
  return amount;
}
