import { changesBetween } from "@/lib/changes";
import type { PolicyDifference } from "./loop-view";

/** What differs between two policies, rule by rule: rules, relax rules and tests are told apart by their names, wherever they stand. */
export function differencesBetween(before: unknown, after: unknown): PolicyDifference[] {
  const [was, is] = [objectOf(before), objectOf(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((section) => {
    const named = NAMED.has(section);
    const [old, now] = named ? [byName(was[section]), byName(is[section])] : [partsOf(was[section]), partsOf(is[section])];
    const found = [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name): PolicyDifference[] => {
      const details = changesBetween(old[name], now[name]);
      if (details.length === 0) return [];
      return [{ section, name, change: !(name in old) ? "added" : name in now ? "changed" : "removed", details: details.flatMap(withoutNoise) }];
    });
    const order = named && found.length === 0 && Object.keys(old).join("\n") !== Object.keys(now).join("\n");
    return order ? [{ section, name: "order", change: "changed", details: [{ path: "", from: Object.keys(old), to: Object.keys(now) }] }] : found;
  });
}

const NAMED = new Set(["rules", "relax", "tests", "limits"]);
const objectOf = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {});

/** A section's entries; one that is a plain value stands for itself. */
const partsOf = (value: unknown): Record<string, unknown> => (value === undefined ? {} : typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : { "": value });

function byName(value: unknown): Record<string, unknown> {
  const entries = Array.isArray(value) ? (value as unknown[]) : [];
  return Object.fromEntries(entries.map((entry, index) => [String(objectOf(entry).name ?? index + 1), entry]));
}

/** An entry that came or went whole is told by its settings. */
function withoutNoise(change: { path: string; from: unknown; to: unknown }): PolicyDifference["details"] {
  const whole = objectOf(change.from ?? change.to);
  if (change.path !== "" || (change.from !== undefined && change.to !== undefined) || Object.keys(whole).length === 0) return [change];
  return Object.entries(whole).filter(([key]) => key !== "name").map(([path, value]) => ({ path, from: change.from === undefined ? undefined : value, to: change.to === undefined ? undefined : value }));
}
