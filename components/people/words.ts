import { number, plural, roughly } from "@/components/words";

const approvals = (count: number) => plural(count, { one: "1 approval", other: `${number(count)} approvals` });

/** What a role means, in the words of every page that offers one. */
export const roles = {
  auditor: { label: "Auditor", hint: "Reads everything, decides nothing." },
  reviewer: { label: "Reviewer", hint: "Decides what agents propose, in the groups they belong to." },
  admin: { label: "Admin", hint: "Decides, and administers policy, tools, agents and people." },
} as const;

/** Who stands in for whom. `self` speaks to them. */
export const away = {
  title: (name: string, self: boolean) => (self ? "While you are away" : `While ${name} is away`),
  description: (self: boolean) => `Somebody else fills ${self ? "your" : "their"} places, never on what either of the two asked for.`,
  none: (self: boolean) => (self ? "Nobody stands in for you, and you for nobody." : "Nobody stands in for them, and they for nobody."),
  standsIn: (to: string, from: string) => `${to} for ${from}`,
  inForYou: (to: string) => `${to} stands in for you`,
  youFor: (from: string) => `You stand in for ${from}`,
  now: "Now",
  later: "Later",
  until: "until",
  end: "End",
  endOf: (to: string, from: string) => `End it: ${to} for ${from}`,
  ended: "It is ended",
  endTitle: (to: string) => `${to} stands in no more?`,
  endDescription: "It ends at once. Votes that fill a place only through it stop counting where the approval has not taken effect yet.",
  begin: "Name somebody",
  beginTitle: (name: string, self: boolean) => (self ? "Who stands in for you?" : `Who stands in for ${name}?`),
  beginDescription: "They are told, and see what you would see under “For you”.",
  who: "Who",
  choose: "Choose somebody",
  from: "From",
  fromHint: (zone: string) => `Empty: from now on. In your time zone, ${zone}.`,
  to: "Until",
  toHint: (days: number) => `At most ${days} days.`,
  note: "Note",
  noteHint: "Whoever stands in reads it.",
  submit: "Let them stand in",
  done: "Somebody stands in, and is told",
  change: "Change",
} as const;

/** What somebody may approve, and why not. */
export const approves = {
  title: (name: string, self: boolean) => (self ? "What you may approve" : `What ${name} may approve`),
  now: (may: number, waiting: number, self: boolean) =>
    waiting === 0 ? "Nothing waits at the moment." : `${may === waiting ? `All ${number(waiting)}` : `${number(may)} of the ${number(waiting)}`} that wait now${self ? " are yours to approve" : ""}.`,
  queue: "See them",
  tier: "Tier",
  needs: "Needs",
  answer: "May approve",
  yes: "Yes",
  no: "No",
  nobody: "Not needed",
  reason: {
    nobody: "policy allows it by itself",
    auditor: "auditors read and decide nothing",
    group: (groups: string) => `only members of ${groups}`,
  },
  or: " or ",
  noReview: "No review",
  slots: (needs: readonly { group: string; approvals: number }[]) => needs.map((need) => `${approvals(need.approvals)} from ${need.group}`).join(" and "),
  never: (agents: readonly string[], self: boolean) => `Never what ${agents.join(", ")} asks for: ${self ? "you own" : "they own"} ${agents.length === 1 ? "that agent" : "those agents"}. Nor what ${self ? "you" : "they"} asked for, edited or released.`,
  neverOwn: (self: boolean) => `Never what ${self ? "you" : "they"} asked for, edited or released, or what an agent of ${self ? "yours" : "theirs"} asks for.`,
  standsIn: (name: string, groups: readonly string[], self: boolean) => `${self ? "You stand" : "Stands"} in for ${name} now, in ${groups.join(", ")}.`,
  tools: (count: number) => plural(count, { one: "By tool", other: `By tool (${number(count)})` }),
  tool: "Tool",
  usually: "Usually",
  toolsNote: "Rules and signals may raise a call above the tier that its tool usually has.",
  rules: "Rules that ask a group besides",
  rule: (rule: string, group: string, count: number, member: boolean, self: boolean) =>
    `${rule}: ${approvals(count)} from ${group}${member ? "" : self ? ", where you are no member" : ", where they are no member"}`,
  waiting: "Waiting now, and why not",
  waitingNone: "Nothing waits.",
} as const;

/** How somebody decides. */
export const statistics = {
  title: "Your statistics",
  description: "Only you see these. Days are counted in UTC.",
  ranges: "How far back",
  range: (days: number) => `${days} days`,
  decided: "Decided",
  of: (approved: number, rejected: number) => `${number(approved)} approved, ${number(rejected)} rejected`,
  wait: "Wait until you decide",
  waitOf: "median, from the proposal",
  look: "Look before you decide",
  lookOf: "median, from taking it",
  none: "–",
  takenBack: "Taken back",
  takenBackOf: "approvals, in time",
  after: "What became of it",
  afterOf: ({ failed, rolledBack }: { failed: number; rolledBack: number }) => `succeeded; ${number(failed)} failed, ${number(rolledBack)} rolled back`,
  byDay: "By day",
  byDayDescription: "Decisions of each day: approved and rejected.",
  approved: "Approved",
  rejected: "Rejected",
  nothing: "You have decided nothing in this time",
  nothingHint: "Once you approve or reject, you see here how many, how fast, and what became of them.",
  toQueue: "To the queue",
  duration: (seconds: number | null) => (seconds === null ? "–" : roughly(seconds)),
  team: {
    title: "All reviewers together",
    description: "For admins. Nothing of any one of them.",
    few: (people: number) => `${plural(people, { one: "One person has", other: `${number(people)} people have` })} decided in this time. From three on there are sums: fewer would tell of a person.`,
    nobody: "Nobody has decided anything in this time.",
    people: "People who decided",
    decisions: "Decisions",
    wait: "Wait until a decision",
    perPerson: "Per person",
    perPersonOf: (p90: number) => `median; the busiest tenth ${number(Math.round(p90))} and more`,
  },
} as const;
