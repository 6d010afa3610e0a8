import { cascade, sweeper, type Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { transactAtOnce } from "@/lib/db/at-once";
import { db, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { notify } from "@/lib/notices/notify";
import { newId } from "@/lib/ids";
import type { Requirement } from "@/lib/policy/types";
import { actAlone, asSeen, proved, requireFact, requireStepUp, type Decision, type Proved } from "./decision";
import { interestIn, mayApprove, mayDecideBy, mayReject, requireYes, stepUpOf } from "./may";
import { move, refuse, tryMove, type Move } from "./move";
import { fill } from "./quorum";
import { DUE_IF_OURS, lockAction, type ActionRow } from "./row";
import { groupsOf, lockForDecision, standingFor, voters, type LockedForDecision, type UnderDecision } from "./standing";
import { actionCan } from "./states";

/** What `approve` is going to read, read while something else is waited for: who the person is, most likely. */
export type Ahead = { personId: string; id: string; under: Promise<UnderDecision | undefined> };

export const readAhead = (personId: string, id: string): Ahead => ({ personId, id, under: standingFor(db, { id: personId }, id).catch(() => undefined) });

/** Casts an approval. When it fills the last place the action is approved, at once or after the undo window. */
export async function approve(person: Person, decision: Decision, ahead?: Ahead): Promise<ActionRow> {
  const given = await proved(person, decision);
  return (await approveAtOnce(person, given, ahead)) ?? transact((tx) => approveIn(tx, person, given));
}

/** The same in a transaction that does more. */
export async function approveIn(tx: Tx, person: Person, decision: Proved): Promise<ActionRow> {
  const under = await openForApproval(tx, person, decision);
  requireYes(mayApprove(person, under.action, under.standing));
  await requireStepUp(tx, person, under);
  requireFact(under, decision);
  const alone = actAlone(person, under, decision);
  if (under.voters.some(({ personId }) => personId === person.id)) throw alreadyApproved(person);
  return counted(tx, person, under, decision, alone);
}

/**
 * The usual approval in one statement: nobody else's vote counts yet, this one fills the last place and nothing is to be
 * undone. What was read without a lock is part of the statement's condition: any event on the action since, another
 * group of this person, or the agent has come to be theirs, and it changes nothing. @returns undefined then, and for all that is not usual: under the lock
 * it is approved, or refused with its reason.
 */
async function approveAtOnce(person: Person, decision: Proved, ahead?: Ahead): Promise<ActionRow | undefined> {
  const read = ahead?.personId === person.id && ahead.id === decision.id ? await ahead.under : undefined;
  const under = read ?? (await standingFor(db, person, decision.id));
  const { action, standing, payloadHash, voted, member, standsInFor, fact } = under;
  const usual =
    !voted &&
    mayDecideBy(decision.channel, action, standing.requirement) === true &&
    !stepUpOf(standing.requirement) &&
    !fact &&
    asSeen(under, decision) &&
    // A place of somebody who is away may be theirs again a moment later.
    standsInFor.length === 0 &&
    !interestIn(person, action, standing) &&
    mayApprove(person, action, standing) === true &&
    action.revision === decision.revision &&
    payloadHash.toString("hex") === decision.payloadHash &&
    undoOf(standing.requirement) === 0 &&
    fill(standing.slots, [{ personId: person.id, groups: standing.groups }]).filled;
  if (!usual) return undefined;
  const same = sql`AND event_count = ${action.eventCount} AND ${groupsOf(person.id)} = ${member}::text[] AND (SELECT g.owner_id FROM agents g WHERE g.id = agent_id) <> ${person.id}`;
  return transactAtOnce((tx) => tryMove(tx, action, "approve", { ...approval(person, under, decision, false), only: sql`${IN_TIME} ${same}`, tells: sql`deadline_at, effect_at, execute_by`, name: "approve-at-once" }));
}

/** One reject ends it. The note is what the agent is told. */
export async function reject(person: Person, decision: Decision & { note: string }): Promise<ActionRow> {
  if (decision.note.trim() === "") {
    throw new Refusal("invalid", "Say why: the agent is told.", { faults: [{ pointer: "/note", detail: "is required to reject" }] });
  }
  return transact(async (tx) => {
    const under = await open(tx, person, decision, "reject");
    requireYes(mayReject(person, under.action, under.standing));
    await castVote(tx, person, decision, "reject", under.payloadHash, false);
    return move(tx, under.action, "reject", {
      by: person,
      set: sql`deadline_at = NULL, quorum_at = NULL, effect_at = NULL`,
      only: sql`AND (quorum_at IS NOT NULL OR deadline_at > clock_timestamp())`,
      data: facts(under, "reject", decision, false),
    });
  });
}

/** Takes back one's own approval while the action still waits: within the undo window, or before the places are filled. */
export async function takeBackVote(person: Person, { id, revision }: { id: string; revision: number }): Promise<ActionRow> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    if (!actionCan.approve(action) || action.revision !== revision) await refuse(tx, { id, revision }, "approve");
    const voided = await tx.run(sql`
      UPDATE decisions SET voided_at = clock_timestamp(), void_reason = 'taken_back'
       WHERE action_id = ${id} AND revision = ${revision} AND person_id = ${person.id} AND verdict = 'approve' AND voided_at IS NULL`);
    if (voided === 0) throw new Refusal("wrong_state", "You have no approval on this action to take back.");
    await record(tx, { type: "action.vote_taken_back", actor: person, action, data: { revision } });
    await recount(tx, id);
    return lockAction(tx, id);
  });
}

/** Approves what has come to the end of its undo window, if its votes still count. @returns whether it did. */
export async function takeEffect(id: string): Promise<boolean> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    const { requirement } = (await tx.one<{ requirement: Requirement }>(
      sql`SELECT requirement FROM classifications WHERE action_id = ${id} AND revision = ${action.revision}`,
    ))!;
    const approvers = await voters(tx, action, slotsOf(requirement));
    if (!fill(slotsOf(requirement), approvers).filled) {
      await recount(tx, id);
      return false;
    }
    const approved = await tryMove(tx, action, "approve", {
      by: sweeper,
      set: approvedNow(requirement),
      only: sql`AND effect_at <= clock_timestamp()`,
      data: { approvers: approvers.map((voter) => voter.personId) },
    });
    return approved !== undefined;
  });
}

/** After a vote stopped counting: closes the undo window if the places are no longer filled. */
export async function recount(tx: Tx, id: string): Promise<void> {
  const action = await lockAction(tx, id);
  if (action.state !== "pending" || !action.quorumAt) return;
  const row = await tx.one<{ requirement: Requirement }>(
    sql`SELECT requirement FROM classifications WHERE action_id = ${id} AND revision = ${action.revision}`,
  );
  const slots = slotsOf(row!.requirement);
  const { filled, open } = fill(slots, await voters(tx, action, slots));
  if (filled) return;
  await tx.run(sql`UPDATE actions SET quorum_at = NULL, effect_at = NULL WHERE id = ${id}`);
  await record(tx, { type: "action.quorum_lost", actor: cascade, action, data: { open } });
  await notify(tx, { kind: "quorum_lost", agentId: action.agentId, actionId: id, text: `“${action.summary}” waits again: a vote that its approval rested on no longer counts.` });
}

async function open(tx: Tx, person: Person, decision: Proved, verb: "approve" | "reject"): Promise<LockedForDecision> {
  const { id, revision, payloadHash, channel } = decision;
  const under = await lockForDecision(tx, person, id);
  requireYes(mayDecideBy(channel, under.action, under.standing.requirement));
  // Who looked at another revision, or at an action that has moved on, learns what happened since.
  if (under.action.revision !== revision || under.action.state !== "pending") await refuse(tx, { id, revision }, verb);
  if (under.payloadHash.toString("hex") !== payloadHash) {
    throw new Refusal("payload_mismatch", "What you saw is not what would run. Open the action again and look before you decide.");
  }
  if (!asSeen(under, decision)) throw new Refusal("stale_revision", "What this asks of those who approve has changed since. Look at it again before you decide.", { facts: { revision } });
  return under;
}

/** I11: an undo window that votes no longer hold open, because somebody left the group, does not hold off the deadline either. */
async function openForApproval(tx: Tx, person: Person, decision: Proved): Promise<LockedForDecision> {
  const under = await open(tx, person, decision, "approve");
  if (!under.action.quorumAt || fill(under.standing.slots, under.voters).filled) return under;
  await recount(tx, decision.id);
  return open(tx, person, decision, "approve");
}

async function castVote(tx: Tx, person: Person, { id, revision, note, channel }: Proved, verdict: "approve" | "reject", hash: Buffer, alone: boolean) {
  if (verdict === "reject") {
    // Who changes their mind takes their approval back; both stay as rows.
    await tx.run(
      sql`UPDATE decisions SET voided_at = clock_timestamp(), void_reason = 'taken_back'
           WHERE action_id = ${id} AND revision = ${revision} AND person_id = ${person.id} AND voided_at IS NULL`,
      "take-back",
    );
  }
  const cast = await tx.run(
    sql`INSERT INTO decisions (id, action_id, revision, person_id, verdict, note, channel, payload_hash, self_approved)
        VALUES (${newId()}, ${id}, ${revision}, ${person.id}, ${verdict}, ${note ?? ""}, ${channel}, ${hash}, ${alone})
        ON CONFLICT (action_id, revision, person_id) WHERE voided_at IS NULL DO NOTHING`,
    "cast-vote",
  );
  if (cast === 0) throw alreadyApproved(person);
}

const alreadyApproved = (person: Person) =>
  new Refusal("already_decided", "You have already approved this; it waits for others.", { facts: { by: person.name } });

// The deadline is part of the door's own condition: at the millisecond, whether or not the sweeper has been (I11).
const IN_TIME = sql`AND (quorum_at IS NOT NULL OR deadline_at > clock_timestamp())`;

const undoOf = (requirement: Requirement) => (requirement.review === "before" ? requirement.undo : 0);

const facts = ({ action, standing, payloadHash, standsInFor, fact }: UnderDecision, verdict: "approve" | "reject", { note = "", channel, together }: Proved, alone: boolean) => ({
  note,
  channel,
  self_approved: alone,
  payload_hash: payloadHash.toString("hex"),
  revision: action.revision,
  // What was confirmed, not the value that was typed.
  ...(verdict === "approve" && fact && { confirmed: fact.what }),
  ...(verdict === "approve" && stepUpOf(standing.requirement) && { step_up: stepUpOf(standing.requirement) }),
  ...(standsInFor.length > 0 && { stands_in_for: standsInFor }),
  ...(together !== undefined && { together }),
});

/** The move that approves, with the vote as its row. */
function approval(person: Person, under: UnderDecision, decision: Proved, alone: boolean): Move<"approve"> {
  return {
    by: person,
    set: approvedNow(under.standing.requirement),
    only: IN_TIME,
    also: sql`, vote AS (
      INSERT INTO decisions (id, action_id, revision, person_id, verdict, note, channel, payload_hash, self_approved)
      SELECT ${newId()}::uuid, id, revision, ${person.id}::uuid, 'approve', ${decision.note ?? ""}, ${decision.channel}, ${under.payloadHash}::bytea, ${alone}::boolean FROM moved)`,
    data: facts(under, "approve", decision, alone),
    name: "approve",
  };
}

/** Writes the approval and, if it fills the last place, its effect. */
async function counted(tx: Tx, person: Person, under: LockedForDecision, decision: Proved, alone: boolean) {
  const { action, standing, payloadHash, voters: others } = under;
  const { filled, open } = fill(standing.slots, [...others, { personId: person.id, groups: standing.groups }]);
  const data = facts(under, "approve", decision, alone);
  const undo = undoOf(standing.requirement);
  if (alone) await record(tx, { type: "action.self_approved", actor: person, action, data });
  if (filled && undo === 0) return move(tx, action, "approve", approval(person, under, decision, alone));
  await castVote(tx, person, decision, "approve", payloadHash, alone);
  await record(tx, { type: "action.vote_cast", actor: person, action, data: { ...data, verdict: "approve", open } });
  if (filled && !action.quorumAt) {
    const set = await tx.run(sql`
      UPDATE actions SET quorum_at = clock_timestamp(), effect_at = clock_timestamp() + ${undo}::float8 * interval '1 second'
       WHERE id = ${action.id} AND deadline_at > clock_timestamp()`);
    if (set === 0) await refuse(tx, action, "approve");
  }
  return lockAction(tx, action.id);
}

const slotsOf = (requirement: Requirement) => (requirement.review === "before" ? requirement.slots : []);

const approvedNow = (requirement: Requirement) => sql`
  deadline_at = NULL, effect_at = NULL, due_at = ${DUE_IF_OURS},
  execute_by = clock_timestamp() + ${requirement.executeWithin}::float8 * interval '1 second'`;
