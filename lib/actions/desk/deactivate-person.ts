import { recount } from "@/lib/actions/decide";
import { haltIn } from "@/lib/actions/halts/halt";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { endDelegationsOf } from "@/lib/people/delegations";
import { revokeInvitationsBy } from "@/lib/people/invitations";
import { requireAdmin } from "@/lib/people/may";
import { requireAnotherAdmin } from "@/lib/people/roles";
import { lockPerson, type PersonRow } from "@/lib/people/row";
import { endSessions } from "@/lib/people/sessions";
import { unassign } from "./assign";
import { freeTakes } from "./take";

/**
 * Ends what a person could do, at once: their sessions, their votes on what still waits, the invitations they
 * sent, and the agents they own, which stay halted until `giveOwner`. It stands here, and not with the other
 * verbs on people, because it reaches into actions.
 * @throws Refusal `conflict` for oneself and for the last admin
 */
export async function deactivatePerson(admin: Person, { personId, reason = "" }: { personId: string; reason?: string | undefined }): Promise<PersonRow> {
  requireAdmin(admin);
  if (personId === admin.id) throw new Refusal("conflict", "You cannot deactivate yourself. Ask another admin.");
  return transact(async (tx) => {
    // Verbs lock the action first, then people.
    await tx.all(sql`
      SELECT id FROM actions
       WHERE state = 'pending' AND (assignee_id = ${personId} OR id IN (
         SELECT action_id FROM decisions WHERE person_id = ${personId} AND voided_at IS NULL UNION SELECT action_id FROM takes WHERE person_id = ${personId}))
       ORDER BY id FOR UPDATE`);
    await requireAnotherAdmin(tx, personId);
    // The strongest lock: it waits for a vote being cast (whose foreign key holds this row), so that the vote is seen
    // and voided below; a vote that comes later waits for us, and then does not count.
    await tx.run(sql`SELECT FROM people WHERE id = ${personId} FOR UPDATE`);
    const before = await lockPerson(tx, personId);
    if (before.deactivatedAt) return before;
    const after = await tx.one<{ deactivatedAt: Date }>(sql`UPDATE people SET deactivated_at = clock_timestamp() WHERE id = ${personId} RETURNING deactivated_at`);
    const sessions = await endSessions(tx, { personId, reason: "deactivated" });
    await revokeInvitationsBy(tx, admin, personId);
    const agents = await haltAgentsOf(tx, admin, before);
    const votes = await voidVotes(tx, admin, personId);
    const freed = await freeTakes(tx, admin, personId);
    const handedBack = await unassign(tx, admin, personId);
    const delegations = await endDelegationsOf(tx, personId);
    await record(tx, {
      type: "person.deactivated",
      actor: admin,
      subject: { kind: "person", id: personId },
      data: { reason, before: { deactivated_at: null }, after: { deactivated_at: after!.deactivatedAt.toISOString() }, sessions_ended: sessions, agents_halted: agents, votes_voided: votes, takes_freed: freed, handed_back: handedBack, delegations_ended: delegations },
    });
    return { ...before, deactivatedAt: after!.deactivatedAt };
  });
}

/** Nobody answers for their agents any more, so these stop until somebody does. */
async function haltAgentsOf(tx: Tx, admin: Person, owner: PersonRow): Promise<string[]> {
  const reason = `${owner.name}, who answered for this agent, was deactivated`;
  const agents = await tx.all<{ id: string }>(sql`SELECT id FROM agents WHERE owner_id = ${owner.id} ORDER BY id FOR NO KEY UPDATE`);
  for (const { id } of agents) await haltIn(tx, admin, { scope: "agent", targetId: id, rollbacks: false, reason, cause: "owner_deactivated" });
  return agents.map(({ id }) => id);
}

/** Their votes on actions that still wait stop counting; an undo window that rested on one closes. */
async function voidVotes(tx: Tx, admin: Person, personId: string): Promise<string[]> {
  const votes = await tx.all<{ actionId: string; revision: number; verdict: string }>(sql`
    UPDATE decisions d SET voided_at = clock_timestamp(), void_reason = 'deactivated' FROM actions a
     WHERE a.id = d.action_id AND a.state = 'pending' AND d.person_id = ${personId} AND d.voided_at IS NULL
    RETURNING d.action_id, d.revision, d.verdict`);
  for (const { actionId, revision, verdict } of votes) {
    await record(tx, { type: "action.vote_voided", actor: admin, action: { id: actionId }, data: { person: personId, revision, verdict, reason: "deactivated" } });
    await recount(tx, actionId);
  }
  return votes.map((vote) => vote.actionId);
}
