import { plural } from "@/components/words";

/** The page that asks for a rollback of many. */
export const rollBackPage = {
  title: "Roll back many",
  back: "History",
  description: "Choose an agent and a range of time, look at the plan, then ask for it to be undone.",
  what: "What to undo",
  incomplete: "Choose an agent, and when its effects began and ended.",
  plan: "Plan",
  more: (most: number) => `There are more than ${most}: the newest are shown. Undo these first, then look again.`,
  empty: { title: "Nothing took effect in this range", body: "Only what was executed for real is listed; what only read is left out." },
  earlier: {
    title: "Earlier ones",
    name: (count: number, agent: string) => `${count} of ${agent}`,
    /** Between the name and the moment. */
    by: (person: string) => `, asked for by ${person} `,
    underWay: "under way",
  },
} as const;

export const rangeForm = {
  agent: { label: "Agent", choose: "Choose" },
  tool: { label: "Tool", all: "All" },
  from: "From (UTC)",
  to: "To (UTC)",
  submit: "Show the plan",
} as const;

export const planForm = {
  plan: "The plan, the newest effect first",
  undo: (summary: string) => `Undo: ${summary}`,
  impossible: "Cannot be undone",
  title: (chosen: number, all: number) => `Undo ${chosen} of ${all}`,
  description:
    "Each becomes an action of its own: classified, approved where its tier asks for it, executed in this order and audited. One whose target has changed since stops as a conflict; the others go on. You cannot approve what you ask for.",
  reason: "Reason",
  nothing: "Nothing is chosen that could be undone.",
  submit: (chosen: number) => plural(chosen, { one: "Roll back 1 action", other: `Roll back ${chosen} actions` }),
} as const;

/** The page of one rollback of many. */
export const batchPage = {
  tab: "Rollback of many",
  back: "History",
  title: (count: number, agent: string) => `Rollback of ${count} actions of ${agent}`,
  about: {
    title: "What was asked for",
    by: "By",
    reason: "Reason",
    askedAt: "Asked for",
    from: "From",
    to: "To",
    tool: "Tool",
    mode: "Mode",
    test: "Test",
    endedAt: "Ended",
    evidence: "Evidence",
    events: "Audit events",
  },
} as const;

type Progress = { finished: boolean; all: number; ended: number; undone: number; conflicts: number; waiting: number };

export const batchProgress = {
  progress: ({ finished, all, ended, undone, conflicts, waiting }: Progress) => {
    const head = finished ? "It has ended" : `${ended} of ${all} have ended`;
    const inConflict = conflicts > 0 ? ` (${conflicts} of them in conflict)` : "";
    const stillWaiting = waiting > 0 ? `; ${waiting} wait for an approval` : "";
    return `${head}: ${undone} undone, ${ended - undone} not${inConflict}${stillWaiting}.`;
  },
  bar: "Rollbacks that have ended",
  list: "Rollbacks, in their order",
  done: "Undone",
  refused: "Not undone",
  notYet: "To be asked for",
  rollback: "Its rollback",
  conflict: "conflict",
} as const;

export const failuresForm = {
  failures: { label: "Failures in a row before people are told", hint: "Of one agent with one tool, within an hour." },
  pause: { label: "Halt the tool after twice as many", hint: "Nothing of it is executed until an admin lifts the halt." },
  save: "Save",
  saved: "Saved",
} as const;

export const retryForm = {
  empty: "Nothing has failed for good",
  none: "Choose none",
  all: "Choose all on this page",
  chosen: (count: number) => `${count} chosen`,
  list: "Failed actions",
  one: (summary: string) => `Retry: ${summary}`,
  noCause: "No cause was recorded.",
  attempts: (count: number) => plural(count, { one: "1 attempt", other: `${count} attempts` }),
  title: "Retry what is chosen",
  description: "Each becomes a new revision with the same params: classified as policy stands now, and approved anew where that asks for it. You cannot approve what you retry.",
  note: "Why they should work now",
  nothing: "Choose at least one action.",
  submit: (chosen: number) => (chosen > 0 ? `Retry ${chosen}` : "Retry"),
  result: (done: number, all: number) => `${done} of ${all} proposed again`,
  unnamed: "An action",
} as const;
