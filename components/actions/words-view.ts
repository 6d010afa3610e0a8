import { plural } from "@/components/words";
import type { ProbeView } from "@/lib/actions/recovery/recovery-view";
import type { Tally } from "@/lib/actions/review/precedent-view";
import type { ActionInFull, AttemptView } from "@/lib/actions/shown/person-view";
import type { ActionState } from "@/lib/actions/states";

/** The page of one action. */
export const page = { title: "Action", toQueue: "Queue", toHistory: "History" } as const;

export const live = {
  changed: (revision: number) => `This was changed to revision ${revision} while you were reading`,
  look: "The payload below is the new one. Look at it again before you decide.",
} as const;

export const chips = {
  title: "At a glance",
  past: "Deadline passed",
  deadline: { release: "to release", escalates: "then escalates", expires: "then expires" },
  onBehalfOf: "For",
  costs: (money: string) => `Costs ${money}`,
} as const;

export const taken = {
  assigned: { you: "You are asked to decide this", group: (name: string) => `Your group ${name} is asked to decide this`, who: (name: string) => `${name} is`, other: "asked to decide this" },
  looks: "looks at this",
  since: "since",
  takeOver: "Take over",
} as const;

export const relations = {
  somebody: "Somebody",
  askedToUndo: (who: string) => `${who} asked to undo`,
  /** After the action that is undone, and after the one that undoes. */
  undoneIs: (state: string) => `(${state}).`,
  rollback: "A rollback of this",
  rollbackIs: (state: string) => `: ${state}.`,
} as const;

export const conflict = {
  title: "Conflict: the target has changed since, so nothing was undone",
  force: "Force it…",
  look: "Look at it again…",
  undone: "Another rollback has undone it since.",
  gone: "The action that it was to undo does not stand any more.",
  admin: "Leave it as it is now, or force the rollback with a reason: what changed since is overwritten then.",
  others: "Leave it as it is now, or ask an admin to force the rollback: what changed since is overwritten then.",
} as const;

export const unknown = {
  title: "What we know",
  description: "It may have taken effect or not. Find out, then settle it: it happened, it did not, or try again.",
  ask: "Ask the target",
  notAsked: "The target was not asked",
  answer: "What the target answered",
  found: {
    happened: "The target says that it happened",
    did_not_happen: "The target says that it did not happen",
    cannot_tell: "It cannot be told from here",
  } satisfies Record<ProbeView["finding"], string>,
} as const;

export const outcome = {
  title: "Execution",
  dryRun: "Dry run: nothing was changed. This is what would happen.",
  by: { worker: "Reported by the target", agent: "Reported by the agent", person: "Settled by a person" } satisfies Record<NonNullable<ActionInFull["outcome"]>["by"], string>,
  changedSince: { title: "What has changed since", from: "As it was left", to: "As it is now" },
  wouldChange: { title: "What would change", from: "Now", to: "Afterwards" },
  response: "response",
  request: "request",
  attempts: "Attempts",
  attempt: (number: number, revision: number | null) => `Attempt ${number}${revision === null ? "" : ` of revision ${revision}`}`,
  ended: {
    succeeded: "succeeded",
    failed: "failed",
    retry: "to be tried again",
    unknown: "outcome unknown",
    refused: "refused",
    running: "under way",
  } satisfies Record<NonNullable<AttemptView["outcome"]> | "running", string>,
  late: "A late result came after the claim was lost:",
} as const;

type Needs = { state: ActionState; slots: readonly { group: string; approvals: number }[]; escalatedTo: string | null; stepUp: boolean; undo: number };

/** Why it is here. */
export const reasons = {
  title: "Why it is here",
  needs: ({ state, slots, escalatedTo, stepUp, undo }: Needs) =>
    [
      `${state === "blocked" ? "If it is released it needs" : state === "pending" ? "Needs" : "Needed"} ${slots.map(({ group, approvals }) => `${plural(approvals, { one: "1 approval", other: `${approvals} approvals` })} from ${group}`).join(" and ")}`,
      ...(escalatedTo ? [`${escalatedTo} were asked as well, since nobody decided in time`] : []),
      ...(stepUp ? ["whoever approves gives their password again"] : []),
      ...(undo > 0 && (state === "pending" || state === "blocked") ? [`an approval takes effect ${undo} s later`] : []),
    ].join("; "),
  /** By the name that policies call a detector. */
  found: {
    injection: "Text that gives orders",
    secret: "A secret",
    pii: "Personal data",
    payload: "Code where a name belongs",
    link: "A link",
    bulk: "Many at once",
    money: "A sum above the usual",
    first_use: "Never done before",
    burst: "Again and again",
    low_confidence: "The agent is unsure",
    provenance: "Not from the person’s words",
    examination: "Could not be examined",
  } as Record<string, string>,
  blocks: "blocks",
  rule: "Rule:",
  read: "in what it read:",
  unmatched: (count: number) => plural(count, { one: "One rule looked and did not match", other: `${count} rules looked and did not match` }),
  toBeLow: "What would it take for this to be low?",
  comesFrom: (tier: string, texts: readonly string[]) => (texts.length > 0 ? `${tier} comes from: ${texts.join("; ")}.` : ""),
  version: (version: number) => `Policy version ${version}.`,
} as const;

type Shown = Pick<ActionInFull, "rollback" | "tool" | "toolTitle" | "revision" | "masked">;

export const payload = {
  title: { email: "The mail", record: "The record", tree: { open: "What would run", ended: "What would have run", ran: "What ran" } } satisfies Record<ActionInFull["payload"]["kind"], string | object>,
  rollback: "The rollback",
  about: ({ rollback, tool, toolTitle, revision, masked }: Shown) =>
    [
      rollback ? "Undoes what the action above did, from what was kept of it" : (toolTitle ?? `${tool} is not registered: nothing is known of what it does`),
      ...(revision > 1 ? [`revision ${revision}`] : []),
      ...(masked && !rollback ? ["sensitive values are masked"] : []),
    ].join(" · "),
  hash: "A decision is bound to this payload: SHA-256",
} as const;

const total = ({ approved, rejected, undecided }: Tally) => approved + rejected + undecided;
const tally = ({ approved, rejected, undecided }: Tally) =>
  [`${approved} approved`, `${rejected} rejected`, ...(undecided > 0 ? [`${undecided} not decided`] : [])].join(", ");

export const precedent = {
  title: "Decided before",
  tally: (ofTool: Tally, ofDestination: Tally) => `Of the newest of this tool: ${tally(ofTool)}.${total(ofDestination) > 0 ? ` To the same destination: ${tally(ofDestination)}.` : ""}`,
  /** Before the moment. */
  decided: { approve: (by: string) => `Approved by ${by},`, reject: (by: string) => `Rejected by ${by},`, none: "Not decided," },
  note: (text: string) => `“${text}”`,
  draft: "A rule that would cover calls like this",
  draftHint: "Only a draft: it holds once an admin has simulated and published it on the policy page.",
  rule: "Rule",
} as const;

export const questions = {
  title: "Questions to the agent",
  you: "You",
  answered: (agent: string) => `Unverified: ${agent} says`,
  closed: "Taken back",
  waits: "Waits on the agent",
  end: "Take it back",
  ended: "Your question was taken back",
} as const;

export const statement = {
  agent: "Unverified: the agent says",
  person: (name: string) => `${name} asked for this and says`,
  confidence: (part: number) => `${Math.round(part * 100)}% sure, by its own account`,
  instruction: "The user’s instruction, as the agent gives it",
  source: "Source:",
  trusted: "said to be trusted",
  untrusted: "untrusted",
  nothing: "Nothing but its confidence.",
} as const;

export const votes = {
  title: "Votes",
  verdict: { approve: "Approved", reject: "Rejected" },
  voided: (why: string) => `no longer counts: ${why}`,
  alone: "alone, on their own",
  revision: (revision: number) => `revision ${revision}`,
} as const;

export const timeline = { title: "Timeline", evidence: "Evidence" } as const;
