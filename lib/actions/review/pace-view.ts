/** How fast somebody has just decided. `say` is a word to show quietly, never a dialog; null while there is nothing to say. */
export type Pace = { minutes: number; approvals: number; rejections: number; medianSeconds: number | null; say: string | null };

/** What somebody's decisions came to in so many days; only they see it. Days are UTC. */
export type MyStatistics = {
  days: number;
  approved: number;
  rejected: number;
  takenBack: number;
  /** From the proposal to their decision, in seconds; null without any. */
  medianWait: number | null;
  /** From taking it to deciding it, where they took it before. */
  medianLook: number | null;
  /** What became of what they approved. */
  outcomes: { succeeded: number; failed: number; rolledBack: number };
  byDay: { day: string; approved: number; rejected: number }[];
};

/** All reviewers together, for admins; nothing of any one of them. Null while fewer than three have decided anything. */
export type TeamStatistics = {
  days: number;
  people: number;
  sums: { approved: number; rejected: number; medianWait: number; /** Decisions of the one in the middle, and of the busiest tenth. */ perPerson: { median: number; p90: number } } | null;
};
