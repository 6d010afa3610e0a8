/** What the parts that every area shares say by themselves. */

export const formDialog = { cancel: "Cancel", done: "Done" } as const;

export const secretOnce = { title: "This is the only time it is shown" } as const;

export const countdown = { past: "Past due", by: (moment: string) => `by ${moment}`, left: (time: string) => `${time} left` } as const;

export const changeList = {
  none: "Nothing differs from the version before.",
  whole: "all",
  was: "was",
  is: "is now",
  notSet: "not set",
  emptyText: "empty text",
} as const;

export const versionList = {
  title: "Versions",
  version: (version: number) => `Version ${version}`,
  current: "Current",
  setUp: "Set-up",
  changes: "What changed",
} as const;

/** A version that waits for a second admin. */
export const proposalCard = {
  title: (version: number, person: string | null) => `Version ${version}, proposed by ${person ?? "you"}`,
  loosens: { policy: "It lets through what was held", tool: "It takes away what was held" },
  confirm: {
    trigger: "Confirm and publish…",
    title: (version: number) => `Publish version ${version}?`,
    description: (person: string) => `${person} wrote it; your confirmation puts it in force, and both names stand in the audit.`,
    confirm: "Confirm and publish",
    done: (version: number) => `Published as version ${version}`,
    own: "You proposed it, so another admin confirms it.",
  },
  withdraw: { trigger: "Withdraw", title: "Withdraw your proposal?", description: { policy: "Your draft stays.", tool: "The tool stays as it is." }, confirm: "Withdraw", done: "Withdrawn" },
  decline: { trigger: "Decline…", title: "Decline this proposal?", description: (person: string) => `${person} finds your note in the audit.`, confirm: "Decline", done: "Declined", why: "Why" },
} as const;
