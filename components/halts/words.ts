import { number, plural } from "@/components/words";

type Scope = "all" | "agent" | "tool" | "connector";

const NAME: Readonly<Record<Exclude<Scope, "all">, (target: string) => string>> = {
  agent: (target) => `The agent ${target} is halted`,
  tool: (target) => `The tool ${target} is halted`,
  connector: (target) => `The connector ${target} is halted`,
};
const halted = (scope: Scope, target: string | null | undefined): string => (scope === "all" ? "Everything is halted" : NAME[scope](target ?? "(removed)"));

export const haltBanner = {
  halted,
  rollbacks: ", rollbacks too",
  giveOwner: "Give it an owner",
  lift: "Lift…",
  title: "Lift this halt",
  description: (scope: Scope, target: string | null | undefined, reason: string) => `${halted(scope, target)}: ${reason}. What fell due meanwhile is executed at once.`,
  reason: "Why it is safe to go on",
  confirm: "Lift",
  done: "Lifted. Work goes on.",
} as const;

export const haltControl = {
  trigger: "Halt",
  title: "Halt execution",
  description: "From now on nothing that it names begins to execute. Agents may still propose and people may still decide; clocks run on.",
  back: "Back",
  confirm: "Halt",
  done: "Halted. Nothing that it names is executed until it is lifted.",
  inFlight: (count: number) =>
    count === 0
      ? "Nothing is being executed right now."
      : plural(count, { one: "1 action is being executed right now and will finish.", other: `${number(count)} actions are being executed right now and will finish.` }),
  scope: "What to halt",
  scopes: { all: "Everything", agent: "One agent", tool: "One tool", connector: "One connector" },
  target: { agent: "Which agent", tool: "Which tool", connector: "Which connector" },
  choose: "Choose…",
  rollbacks: "Rollbacks too",
  rollbacksHint: "Unless named, rollbacks still run: undoing may be what is needed now.",
  reason: "Reason",
  reasonHint: "Everybody sees it in the banner.",
} as const;
