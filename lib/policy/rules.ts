import { compile, LIMITS, type Condition } from "./condition";
import { covers } from "./facts";
import { fitsAny } from "./patterns";
import type { Limit, Relax, Rule } from "./sections";
import type { ActionFacts, Policy } from "./types";

type Compiled<Of> = { rule: Of; condition: Condition | undefined; broken: boolean };
export type CompiledPolicy = { rules: Compiled<Rule>[]; relax: Compiled<Relax>[]; limits: Compiled<Limit>[] };

/** Calls of one tool by one agent are many: which rules are for them is looked up, not asked again. */
const KEPT = 1_000;

const compiled = new WeakMap<Policy, CompiledPolicy>();

/** A policy's conditions, compiled once for each document. One that does not compile holds what it is for (I8). */
function compiledOf(policy: Policy): CompiledPolicy {
  const known = compiled.get(policy);
  if (known) return known;
  const all = <Of extends { when?: string | undefined }>(rules: readonly Of[] = []): Compiled<Of>[] =>
    rules.map((rule) => {
      try {
        return { rule, condition: rule.when === undefined ? undefined : compile(rule.when), broken: false };
      } catch {
        return { rule, condition: undefined, broken: true };
      }
    });
  const result = { rules: all(policy.rules), relax: all(policy.relax), limits: all(policy.limits) };
  compiled.set(policy, result);
  return result;
}

const picked = new WeakMap<Policy, Map<string, CompiledPolicy>>();

/** The rules of a policy that are for this action. */
export function rulesFor(policy: Policy, facts: ActionFacts): CompiledPolicy {
  let kept = picked.get(policy);
  if (!kept) picked.set(policy, (kept = new Map()));
  const key = JSON.stringify([facts.toolName, facts.agent.name, facts.mode, facts.tool?.access]);
  const known = kept.get(key);
  if (known) return known;
  const { rules, relax, limits } = compiledOf(policy);
  const found = { rules: rules.filter(({ rule }) => isFor(rule, facts)), relax: relax.filter(({ rule }) => isFor(rule, facts)), limits: limits.filter(({ rule }) => isFor(rule, facts)) };
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, found);
  return found;
}

/** Whether a rule is for this action at all. */
function isFor({ tools, agents, mode, access }: Pick<Rule, "tools" | "agents" | "mode" | "access">, facts: ActionFacts): boolean {
  if (mode && mode !== facts.mode) return false;
  if (tools && !fitsAny(facts.toolName, tools)) return false;
  if (agents && !fitsAny(facts.agent.name, agents)) return false;
  return !access || (facts.tool !== null && access.includes(facts.tool.access));
}

/** @throws when the work would pass the budget, or the condition itself does. */
export function holds(condition: Condition | undefined, facts: Record<string, unknown>): boolean {
  if (!condition) return true;
  if (condition.loops > 0 && widest(condition, facts) ** condition.loops * LIMITS.nodes > LIMITS.steps * (condition.loops > 1 ? 1 : 5)) throw new Error("too much work");
  return condition.evaluate(facts);
}

/** The longest list or map that a condition reads. */
function widest(condition: Condition, facts: Record<string, unknown>): number {
  let most = 1;
  for (const path of condition.wide) {
    const value = valueAt(facts, path);
    const size = Array.isArray(value) ? value.length : typeof value === "object" && value !== null ? Object.keys(value).length : 0;
    if (size > most) most = size;
  }
  return most;
}

/** The value at a path of names; undefined where there is none. */
export function valueAt(facts: Record<string, unknown>, path: readonly string[]): unknown {
  let here = facts[path[0]!];
  for (let step = 1; step < path.length; step++) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, path[step]!)) return undefined;
    here = (here as Record<string, unknown>)[path[step]!];
  }
  return here;
}

/** What a condition read, as values with JSON Pointers; nothing of a sensitive field. */
export function valuesOf(condition: Condition | undefined, facts: Record<string, unknown>, sensitive: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const path of condition?.reads ?? []) {
    const pointer = `/${path.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
    if (path[0] === "lists" || path[0] === "signals" || Object.keys(values).length >= 12) continue;
    const value = valueAt(facts, path);
    const place = pointer.replace(/^\/params/, "");
    const shown = path[0] !== "params" || !sensitive.some((secret) => covers(secret, place) || covers(place, secret));
    values[pointer] = shown ? brief(value) : "••••";
  }
  return values;
}

function brief(value: unknown): unknown {
  if (value === undefined || value === null || typeof value === "number" || typeof value === "boolean") return value ?? null;
  if (typeof value === "string") return value.length > 200 ? `${value.slice(0, 200)}…` : value;
  return Array.isArray(value) ? `a list of ${value.length}` : "an object";
}
