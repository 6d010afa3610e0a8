import { plural } from "@/components/words";
import type { PolicyDifference } from "@/lib/policy/loop-view";

/** The head of every page of the policy. */
export const policyFrame = {
  title: "Policy",
  description: "What may run by itself, what people look at, and what is blocked.",
  steps: "The policy, step by step",
  tabs: { draft: "1 Draft", simulation: "2 Simulate", shadow: "3 Shadow", publish: "4 Publish", versions: "Versions" },
  /** For those who only read. */
  readTabs: { draft: "In force", simulation: "Simulations", shadow: "Shadow", publish: "Proposals", versions: "Versions" },
} as const;

/** Why a person's draft cannot be tried now. */
export const ownDraftWords = {
  faulty: (faults: number) => plural(faults, { one: "Mend the fault in your draft first.", other: `Mend the ${faults} faults in your draft first.` }),
  unchanged: "Change the policy first: your draft says what is in force.",
} as const;

/** The page of the draft; for those who only read, of what is in force. */
export const draftPage = {
  tab: "Policy",
  export: (version: number) => `Export version ${version}`,
  inForce: {
    title: "Policy in force",
    by: (version: number, person: string | null) => `Version ${version}, published by ${person ?? "set-up"} `,
  },
  discard: {
    trigger: "Discard draft",
    title: "Discard your draft?",
    description: (version: number) => `What you wrote is gone, and the editor shows version ${version}, which is in force.`,
    confirm: "Discard",
    done: "The draft is gone",
  },
  outdated: {
    title: (version: number) => `Version ${version} was published since you began`,
    before: (base: number) => `Your draft starts from version ${base}. `,
    link: "See what changed",
    after: ", and put it on top, or discard it.",
  },
  rebase: {
    trigger: (version: number) => `Put it on top of ${version}`,
    title: (version: number) => `Put your draft on top of version ${version}?`,
    description: (version: number) => `What version ${version} changed and your draft does not say, your draft would undo. The publish step shows every difference.`,
    confirm: "Put on top",
    done: (version: number) => `Your draft starts from version ${version}`,
  },
  relax: {
    title: (reason: string) => `Relax ${reason}?`,
    body: "People never said no to what it held. A simulation says what would go through without them.",
    trigger: "Draft it…",
    confirmTitle: "Draft the policy without it?",
    description: "Your draft then says so: a rule is gone, or a tier is one lower. Nothing is published; simulate it next.",
    confirm: "Draft it",
    done: "It is in your draft",
  },
  own: {
    before: (version: number) => `Your own draft of version ${version}`,
    /** Before the moment, where there is one. */
    saved: ", saved ",
    after: ". Nothing of it is in force until it is published.",
  },
  unchanged: (version: number) => `This is version ${version}, in force. Change it, and a draft of your own is kept.`,
} as const;

export const importDraft = {
  trigger: "Import…",
  title: "Import a policy",
  description: "It takes the place of your draft. Faults are marked in the editor; nothing is published.",
  submit: "Take as draft",
  done: "Imported as your draft",
  file: "File",
  text: "YAML",
} as const;

/** What differs between two policies. */
export const differenceList = {
  title: "Differences",
  none: "Nothing differs.",
  changes: { added: "Added", removed: "Removed", changed: "Changed" } satisfies Record<PolicyDifference["change"], string>,
  sections: {
    tiers: "Tier", defaults: "Default of", tools: "Tool", blocked: "Blocked actions", pack: "Pack", lists: "List", agents: "Agent", rules: "Rule", relax: "Relax rule", signals: "Signal",
    confidence_floor: "Confidence floor", tests: "Test", limits: "Limit",
  } as Record<string, string>,
  was: "was ",
  isNow: "is now ",
  empty: "empty",
  nothing: "nothing",
  approvals: (count: number, group: string) => `${count} by ${group}`,
} as const;
