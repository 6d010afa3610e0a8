export const bell = {
  label: (unread: number, shown: string) => (unread === 0 ? "Notices" : `Notices: ${shown} unread`),
} as const;

export const markAllRead = { button: "Mark all as read" } as const;

export const noticeList = {
  label: "Notices",
  /** Before the text, for those who hear it. */
  unread: "Unread:",
  new: "New",
  kind: {
    failed: "Failed",
    unknown: "Unknown outcome",
    conflict: "Conflict",
    halted: "Halted",
    quorum_lost: "Waits again",
    failing: "Keeps failing",
    paused: "Paused",
    rollback_done: "Rollback ended",
    taken_over: "Taken over",
    vote_voided: "Vote void",
    answered: "Answered",
    assigned: "For you",
    delegated: "Standing in",
    reminder: "Still waiting",
    escalated: "Escalated",
    password: "Password",
  },
} as const;
