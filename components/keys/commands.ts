export type Group = "move" | "decide" | "choose" | "go" | "help";

/** Everything that has a key, in the order in which the palette and the help tell of it; `words.ts` says what each does. */
type Command = {
  /** As `keyOf` writes it; two parts are pressed one after the other. */
  keys: string;
  group: Group;
  /** Also while the key is held down. All others heed the first press only. */
  repeats?: true;
  /** No single letter: works when single keys are off, and in fields. */
  always?: true;
};

const commands = {
  down: { keys: "j", group: "move", repeats: true },
  up: { keys: "k", group: "move", repeats: true },
  open: { keys: "Enter", group: "move" },
  close: { keys: "u", group: "move" },
  params: { keys: "p", group: "move" },
  filter: { keys: "/", group: "move" },
  refresh: { keys: ".", group: "move" },
  approve: { keys: "a", group: "decide" },
  reject: { keys: "r", group: "decide" },
  edit: { keys: "e", group: "decide" },
  ask: { keys: "i", group: "decide" },
  take: { keys: "t", group: "decide" },
  assign: { keys: "f", group: "decide" },
  snooze: { keys: "h", group: "decide" },
  undo: { keys: "z", group: "decide" },
  play: { keys: "n", group: "decide" },
  choose: { keys: "x", group: "choose" },
  chooseTo: { keys: "Shift+x", group: "choose" },
  goQueue: { keys: "g q", group: "go" },
  goHistory: { keys: "g h", group: "go" },
  goOverview: { keys: "g d", group: "go" },
  goPolicy: { keys: "g p", group: "go" },
  palette: { keys: "Mod+k", group: "help", always: true },
  help: { keys: "?", group: "help" },
} as const satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;
export const COMMANDS: Readonly<Record<CommandId, Command>> = commands;
export const COMMAND_IDS = Object.keys(commands) as CommandId[];
export const GROUPS = ["decide", "move", "choose", "go", "help"] as const satisfies readonly Group[];

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
