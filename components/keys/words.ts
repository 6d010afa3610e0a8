import type { CommandId, Group } from "./commands";

/** What each key does, as the palette and the help say it. */
export const commands: Readonly<Record<CommandId, string>> = {
  down: "Next action",
  up: "Previous action",
  open: "Open in full",
  close: "Back to the list",
  params: "All params, as they would run",
  filter: "Filter the queue",
  refresh: "Show what is new",
  approve: "Approve",
  reject: "Reject, with a reason",
  edit: "Edit and approve",
  ask: "Ask the agent",
  take: "Take, or take over",
  assign: "Assign to somebody else",
  snooze: "Snooze",
  undo: "Undo the last approval",
  play: "Serve me the next one",
  choose: "Select for a decision together",
  chooseTo: "Select up to here",
  goQueue: "Queue",
  goHistory: "History",
  goOverview: "Overview",
  goPolicy: "Policy",
  palette: "Find what to do",
  help: "All keys",
};

export const groups: Readonly<Record<Group, string>> = {
  decide: "Decide",
  move: "Move",
  choose: "Choose",
  go: "Go to",
  help: "Help",
};

export const palette = {
  title: "Find what to do",
  placeholder: "What would you like to do?",
  empty: "Nothing here has that name.",
} as const;

export const help = {
  title: "Keys",
  on: "Single keys are on.",
  off: "Single keys are off: only the palette has one.",
  switchOn: "Switch them on in your profile",
  switchOff: "Switch them off in your profile",
} as const;

/** Between two keys that are pressed one after the other. */
export const keyCaps = { then: "then" } as const;

export const keySettings = {
  singleKeys: "Single keys",
  singleKeysHint: "J, K, A, R and the others do something by themselves. Switch them off when you speak to your computer or press keys by accident; the palette (⌘K or Ctrl K) works in any case.",
  compact: "Compact rows in the queue",
} as const;
