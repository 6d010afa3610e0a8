import type { Person } from "@/lib/actor";
import { Refusal } from "@/lib/errors";
import type { Requirement, StepUp } from "@/lib/policy/types";
import type { ActionRow } from "./row";
import { actionCan } from "./states";

/** Yes, or the reason why not, in words for the person who asks. */
export type Answer = true | { code: "not_permitted" | "self_approval" | "channel_not_allowed" | "wrong_state" | "expired"; reason: string };

/** What a decision depends on besides the person and the action. All ids, never names. */
export type Standing = {
  requirement: Requirement;
  /** The groups (names, as the requirement has them) the person belongs to now. */
  groups: string[];
  ownerId: string;
  /** Who owned the agent since it asked and does not now: giving it away makes nobody disinterested. */
  formerOwnerIds: string[];
  revisionAuthorId: string | null;
  /** The groups that may fill the slots, after an escalation. */
  slots: { group: string; approvals: number }[];
  late: boolean;
  /** This person is the only active one who qualifies at all, and the setting allows it. */
  alone: boolean;
};

type Interest = "owner" | "former_owner" | "requester" | "releaser" | "editor";
type Interested = Pick<Standing, "ownerId" | "formerOwnerIds" | "revisionAuthorId" | "requirement">;

function interestOf(person: Pick<Person, "id">, action: Pick<ActionRow, "requestedBy" | "releasedBy">, standing: Interested): Interest | null {
  if (person.id === standing.ownerId) return "owner";
  if (standing.formerOwnerIds.includes(person.id)) return "former_owner";
  if (person.id === action.requestedBy) return "requester";
  if (person.id === action.releasedBy) return "releaser";
  const mayEdit = standing.requirement.review === "before" && standing.requirement.editorMayApprove;
  return person.id === standing.revisionAuthorId && !mayEdit ? "editor" : null;
}

const YOURS: Record<Interest, string> = {
  owner: "You own the agent that asks for this.",
  former_owner: "You owned the agent when it asked for this.",
  requester: "You asked for this yourself.",
  releaser: "You released this from its block.",
  editor: "You wrote this revision.",
};
const THEIRS: Record<Interest, string> = {
  owner: "owns the agent that asks for this.",
  former_owner: "owned the agent when it asked for this.",
  requester: "asked for this.",
  releaser: "released this from its block.",
  editor: "wrote this revision.",
};

/** Why this person's own interest bars them, if it does. */
export function interestIn(person: Person, action: Pick<ActionRow, "requestedBy" | "releasedBy">, standing: Interested): string | null {
  const interest = interestOf(person, action, standing);
  return interest && `${YOURS[interest]} Somebody else must decide.`;
}

/** An answer about somebody else, for whoever asks about them. */
export function inOtherWords(answer: Answer, person: Person, action: ActionRow, standing: Standing): Answer {
  if (answer === true) return true;
  const { code, reason } = answer;
  if (code === "self_approval") return { code, reason: `${person.name} ${THEIRS[interestOf(person, action, standing)!]} Somebody else must decide.` };
  return { code, reason: code === "not_permitted" ? `${person.name} may not approve this. ${reason}` : reason };
}

/** May this person approve this action now? */
export function mayApprove(person: Person, action: ActionRow, standing: Standing): Answer {
  const decide = mayDecide(person, action, standing);
  if (decide !== true) return decide;
  if (!standing.slots.some((slot) => standing.groups.includes(slot.group))) {
    const needed = [...new Set(standing.slots.map((slot) => slot.group))].join(" or ");
    return { code: "not_permitted", reason: `Only members of ${needed} approve this. An admin changes groups under People.` };
  }
  const interest = interestIn(person, action, standing);
  if (interest && !standing.alone) return { code: "self_approval", reason: interest };
  return true;
}

/** May it be decided from here at all? That somebody is signed in to a chat is not enough for what is high. */
export function mayDecideBy(channel: "web" | "slack", { tier }: Pick<ActionRow, "tier">, requirement: Requirement): Answer {
  const no = (reason: string): Answer => ({ code: "channel_not_allowed", reason });
  if (channel === "web") return true;
  if (tier === "high") return no("A high action is not decided in Slack. Open it in Countersign.");
  return stepUpOf(requirement) ? no("Approving this takes your password again, so it is not decided in Slack. Open it in Countersign.") : true;
}

/** What whoever approves proves once more. */
export const stepUpOf = (requirement: Requirement): StepUp | null => (requirement.review === "before" ? (requirement.stepUp ?? null) : null);

/** May this person reject it? Whoever may decide at all: stopping one's own is not self-approval. */
export function mayReject(person: Person, action: ActionRow, standing: Pick<Standing, "late">): Answer {
  return mayDecide(person, action, standing);
}

function mayDecide(person: Person, action: ActionRow, { late }: Pick<Standing, "late">): Answer {
  const act = mayAct(person, "decide");
  if (act !== true) return act;
  if (!actionCan.approve(action)) return { code: "wrong_state", reason: "It is no longer waiting for a decision." };
  if (late) return { code: "expired", reason: "The deadline for deciding has passed." };
  return true;
}

/** May this person change anything here? `does` ends the sentence that refuses: "retry", "settle an unknown outcome". */
export function mayAct(person: Pick<Person, "role">, does: string): Answer {
  return person.role === "auditor" ? { code: "not_permitted", reason: `Auditors read; reviewers and admins ${does}.` } : true;
}

/** @throws Refusal with the answer's reason, unless it is yes. */
export function requireYes(answer: Answer): void {
  if (answer !== true) throw new Refusal(answer.code, answer.reason);
}
