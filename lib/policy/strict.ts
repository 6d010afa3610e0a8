import { balanced } from "./balanced";
import { Policy } from "./types";

/** Every write waits, whoever asked for it; what is doubtful waits for two, who give their passwords again. */
export const strict: Policy = Policy.parse({
  ...balanced,
  pack: { ...balanced.pack, name: "strict" },
  tiers: { ...balanced.tiers, high: { ...balanced.tiers.high, approve: [{ group: "reviewers", approvals: 2 }], step_up: "password" } },
  relax: [],
  signals: {
    ...balanced.signals,
    pii: { at_least: "medium", from: "high" },
    link: { at_least: "medium", from: "medium" },
    first_use: { at_least: "medium", from: "low" },
    low_confidence: { at_least: "medium", from: "low" },
    provenance: { at_least: "medium", from: "medium" },
  },
});
