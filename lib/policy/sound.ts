import { isMap, LineCounter, parseDocument } from "yaml";
import { pointerTo, type Fault } from "@/lib/errors";
import { checkPolicy, faultsOf, type Known, type PolicyFault } from "./check";
import { TIERS, type Policy } from "./types";

/** What is wrong with a policy for this installation. That a tier asks for more people than there are is a warning, not a fault. */
export function faultsHere(policy: Policy, known: Known): Fault[] {
  const others = faultsOf(policy, known).filter(({ path }) => path[0] !== "tiers").map(({ path, detail }) => ({ pointer: pointerTo(path), detail }));
  const tools = known.tools?.map(({ name }) => name);
  const overrides = Object.keys(policy.tools).filter((tool) => tools && !tools.includes(tool)).map((tool) => ({ pointer: pointerTo(["tools", tool]), detail: `there is no tool ${tool}` }));
  return [...tierFaults(policy, known), ...overrides, ...others];
}

function tierFaults(policy: Policy, { groups }: Known): Fault[] {
  const faults: Fault[] = [];
  for (const tier of TIERS) {
    const rules = policy.tiers[tier];
    if (rules.review === "none") continue;
    rules.approve.forEach(({ group }, index) => {
      const pointer = `/tiers/${tier}/approve/${index}/group`;
      if (groups && !groups.has(group)) faults.push({ pointer, detail: `there is no group ${group}` });
      if (rules.approve.findIndex((other) => other.group === group) < index) faults.push({ pointer, detail: `${group} is asked twice; raise its approvals instead` });
    });
    const to = `/tiers/${tier}/escalate/to`;
    if (rules.on_expiry === "escalate" && !rules.escalate) faults.push({ pointer: to, detail: "say which group is asked next: escalate: { to: admins, within: 24h }" });
    if (rules.escalate && groups && !groups.has(rules.escalate.to)) faults.push({ pointer: to, detail: `there is no group ${rules.escalate.to}` });
  }
  return faults;
}

/** A draft's text read and looked through: the policy, or every fault with line and column. */
export function lookThrough(text: string, known: Known): { policy: Policy | null; faults: PolicyFault[] } {
  // Names and types are checked below, with the policy at hand; this finds what keeps it from being one.
  const read = checkPolicy(text);
  if (!read.policy) {
    const more = checkPolicy(text, known).faults.filter(({ pointer, detail }) => !(pointer.startsWith("/tiers/") && detail.startsWith("nobody could meet")));
    return { policy: null, faults: more };
  }
  const placed = checkPolicy(text, known).faults;
  const faults = faultsHere(read.policy, known).map((fault) => {
    // A name that stands as a key is marked itself, not what belongs to it.
    const key = /^there is no (?:agent|tool) /.test(fault.detail) && !/\/\d+$/.test(fault.pointer);
    return (key ? undefined : placed.find(({ pointer, detail }) => pointer === fault.pointer && detail === fault.detail)) ?? { ...fault, ...placeOf(text, fault.pointer) };
  });
  return { policy: faults.length > 0 ? null : read.policy, faults };
}

/** Where a pointer leads in a text, or the nearest thing around it. */
export function placeOf(text: string, pointer: string): { line: number; column: number } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const path = pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String((key as { value?: unknown }).value) === path[length - 1]) : undefined;
    const key = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
    const range = key ?? (document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null } | undefined)?.range;
    if (range) return { line: lines.linePos(range[0]).line, column: lines.linePos(range[0]).col };
  }
  return { line: 1, column: 1 };
}
