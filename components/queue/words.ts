import { plural } from "@/components/words";

export const desk = {
  title: "Queue",
  loading: "Loading the queue",
  place: (at: number, of: string) => `${at} of ${of}`,
  serve: "Serve me the next one",
  nothingServed: "Nothing is left for you here.",
  select: "Select several",
  roomy: "Roomy rows",
  compact: "Compact rows",
  refresh: "Read again",
  arrived: (count: string) => `${count} new`,
  noMatch: "Nothing here matches the filters.",
  clear: (allowed: string) => `Clear. ${allowed} allowed by policy today.`,
  unfiltered: "Clear the filters",
  others: (count: string) => `${count} wait for others`,
  failed: { recent: "Those of the last seven days.", all: "All failed actions, with their causes, to retry" },
} as const;

export const filters = {
  form: "Queue",
  text: "Words in the sentence",
  placeholder: "Filter",
  title: "Filters",
  more: "More filters",
  chosen: (count: number) => plural(count, { one: "1 filter", other: `${count} filters` }),
  tier: "Risk",
  agent: "Agent",
  tool: "Tool",
  all: "All",
  clear: "Clear",
} as const;

export const views = { title: "Views of the queue", more: "More views", moreShort: "More", open: (view: string) => `${view}, more views` } as const;

export const row = {
  select: (summary: string) => `Select ${summary}`,
  you: "you",
  assigned: "asked of",
  asked: "asked",
  risk: "risk,",
  looks: (mine: boolean) => (mine ? "look at it," : "looks at it,"),
  rollback: "Rollback",
  test: "Test",
  dryRun: "Dry run",
  compensable: "Compensable",
} as const;

export const pane = {
  loading: "Loading the action",
  none: "Nothing is selected.",
  back: "Queue",
  ownPage: "Page of its own",
  lookFirst: "Look at what would run first.",
  request: "Request",
  retry: "Retry",
} as const;

/** What comes of a decision whose row has gone already. */
export const deciding = {
  approved: (summary: string) => `Approved: ${summary}`,
  rejected: (summary: string) => `Rejected: ${summary}`,
  undo: "Undo",
  undone: "Your approval was taken back",
  nothingToUndo: "There is no approval to take back.",
  offline: "Not sent: the server cannot be reached",
  changed: "It was changed meanwhile: look again",
  already: (state: string, by: string, time: string) => `Already ${state} by ${by}, ${time}`,
} as const;

const couldNot = (failed: number) => (failed > 0 ? `; ${failed} could not be decided and say why` : "");

export const together = {
  title: "Selected",
  selected: (count: number) => `${count} selected`,
  clear: "Clear",
  cancel: "Cancel",
  press: "Press the rows to decide together.",
  begin: "Decide together…",
  dialog: (count: number) => `Decide ${count} together`,
  description: "Each becomes a decision of its own. Look at where they differ.",
  approve: (count: number) => `Approve all ${count}`,
  reject: "Reject all…",
  about: (count: number) => `${count} actions.`,
  more: (count: number) => `${count} more fields are not compared here; each action shows its own in full.`,
  approved: (done: number, failed: number) => `Approved ${done}${couldNot(failed)}`,
  rejected: (done: number, failed: number) => `Rejected ${done}${couldNot(failed)}`,
  undo: "Undo all",
  whyNot: {
    tooMany: (most: number) => `At most ${most} are decided together.`,
    decided: "Only what waits for a decision is decided together.",
    high: "High ones are decided alone: leave them out.",
    unlike: "Only calls of one tool are decided together.",
    alone: "Select another one to decide them together.",
  },
} as const;

export const differing = { title: "Where they differ", action: "Action", none: "not given", same: "The same in all" } as const;

export const pace = { statistics: "Your statistics", dismiss: "Dismiss" } as const;

export const failedActions = {
  title: "Failed actions",
  description: "Everything that failed for good and was not retried, with its cause. Nothing is tried again by itself from here.",
  pages: "Pages of failed actions",
} as const;
