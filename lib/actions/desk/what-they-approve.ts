import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { delegatedGroups } from "@/lib/people/deciders";
import { TIERS, type Access, type Policy, type Tier, type TierRules } from "@/lib/policy/types";
import { currentPolicy } from "@/lib/policy/versions";
import { reviewPage } from "./review-queue";
import type { WhatTheyApprove } from "./what-they-approve-view";
import { about, mayI, whatMayApprove } from "./why-not";

/** How many of those that wait are answered one by one. */
const ONE_BY_ONE = 8;

/**
 * What a person may approve by the policy in force, tier by tier and tool by tool, and of what waits now which, and why
 * not the others. Of oneself, or as an admin of anybody. A rule may ask for more than its tier: those that ask a group
 * are listed. @throws Refusal `not_found`, `not_permitted`
 */
export async function whatTheyApprove(person: Person, of: string = person.id): Promise<WhatTheyApprove> {
  const whom = await about(person, of);
  const [policy, may, waiting, standsIn, owned, tools] = await Promise.all([
    currentPolicy(),
    whatMayApprove(person, of),
    reviewPage(whom, "waiting", {}, undefined, ONE_BY_ONE),
    delegatedGroups(whom.id),
    db.all<{ name: string }>(sql`SELECT name FROM agents WHERE owner_id = ${whom.id} ORDER BY name`),
    db.all<{ name: string; title: string; access: Access }>(sql`
      SELECT t.name, v.title, v.access FROM tools t JOIN tool_versions v ON v.tool_id = t.id AND v.version = t.current_version ORDER BY t.name LIMIT 500`),
  ]);
  const groups = whom.role === "auditor" ? [] : [...new Set([...may.groups, ...standsIn.map(({ group }) => group)])];
  const rules = policy!.document;
  const tiers = [...TIERS].reverse().map((tier) => ({ tier, ...answerOf(rules.tiers[tier], whom, groups) }));
  const tierOf = (name: string, access: Access): Tier => (Object.hasOwn(rules.tools, name) ? rules.tools[name]! : rules.defaults[access]);
  return {
    now: { may: may.may, waiting: may.waiting },
    groups: may.groups,
    standsIn,
    ownedAgents: owned.map(({ name }) => name),
    tiers,
    tools: tools.map(({ name, title, access }) => ({ name, title, tier: tierOf(name, access) })),
    rules: askingMore(rules, groups),
    waiting: await Promise.all(
      waiting.lines.map(async ({ id, summary, tier, approvable }) => ({ id, summary, tier, may: approvable || (await mayI(person, id, of)).may })),
    ),
  };
}

function answerOf(tier: TierRules, { role }: Person, groups: readonly string[]): { needs: { group: string; approvals: number }[]; answer: "nobody" | "yes" | "auditor" | "group" } {
  if (tier.review === "none") return { needs: [], answer: "nobody" };
  const needs = tier.approve.map(({ group, approvals }) => ({ group, approvals }));
  if (role === "auditor") return { needs, answer: "auditor" };
  return { needs, answer: needs.some(({ group }) => groups.includes(group)) ? "yes" : "group" };
}

/** Rules that ask groups besides those of the tier. */
const askingMore = ({ rules = [] }: Policy, groups: readonly string[]) =>
  rules.flatMap(({ name, require }) => (require?.approve ?? []).map(({ group, approvals }) => ({ rule: name, group, approvals, member: groups.includes(group) })));
