/** What a person can do to an action, and what is asked first. */
export const decide = {
  title: "Your decision",
  mayApprove: "What you may approve",
  approve: "Approve",
  approveAlone: "Approve alone…",
  reject: "Reject…",
  note: "Note (optional)",
  approvedBy: (who: readonly string[]) => `Approved by ${who.join(" and ")}`,
  you: "you",
  waits: ". It waits for more approvals.",
  undo: "Undo",
  takeBack: "Take back",
  ask: { word: "Ask", title: "Ask the agent (I)" },
  edit: { word: "Edit", title: "Edit (E)" },
  snooze: { word: "Snooze", title: "Snooze (H)" },
  assign: { word: "Assign", title: "Assign to somebody else (F)" },
  rollBack: "Roll back",
  rollBackBegin: "Roll back…",
} as const;

/** What came of a decision. */
export const decided = {
  lookFirst: "Look at what would run first, then approve.",
  approved: "Approved",
  rejected: "Rejected. The agent is told why.",
  takenBack: "Your approval was taken back",
} as const;

export const takesEffect = { soon: "takes effect in a moment", now: "takes effect now", left: (seconds: number) => `takes effect in ${seconds} s` } as const;

export const cancel = {
  word: "Cancel action",
  begin: "Cancel action…",
  title: "Cancel this action",
  description: "It will not be executed. Unlike a reject this is no judgement on it; the reason is kept in the history.",
  label: "Reason",
  canned: ["No longer needed", "Done by hand already", "Proposed twice"],
  confirm: "Cancel it",
  done: "Cancelled",
} as const;

export const release = {
  word: "Release",
  begin: "Release…",
  title: "Release from its block",
  description: "It comes before the reviewers as high risk. You cannot vote on what you released.",
  label: "Why it should be looked at after all",
  confirm: "Release",
  done: "Released: it now waits for a decision",
} as const;

export const settle = {
  word: "Settle",
  begin: "Settle…",
  title: "What became of it?",
  description: "Nobody can tell from here whether it took effect. Look at the target, then say what you found.",
  label: "How you know",
  confirm: "Settle",
  done: "Settled",
  as: "Outcome",
  happened: { label: "It happened", hint: "Counts as succeeded." },
  didNotHappen: { label: "It did not happen", hint: "Counts as failed, and may be retried." },
  tryAgain: { label: "Try again", hint: "Executes it once more. Only if you are sure that it did not happen, or that twice does no harm." },
} as const;

export const retry = {
  word: "Retry",
  begin: "Retry…",
  title: "Propose it again",
  description: "The same params as a new revision: classified as policy stands now, and approved anew where that asks for it. You cannot approve what you propose.",
  label: "Why it should work now",
  confirm: "Propose again",
  done: "Proposed again",
} as const;

export const approveAlone = {
  title: "Approve your own",
  description: "You are the only active person who may decide this, so you may do it alone. It is recorded as such: give your password and a reason.",
  label: "Why it is right to go on",
  confirm: "Approve",
  done: "Approved",
} as const;

export const reject = {
  title: "Reject",
  description: (about: string) => `${about} One reject ends it; the agent is told the reason.`,
  about: (summary: string) => `“${summary}”.`,
  confirm: "Reject",
  reasons: "Common reasons",
  /** Given by one press, by their digit. */
  canned: ["Not what was asked for", "Wrong recipient", "Wrong amount", "Needs more context", "Against our policy"],
  other: "Another reason",
  missing: "Say why: the agent is told.",
} as const;

export const reason = { back: "Back", canned: "Common reasons", password: "Your password" } as const;

export const ask = {
  title: (agent: string) => `Ask ${agent}`,
  description: "It goes on waiting meanwhile, and comes back to you with the answer. The answer is the agent’s word: nobody has verified it.",
  question: "Question",
  missing: "Write a question for the agent.",
  confirm: "Ask",
  done: (agent: string) => `Asked. ${agent} answers when it can; it then comes back to you.`,
  waits: "A question waits on the agent already.",
} as const;

export const snooze = {
  title: "Snooze",
  description: "It leaves your queue and nobody else’s. It is back before its deadline, and as soon as anything happens to it.",
  howLong: "For how long",
  hour: "For an hour",
  threeHours: "For three hours",
  tomorrow: "Until tomorrow, 09:00",
  untilSomething: "Until something happens to it",
  done: (until: string) => `Snoozed until ${until} at the latest`,
  undo: "Undo",
} as const;

/** What a reviewer does short of deciding. */
export const reviewing = {
  decided: "It is no longer waiting for a decision.",
  rollback: "A rollback undoes exactly what was done; it cannot be edited.",
  masked: "It holds values that are masked here, so they cannot be edited. Reject it with what should change.",
  taken: "You have taken it: others see that you look at it",
  takenFrom: (name: string) => `Taken over from ${name}, who is told`,
  assigned: (name: string) => `${name} is asked to decide it, and told`,
  unassigned: "It waits for everybody again",
  edited: (approved: boolean, summary: string, tier: string | null, blocked: boolean) =>
    [
      `${approved ? "Edited and approved" : "Saved as a new revision; votes on the one before are void"}: ${summary}.`,
      ...(tier === null ? [] : [`Policy looked again: it is ${tier} risk now.`]),
      ...(blocked ? ["Policy blocks it as it is now."] : []),
    ].join(" "),
} as const;
