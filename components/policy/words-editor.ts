import { plural } from "@/components/words";
import type { Access, Tier } from "@/lib/policy/view";

const tiers = { low: "Low", medium: "Medium", high: "High" } as const satisfies Record<Tier, string>;

export const draftEditor = {
  as: { title: "Edit as", yaml: "YAML", forms: "Forms" },
  saved: "Draft saved",
  saving: "Saving…",
  notSaved: "The draft was not saved",
  noFaults: "No faults",
  faults: (count: number) => plural(count, { one: "1 fault", other: `${count} faults` }),
  faultsHint: "A draft with faults is kept, and cannot be simulated or published.",
  yaml: { label: "Policy as YAML", keys: "Ctrl-Space completes. Tab indents; Escape, then Tab, leaves the editor." },
  tiers: {
    high: { title: tiers.high, description: "What destroys, what is unknown, and what is doubtful. It is always reviewed." },
    medium: { title: tiers.medium, description: "What changes something." },
    low: { title: tiers.low, description: "What is harmless." },
  } satisfies Record<Tier, { title: string; description: string }>,
  noForms: {
    faulty: "The text has faults that the forms cannot show",
    reading: "Reading the text…",
    body: "Mend what is listed below, as YAML; the forms then show it again. Rules, agents, signals and tests are edited as YAML.",
  },
  tests: {
    title: "Tests",
    none: "None yet. Write examples such as this one; they run whenever you pause.",
    example: "tests:\n  - name: a large refund\n    tool: process_refund\n    params: { amount: 900 }\n    expect: { tier: high }",
    pass: (count: number) => plural(count, { one: "It comes out as it should.", other: `All ${count} come out as they should.` }),
    fail: (failing: number, all: number) => `${failing} of ${all} come out otherwise.`,
  },
} as const;

export const faultList = {
  title: "Faults",
  place: (line: number, column: number) => `Line ${line}, column ${column}`,
} as const;

export const caseList = {
  title: "Tests",
  passes: "passes",
  fails: "fails",
  expected: (what: string) => `Expected ${what}. `,
  outcome: (tier: string, effect: string, because: readonly string[]) => `It comes out ${tier}, ${effect}${because.length > 0 ? `: ${because.join("; ")}` : ""}.`,
} as const;

export const defaultsCard = {
  title: "Where tools belong",
  description: "By what a tool does, unless an override below says otherwise. A tool that is not registered is always high.",
  tiers,
  access: { read: "Only reads", draft: "Prepares a draft", write: "Changes something", destructive: "Destroys something" } satisfies Record<Access, string>,
  releaseWithin: "Blocked actions may be released within",
} as const;

export const overridesCard = {
  title: "Overrides",
  description: "Single tools that belong to another tier.",
  none: "None: every tool has the tier that its access gives it.",
  tier: (tool: string) => `Tier of ${tool}`,
  remove: (tool: string) => `Remove the override for ${tool}`,
  tool: { label: "Tool", choose: "Choose a tool", first: "Choose a tool first." },
  add: "Add override",
} as const;

export const listsCard = {
  title: "Lists",
  description: "Names that rules read as lists.name: vendors, domains, accounts. allowed_hosts and our_domains also say which links and addresses are yours.",
  none: "None yet.",
  hint: "One to a line.",
  remove: (list: string) => `Remove the list ${list}`,
  new: { label: "New list", example: "our_domains", fault: "Name it in small letters and underscores, as no other list is named." },
  add: "Add list",
} as const;

/** What one tier requires. */
export const tierCard = {
  review: { title: "Review", none: "None: it runs at once", before: "Before it runs" },
  executeWithin: { label: "Execute within", hint: "After approval; then it expires unexecuted." },
  stepUp: { label: "Whoever approves gives their password again", hint: "Once in a few minutes. Not from Slack." },
  within: { label: "Decide within", hint: "Such as 30m, 2h or 7d." },
  undo: { label: "Undo window", hint: "An approval takes effect after this; 0s for at once." },
  onExpiry: { title: "When nobody decided in time", expire: "It expires", escalate: "Another group is asked" },
  escalate: {
    to: "Ask next",
    after: { label: "Already after", hint: "Empty: only when nobody decided in time." },
    within: "Who decide within",
  },
  remindAfter: { label: "Remind after", hint: "Those who may decide are told once; empty for never." },
  whileAsked: { title: "While a question waits on the agent", runs: "The clocks run on", pauses: "They stand still, once" },
  pauseAtMost: { label: "For at most", hint: "Empty: for as long as the time to decide." },
  editorMayApprove: "Whoever edits an action may approve it too",
  slots: {
    title: "Approvals needed",
    hint: "A person fills one place only; one rejection ends it.",
    approvals: (group: string) => `Approvals by ${group}`,
    group: (place: number) => `Group ${place}`,
    by: (group: string) => `by ${group}`,
    remove: (group: string) => `Remove the approvals by ${group}`,
    atLeastOne: "A review needs at least one group.",
    allAsked: "Every group is asked already.",
    add: "Add a group",
  },
} as const;

/** What the editor says beside what it offers. */
export const completion = {
  sections: {
    tiers: "what each tier requires", defaults: "the tier of each access", tools: "a tier for one tool", blocked: "how long a block may be released", lists: "named lists that rules read",
    agents: "what an agent may propose", rules: "what raises a tier", relax: "what lowers a default", signals: "what a finding leads to", confidence_floor: "below it an agent counts as unsure",
    history: "whether what agents did before is counted", limits: "how much may go through", tests: "examples that must come out as they say", pack: "the built-in pack it follows",
  },
  list: "list",
  tool: "tool",
  agent: "agent",
  group: "group",
} as const;
