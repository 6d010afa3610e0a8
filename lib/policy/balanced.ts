import { PACK_VERSION } from "./pack-version";
import { Policy } from "./types";

/**
 * The policy that a fresh installation starts with: reads and drafts flow, writes wait for one person, destruction for
 * one with more time. A write that the person asked for, to where the person said, does not wait, when the harness
 * and not the model says what the person asked for.
 */
export const balanced: Policy = Policy.parse({
  pack: { name: "balanced", version: PACK_VERSION },
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
  rules: [
    {
      name: "credentials change",
      access: ["write"],
      when: "intent.credentials",
      tier: "high",
      because: "It changes how somebody signs in",
    },
    {
      name: "a read that may carry data out",
      access: ["read"],
      when: 'intent.attested && !intent.destinations_stated && signals.exists(s, s.kind == "carries_data")',
      tier: "medium",
      because: "It opens a link that tells its host something, and that the person did not name",
    },
  ],
  relax: [
    {
      name: "asked for",
      access: ["write"],
      when: [
        "intent.attested && intent.asked && !intent.credentials",
        "intent.destinations_stated && intent.links_stated && intent.contacts_stated && intent.identifiers_stated",
        // A sum that the person left to the agent is small, and goes to whom the person named.
        "(intent.amounts_stated || (destinations.size() > 0 && amounts.all(a, a <= 100.0)))",
        "(destinations.size() > 0 || (intent.references_fit && (intent.named || (intent.thing && intent.titles_fit))))",
        '!signals.exists(s, s.severity == "high" || s.detector == "bulk" || s.detector == "secret")',
      ].join(" && "),
      tier: "low",
      until: "pack",
      because: "The person asked for it and named where it goes",
    },
  ],
  signals: {
    injection: { at_least: "high", from: "high" },
    secret: { effect: "block", from: "high" },
    payload: { at_least: "high", from: "high" },
    link: { at_least: "medium", from: "high" },
    bulk: { at_least: "medium", from: "medium" },
    money: { at_least: "high", from: "medium" },
    burst: { at_least: "medium", from: "medium" },
  },
});
