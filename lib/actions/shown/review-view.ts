/**
 * Who looks at an action now. `holder` is null when nobody does; `mine` says whether it is whoever asks; `until` and
 * `since` are ISO 8601. A take keeps nobody from deciding: it keeps two people from doing the same work unawares.
 */
export type Taken = { id: string; mine: boolean; holder: { id: string; name: string } | null; since: string | null; until: string | null };

/** A question and what came of it; moments are ISO 8601. `answer` is the agent's word, unverified plain text. */
export type QuestionView = {
  id: string;
  revision: number;
  by: string;
  mine: boolean;
  question: string;
  at: string;
  /** Seconds for which the clocks may stand still. */
  pausedFor: number;
  answer: string | null;
  answeredAt: string | null;
  /** Taken back without an answer. */
  closed: boolean;
};

/** Whom somebody might ask to decide an action. */
export type Assignees = { groups: { id: string; name: string; /** Whoever asks is in it. */ mine: boolean }[]; people: { id: string; name: string }[] };

/** What goes on around an action while it waits, for whoever looks at it. */
export type ReviewState = {
  taken: Taken;
  /** Whom somebody asked to decide it. */
  assigned: { kind: "person" | "group"; id: string; name: string; mine: boolean } | null;
  /** Oldest first. The one without answer that is not closed waits on the agent. */
  questions: QuestionView[];
  /** Until when at the latest it is hidden from this person's queue. */
  snoozedUntil: string | null;
};
