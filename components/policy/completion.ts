import { FACT_FIELDS } from "@/lib/policy/facts-view";
import type { Vocabulary } from "@/lib/policy/loop-view";
import { completion as says } from "./words-editor";

export type Offer = { from: number; options: { label: string; detail?: string }[] };

const KEYS: Record<string, string[]> = {
  tiers: ["low", "medium", "high", "review", "within", "on_expiry", "approve", "group", "approvals", "step_up", "undo", "escalate", "to", "editor_may_approve", "execute_within"],
  defaults: ["read", "draft", "write", "destructive", "unregistered"],
  blocked: ["release_within"],
  agents: ["autonomy", "can", "cannot"],
  rules: ["name", "tools", "agents", "access", "mode", "when", "tier", "effect", "require", "approve", "step_up", "within", "because"],
  relax: ["name", "tools", "agents", "access", "mode", "when", "tier", "until", "because"],
  signals: ["injection", "secret", "pii", "payload", "link", "bulk", "money", "first_use", "burst", "low_confidence", "provenance", "at_least", "effect", "from"],
  tests: ["name", "tool", "access", "params", "agent", "autonomy", "mode", "confidence", "instruction", "sources", "attested", "cost", "beyond", "expect", "tier", "effect"],
  limits: ["name", "tools", "agents", "access", "mode", "when", "max", "of", "per", "for", "beyond", "tier", "because"],
  pack: ["name", "version"],
};
const TIERS = ["low", "medium", "high"];
const VALUES: Record<string, string[]> = {
  tier: TIERS, at_least: TIERS, read: TIERS, draft: TIERS, write: TIERS, destructive: TIERS,
  effect: ["allow", "review", "block"], review: ["none", "before"], on_expiry: ["expire", "escalate"], access: ["read", "draft", "write", "destructive"],
  autonomy: ["off", "read_only", "draft_only", "limited_write", "full"], from: ["info", "low", "medium", "high"], mode: ["live", "test"], per: ["hour", "day", "week", "month"], for: ["each_agent", "all_agents"], beyond: ["review", "block"], until: ["pack"],
  step_up: ["password"], editor_may_approve: ["true", "false"], attested: ["true", "false"],
};
const FIELDS: Record<string, readonly string[]> = FACT_FIELDS;
const FACTS = ["params", "tool", "agent", "mode", "intent", "origins", "confidence", "cost", "destinations", "amounts", "signals", "lists", "history", "has()", "size()", "re2(text, \"pattern\")", "exists(x, )", "all(x, )", "in"];

/** What may stand at `offset` of a policy's text: names of this installation, settings of the section, words of a setting. */
export function offersAt(text: string, offset: number, known: Vocabulary): Offer | null {
  const before = text.slice(0, offset);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const word = /[\w*-]*$/.exec(line)![0];
  const offer = (labels: readonly string[], detail?: string): Offer | null =>
    labels.length > 0 ? { from: offset - word.length, options: labels.map((label) => ({ label, ...(detail && { detail }) })) } : null;

  const member = /\b(\w+)\.\w*$/.exec(line)?.[1];
  if (member === "params") return { from: offset - word.length, options: known.tools.flatMap(({ name, params }) => params.map((label) => ({ label, detail: name }))) };
  if (member === "lists") return offer([...new Set([...listsIn(text), ...known.lists])], says.list);
  if (member && FIELDS[member]) return offer(FIELDS[member]);
  if (/\bwhen:\s*\S/.test(line)) return offer(FACTS);

  const section = [...before.matchAll(/^([a-z_]+):/gm)].at(-1)?.[1] ?? "";
  const setting = /(?:^|[\s{,-])([a-z_]+):\s*\[?[^{}:]*$/.exec(line)?.[1];
  if (setting === "tools" || setting === "tool" || setting === "can" || setting === "cannot") return offer(known.tools.map(({ name }) => name), says.tool);
  if (setting === "agents" || setting === "agent") return offer(known.agents, says.agent);
  if (setting === "group" || setting === "to") return offer(known.groups, says.group);
  if (setting && VALUES[setting]) return offer(VALUES[setting]);
  if (/^[a-z_]*$/.test(line)) return { from: offset - word.length, options: Object.entries(says.sections).map(([label, detail]) => ({ label, detail })) };
  if (!/^\s*(?:-\s*)?(?:\{\s*)?(?:.*,\s*)?\w*$/.test(line)) return null;
  if (section === "tools") return offer(known.tools.map(({ name }) => name), says.tool);
  if (section === "agents" && /^ {1,3}\w*$/.test(line)) return offer(known.agents, says.agent);
  return offer(KEYS[section] ?? []);
}

const listsIn = (text: string): string[] => [...(/^lists:\n((?:[ \t].*\n?)*)/m.exec(text)?.[1] ?? "").matchAll(/^\s+([a-z]\w*):/gm)].map((match) => match[1]!);
