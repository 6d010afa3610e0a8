/** The page of what needs one. */
export const noticesPage = {
  title: "Notices",
  description: "What needs one of you: actions of agents that you own, and as an admin of all, and what another admin proposes.",
  empty: { title: "Nothing needs you", body: "Here you hear of actions that failed for good, whose outcome nobody knows, or that wait on a halt." },
  pages: "Pages of notices",
} as const;

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
    policy_proposed: "Policy",
    tool_proposed: "Tool",
  },
} as const;
