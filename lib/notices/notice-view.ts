const NOTICE_KINDS = ["failed", "unknown", "conflict", "halted", "quorum_lost", "failing", "paused", "rollback_done", "taken_over", "vote_voided", "answered", "assigned", "delegated", "reminder", "escalated", "password", "policy_proposed", "tool_proposed"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** One notice, as its person sees it. */
export type NoticeView = { id: string; kind: NoticeKind; text: string; actionId: string | null; batchId: string | null; /** ISO 8601. */ at: string; read: boolean };
