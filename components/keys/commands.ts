/** Everything that has a key, in the order in which the palette and the help tell of it. */
type Command = {
  /** As `keyOf` writes it; two parts are pressed one after the other. */
  keys: string;
  title: string;
  group: "Move" | "Decide" | "Choose" | "Go to" | "Help";
  /** Also while the key is held down. All others heed the first press only. */
  repeats?: true;
  /** No single letter: works when single keys are off, and in fields. */
  always?: true;
};

const commands = {
  down: { keys: "j", title: "Next action", group: "Move", repeats: true },
  up: { keys: "k", title: "Previous action", group: "Move", repeats: true },
  open: { keys: "Enter", title: "Open in full", group: "Move" },
  close: { keys: "u", title: "Back to the list", group: "Move" },
  params: { keys: "p", title: "All params, as they would run", group: "Move" },
  filter: { keys: "/", title: "Filter the queue", group: "Move" },
  refresh: { keys: ".", title: "Show what is new", group: "Move" },
  approve: { keys: "a", title: "Approve", group: "Decide" },
  reject: { keys: "r", title: "Reject, with a reason", group: "Decide" },
  edit: { keys: "e", title: "Edit and approve", group: "Decide" },
  ask: { keys: "i", title: "Ask the agent", group: "Decide" },
  take: { keys: "t", title: "Take, or take over", group: "Decide" },
  assign: { keys: "f", title: "Assign to somebody else", group: "Decide" },
  snooze: { keys: "h", title: "Snooze", group: "Decide" },
  undo: { keys: "z", title: "Undo the last approval", group: "Decide" },
  play: { keys: "n", title: "Serve me the next one", group: "Decide" },
  choose: { keys: "x", title: "Select for a decision together", group: "Choose" },
  chooseTo: { keys: "Shift+x", title: "Select up to here", group: "Choose" },
  goQueue: { keys: "g q", title: "Queue", group: "Go to" },
  goHistory: { keys: "g h", title: "History", group: "Go to" },
  goOverview: { keys: "g d", title: "Overview", group: "Go to" },
  goPolicy: { keys: "g p", title: "Policy", group: "Go to" },
  palette: { keys: "Mod+k", title: "Find what to do", group: "Help", always: true },
  help: { keys: "?", title: "All keys", group: "Help" },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;
export const COMMANDS: Readonly<Record<CommandId, Command>> = commands;
export const COMMAND_IDS = Object.keys(commands) as CommandId[];
export const GROUPS = ["Decide", "Move", "Choose", "Go to", "Help"] as const satisfies readonly Command["group"][];

export type Press = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey">;

/** A press as the table writes it; null for what is none of ours, such as the browser's own shortcuts. */
export function keyOf({ key, metaKey, ctrlKey, altKey, shiftKey }: Press): string | null {
  if (altKey) return null;
  if (metaKey || ctrlKey) return key.toLowerCase() === "k" && !shiftKey ? "Mod+k" : null;
  if (key === "Enter") return shiftKey ? null : key;
  if (key.length !== 1) return null;
  // A sign such as "?" needs Shift on some keyboards and not on others; only letters tell it apart.
  return /^[a-z]$/i.test(key) && shiftKey ? `Shift+${key.toLowerCase()}` : key.toLowerCase();
}

/** Which command a press means after an earlier one (`g`), or that it begins one of two. */
export function commandOf(press: string, before: string | null): { command: CommandId | null; begins: boolean } {
  const keys = before ? `${before} ${press}` : press;
  return {
    command: COMMAND_IDS.find((id) => COMMANDS[id].keys === keys) ?? null,
    begins: !before && COMMAND_IDS.some((id) => COMMANDS[id].keys.startsWith(`${press} `)),
  };
}
