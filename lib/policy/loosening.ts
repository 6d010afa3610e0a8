import { changesBetween } from "@/lib/changes";
import { strengthOf } from "./requirement";
import type { Relax, Rule } from "./sections";
import { TIERS, seconds, type Access, type Policy, type Tier, type TierRules } from "./types";

/**
 * What a new document lets through that the old one held, or may: one sentence each; empty when every change can be
 * shown to be stricter or to change nothing. What cannot be shown counts as looser: a condition that was rewritten
 * may allow anything. Nobody is asked. `accessOf` says what a tool that the document names may do.
 */
export function loosenings(before: Policy, after: Policy, accessOf: (tool: string) => Access | undefined): string[] {
  const found: string[] = [];
  const say = (sentence: string) => void found.push(sentence);
  for (const tier of TIERS) tierLoosens(tier, before.tiers[tier], after.tiers[tier], say);
  for (const access of ["read", "draft", "write", "destructive"] as const) {
    if (rank(after.defaults[access]) < rank(before.defaults[access])) say(`What can ${access} is ${after.defaults[access]} by default, no longer ${before.defaults[access]}`);
  }
  toolsLoosen(before, after, accessOf, say);
  if (seconds(after.blocked.release_within) > seconds(before.blocked.release_within)) say(`A blocked action may be released for ${after.blocked.release_within}, no longer for ${before.blocked.release_within}`);
  listsLoosen(before, after, say);
  agentsLoosen(before, after, say);
  for (const rule of before.rules ?? []) if (!(after.rules ?? []).some((other) => asStrict(other, rule))) say(`The rule “${rule.name}” is gone, or holds less than it did`);
  limitsLoosen(before, after, say);
  relaxLoosens(before, after, say);
  signalsLoosen(before, after, say);
  if (!same(before.pack, after.pack) && (after.relax ?? []).some(({ until }) => until === "pack")) say("It follows another pack, and its relax rules last as long as the pack does");
  // A section that this comparison does not know.
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!KNOWN.has(key) && !same(before[key as keyof Policy], after[key as keyof Policy])) say(`${key} changed, and nothing shows that it only became stricter`);
  }
  // Stricter is higher, and higher asks for more: unless the tiers themselves are out of order.
  if (found.length === 0 && !same(withoutTiers(before), withoutTiers(after)) && !ordered(after)) say("A higher tier asks for less than a lower one, so raising an action may loosen it");
  return found;
}

const KNOWN = new Set("tiers defaults tools blocked pack lists agents limits rules relax signals confidence_floor tests".split(" "));
const rank = (tier: Tier) => TIERS.indexOf(tier);
const same = (one: unknown, other: unknown) => changesBetween(one, other).length === 0;
type Say = (sentence: string) => void;

function tierLoosens(tier: Tier, before: TierRules, after: TierRules, say: Say): void {
  if (seconds(after.execute_within) > seconds(before.execute_within)) say(`${tier}: an approval may wait ${after.execute_within} for its execution, no longer ${before.execute_within}`);
  if (before.review === "none") return;
  if (after.review === "none") return say(`${tier}: nobody reviews it any more`);
  for (const { group, approvals } of before.approve) {
    const now = after.approve.find((slot) => slot.group === group)?.approvals ?? 0;
    if (now < approvals) say(`${tier}: it asks ${group} for ${now}, no longer for ${approvals}`);
  }
  if (strengthOf(after.step_up) < strengthOf(before.step_up)) say(`${tier}: whoever approves no longer gives their ${before.step_up} again`);
  if (seconds(after.undo) < seconds(before.undo)) say(`${tier}: an approval can be taken back for ${after.undo}, no longer for ${before.undo}`);
  if (after.editor_may_approve && !before.editor_may_approve) say(`${tier}: whoever edits an action may approve it`);
  if (after.escalate && !same(after.escalate, before.escalate)) say(`${tier}: where nobody decides, ${after.escalate.to} may decide, for ${after.escalate.within}`);
}

const places = (rules: TierRules) => (rules.review === "none" ? 0 : rules.approve.reduce((sum, { approvals }) => sum + approvals, 0));
const withoutTiers = (policy: Policy) => ({ ...policy, tiers: null, tests: null });
const proof = (rules: TierRules) => (rules.review === "none" ? 0 : strengthOf(rules.step_up));
const ordered = ({ tiers: { low, medium, high } }: Policy) => [places, proof].every((asks) => asks(low) <= asks(medium) && asks(medium) <= asks(high));

function toolsLoosen(before: Policy, after: Policy, accessOf: (tool: string) => Access | undefined, say: Say): void {
  for (const tool of new Set([...Object.keys(before.tools), ...Object.keys(after.tools)])) {
    const [was, is] = [own(before.tools, tool), own(after.tools, tool)];
    if (was === is) continue;
    const access = accessOf(tool);
    // What no override says, the tool's access does; of a tool that nobody knows, only high is sure not to be less.
    const earlier = was ?? (access ? before.defaults[access] : "high");
    const later = is ?? (access ? after.defaults[access] : "low");
    const relaxable = is === undefined && access !== "destructive" && (after.relax ?? []).length > 0;
    if (rank(later) < rank(earlier)) say(`${tool} is ${later}, no longer ${earlier}`);
    else if (relaxable) say(`${tool} has no tier of its own any more, so a relax rule may lower it`);
  }
}

function listsLoosen(before: Policy, after: Policy, say: Say): void {
  const conditions = [...(after.rules ?? []), ...(after.relax ?? [])].map(({ when }) => when ?? "");
  const anyList = conditions.some((when) => /\blists\b(?!\.[a-z])/.test(when));
  for (const name of new Set([...Object.keys(before.lists ?? {}), ...Object.keys(after.lists ?? {})])) {
    const [was, is] = [own(before.lists ?? {}, name), own(after.lists ?? {}, name)];
    if (same(was, is)) continue;
    const read = anyList || name === "allowed_hosts" || name === "our_domains" || conditions.some((when) => new RegExp(`\\blists\\.${name}\\b`).test(when));
    // A list that a new rule brings along is that rule's matter; of one that was there, conditions may ask either way.
    if (read && (was !== undefined || anyList || name === "allowed_hosts" || name === "our_domains")) say(`The list ${name} changed, and rules or signals read it`);
  }
}

function agentsLoosen(before: Policy, after: Policy, say: Say): void {
  for (const [name, was] of Object.entries(before.agents ?? {})) {
    const is = own(after.agents ?? {}, name) ?? {};
    const ceiling = (autonomy?: string) => (autonomy === undefined ? REACH.length : REACH.indexOf(autonomy));
    if (ceiling(is.autonomy) > ceiling(was.autonomy)) say(`${name} may do more: its autonomy is ${is.autonomy ?? "its own"}, no longer ${was.autonomy}`);
    if (was.can && !(is.can && subset(is.can, was.can))) say(`${name} may use tools that it could not use`);
    if (was.cannot && !subset(was.cannot, is.cannot ?? [])) say(`${name} is denied fewer tools`);
  }
}
const REACH = ["off", "read_only", "draft_only", "limited_write", "full"];

/** Whether `rule` holds at least all that `old` holds. */
function asStrict(rule: Rule, old: Rule): boolean {
  const wide = rule.when === undefined || rule.when === old.when;
  const strong = rank(rule.tier ?? "low") >= rank(old.tier ?? "low") && EFFECT.indexOf(rule.effect ?? "") >= EFFECT.indexOf(old.effect ?? "");
  const asks = (old.require?.approve ?? []).every(({ group, approvals }) => (rule.require?.approve ?? []).some((slot) => slot.group === group && slot.approvals >= approvals));
  const soon = !old.require?.within || (rule.require?.within !== undefined && seconds(rule.require.within) <= seconds(old.require.within));
  const proves = strengthOf(rule.require?.step_up) >= strengthOf(old.require?.step_up);
  return wide && strong && asks && soon && proves && covers(rule, old);
}
const EFFECT = ["", "review", "block"];

type Scope = Pick<Rule, "tools" | "agents" | "mode" | "access">;
/** Whether all that `narrow` is for, `wide` is for. */
const covers = (wide: Scope, narrow: Scope): boolean =>
  (["tools", "agents", "access"] as const).every((key) => wide[key] === undefined || (narrow[key] !== undefined && subset(narrow[key] ?? [], wide[key] ?? []))) && (wide.mode === undefined || wide.mode === narrow.mode);

type Limit = Scope & { name: string; when?: string; max: number; of?: string; per: string; for?: string; beyond?: string; tier?: Tier };
const limitsOf = (policy: object): Limit[] => (policy as { limits?: Limit[] }).limits ?? [];

/** A limit is told by its name, since what it has counted hangs on that: another name begins to count anew. */
function limitsLoosen(before: Policy, after: Policy, say: Say): void {
  for (const old of limitsOf(before)) {
    const now = limitsOf(after).find(({ name }) => name === old.name);
    const counts = now && now.of === old.of && now.per === old.per && now.for === old.for && (now.when === undefined || now.when === old.when) && covers(now, old);
    const weighs = now && now.max <= old.max && EFFECT.indexOf(now.beyond ?? "review") >= EFFECT.indexOf(old.beyond ?? "review") && rank(now.tier ?? "medium") >= rank(old.tier ?? "medium");
    if (!counts || !weighs) say(`The limit “${old.name}” is gone, counts otherwise, or lets through more`);
  }
}

function relaxLoosens(before: Policy, after: Policy, say: Say): void {
  const old = before.relax ?? [];
  const counterpart = (rule: Relax) => old.findIndex((was) => was.when === rule.when && covers(was, rule) && rank(rule.tier) >= rank(was.tier) && notLonger(rule.until, was.until));
  let at = -1;
  const kept = new Map<number, Relax>();
  for (const rule of after.relax ?? []) {
    const found = counterpart(rule);
    if (found < 0) say(`The relax rule “${rule.name}” is new, or lets through more than it did`);
    // The first that fits decides, so another order is another outcome.
    else if (found <= at) say(`The relax rule “${rule.name}” stands at another place`);
    if (found >= 0) {
      at = Math.max(at, found);
      kept.set(found, rule);
    }
  }
  old.forEach((was, index) => {
    const rest = old.slice(index + 1).filter((_, offset) => kept.has(index + 1 + offset));
    if (!same(kept.get(index), was) && rest.some(({ tier }) => rank(tier) < rank(was.tier))) say(`Without the relax rule “${was.name}” as it was, a later one lowers further`);
  });
}
const notLonger = (until: string, was: string) => until === was || (was !== "pack" && until !== "pack" && until <= was);

function signalsLoosen(before: Policy, after: Policy, say: Say): void {
  for (const [name, was] of Object.entries(before.signals ?? {})) {
    const is = (after.signals ?? {})[name as keyof NonNullable<Policy["signals"]>];
    const weaker = !is || rank(is.at_least ?? "low") < rank(was.at_least ?? "low") || EFFECT.indexOf(is.effect ?? "") < EFFECT.indexOf(was.effect ?? "") || SEVERITY.indexOf(is.from ?? "medium") > SEVERITY.indexOf(was.from ?? "medium");
    if (weaker) say(`The signal ${name} weighs less than it did`);
  }
  const [was, is] = [before.confidence_floor ?? 0.5, after.confidence_floor ?? 0.5];
  if (is < was) say(`An agent counts as unsure below ${is}, no longer below ${was}`);
  else if (is > was && [...(after.rules ?? []), ...(after.relax ?? [])].some(({ when }) => when?.includes("signals"))) say("The confidence floor changed, and conditions read the signals");
}
const SEVERITY = ["info", "low", "medium", "high"];

const subset = (part: readonly string[], whole: readonly string[]) => part.every((one) => whole.includes(one));
const own = <Value>(record: Record<string, Value>, key: string): Value | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);
