import { isFact } from "@/lib/actions/shown/fact-view";
import type { Person } from "@/lib/actor";
import { canonical, sha256 } from "@/lib/canonical";
import type { Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { STEP_UP_MINUTES, steppedUpUntil, stepUp, type Proof } from "@/lib/people/step-up";
import type { Requirement, Tier } from "@/lib/policy/types";
import { interestIn, stepUpOf } from "./may";
import type { UnderDecision } from "./standing";

export type Decision = {
  id: string;
  /** The revision and the payload hash (hex) that the person had before them. */
  revision: number;
  payloadHash: string;
  note?: string | undefined;
  channel: "web" | "slack";
  /** Where the requirement asks for a step-up and the session has none, and for deciding on one's own while nobody else qualifies. */
  password?: string | undefined;
  /** What was typed of an action that is high and cannot be undone. */
  fact?: string | undefined;
  /** What it asked for when it was looked at; on any other it is not decided. */
  requirementHash?: string | undefined;
  /** How many were decided with one press of a key, this one among them. */
  together?: number | undefined;
};

/** A decision whose password, if one came with it, was checked: before the transaction, so that no lock waits for it. */
export type Proved = Omit<Decision, "password"> & { proof?: Proof };

export async function proved(person: Person, { password, ...decision }: Decision): Promise<Proved> {
  return password ? { ...decision, proof: await stepUp(person, password) } : decision;
}

/** Whether it asks for what it asked for when it was looked at. */
export const asSeen = ({ action, standing }: UnderDecision, { requirementHash }: Proved): boolean => requirementHash === undefined || requirementHash === hashOfRequirement(action.tier, standing.requirement);

/** What a decision on an action takes, as one value to compare: its tier and its requirement. */
export const hashOfRequirement = (tier: Tier, requirement: Requirement): string => sha256(canonical({ tier, requirement })).toString("hex");

export async function requireStepUp(tx: Tx, person: Person, { standing }: UnderDecision): Promise<void> {
  if (!stepUpOf(standing.requirement) || (await steppedUpUntil(tx, person))) return;
  throw new Refusal("step_up_required", `Approving this takes your password again: give it with the decision. It then holds for ${STEP_UP_MINUTES} minutes.`, { faults: [{ pointer: "/password", detail: "is required" }] });
}

/** What cannot be undone is approved by whoever can say something of it. The refusal names what, never its value. */
export function requireFact({ fact }: UnderDecision, { fact: typed = "" }: Proved): void {
  if (!fact || isFact(typed, fact)) return;
  const story = typed.trim() === "" ? `It cannot be undone, so type ${fact.what} to approve it.` : `That is not ${fact.what}. Look at the payload again.`;
  throw new Refusal("fact_required", story, { faults: [{ pointer: "/fact", detail: `is ${fact.what}` }] });
}

/** I7: deciding on one's own, while nobody else qualifies, takes the password again, each time, and a reason. */
export function actAlone(person: Person, { action, standing }: UnderDecision, { note, proof, channel }: Proved): boolean {
  if (!interestIn(person, action, standing)) return false;
  if (channel !== "web") throw new Refusal("self_approval", "This is your own. Nobody else can decide it yet; open it to do so alone, with your password and a reason.");
  if (!proof || !note?.trim()) {
    throw new Refusal("self_approval", "This is your own. Nobody else can decide it yet, so give your password and a reason to do so alone.", {
      faults: [...(proof ? [] : [{ pointer: "/password", detail: "is required" }]), ...(note?.trim() ? [] : [{ pointer: "/note", detail: "is required" }])],
    });
  }
  return true;
}
