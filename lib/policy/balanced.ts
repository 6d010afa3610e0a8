import { Policy } from "./types";

/** The policy that a fresh installation starts with: reads and drafts flow, writes wait for one person, destruction for one with more time. */
export const balanced: Policy = Policy.parse({
  tiers: {
    low: { review: "none" },
    medium: { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 1 }], undo: "10s" },
    high: {
      review: "before",
      within: "24h",
      on_expiry: "escalate",
      approve: [{ group: "reviewers", approvals: 1 }],
      escalate: { to: "admins", within: "24h" },
    },
  },
  defaults: { read: "low", draft: "low", write: "medium", destructive: "high" },
});
