import type { Detector, Signal } from "./types";

/** The first time this agent uses this tool, or acts on this recipient or host. */
export const firstUse: Detector = ({ history }, { destinations }) => {
  const signals: Signal[] = history.toolUses === 0 ? [{ detector: "first_use", kind: "tool", pointer: "/tool", excerpt: "never used before by this agent", severity: "low" }] : [];
  if (history.newDestinations === null) return signals;
  const fresh = new Set(history.newDestinations);
  return [...signals, ...destinations.filter(({ value }) => fresh.has(value)).map(({ pointer, value }): Signal => ({ detector: "first_use", kind: "destination", pointer, excerpt: value.slice(0, 100), severity: "low" }))];
};
