import { factOf, type Fact } from "@/lib/actions/shown/fact-view";
import type { Person } from "@/lib/actor";
import { sql, type Db, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { ABLE, delegatedTo } from "@/lib/people/deciders";
import type { Requirement } from "@/lib/policy/types";
import { ALONE_ALLOWED } from "@/lib/settings";
import type { Standing } from "./may";
import type { Slot, Voter } from "./quorum";
import type { ActionRow } from "./row";

type Row = ActionRow & {
  requirement: Requirement;
  payloadHash: Buffer;
  ownerId: string;
  formerOwnerIds: string[];
  revisionAuthorId: string | null;
  late: boolean;
  voted: boolean;
  shown: string | null;
  groups: string[];
  delegated: string[];
};

export type UnderDecision = {
  action: ActionRow;
  payloadHash: Buffer;
  standing: Standing;
  /** Votes count on the current revision. */
  voted: boolean;
  /** The groups this person is in, without those an escalation admits them to. */
  member: string[];
  /** The groups of others for whom this person stands in, on this action. */
  standsInFor: string[];
  /** What must be typed to approve it. */
  fact: Fact | null;
};
/** Under the lock: with the approvals that count so far. */
export type LockedForDecision = UnderDecision & { voters: Voter[] };

const DECIDED_ON = sql`
  SELECT a.*, c.requirement, r.payload_hash, g.owner_id,
         ARRAY(SELECT e.canonical::jsonb #>> '{data,before,owner}' FROM audit_events e
                WHERE e.subject_id = g.id::text AND e.type = 'agent.owner_changed' AND e.at >= a.submitted_at) AS former_owner_ids,
         CASE WHEN r.author_kind = 'person' THEN r.author_id END AS revision_author_id,
         EXISTS (SELECT 1 FROM decisions d WHERE d.action_id = a.id AND d.revision = a.revision AND d.voided_at IS NULL) AS voted,
         CASE WHEN a.tier = 'high' AND a.reversibility = 'irreversible' THEN r.params END AS shown,
         (a.quorum_at IS NULL AND a.deadline_at <= clock_timestamp()) IS TRUE AS late,
         `;
const decidedFrom = (personId: string) => sql`${groupsOf(personId)} AS groups, ${delegatedTo(sql`${personId}::uuid`)} AS delegated
    FROM actions a
    JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
    JOIN revisions r ON r.action_id = a.id AND r.number = a.revision
    JOIN agents g ON g.id = a.agent_id
   WHERE a.id =`;

/** The groups of a person who may decide, by name; none where they may not. */
export const groupsOf = (personId: string) => sql`
  ARRAY(SELECT gr.name FROM group_members m JOIN groups gr ON gr.id = m.group_id
          JOIN people p ON p.id = m.person_id AND p.deactivated_at IS NULL AND p.role <> 'auditor' WHERE p.id = ${personId} ORDER BY gr.name)`;

/** The action with all that a decision on it depends on, locked until the transaction ends. @throws Refusal `not_found` */
export async function lockForDecision(tx: Tx, person: Person, id: string): Promise<LockedForDecision> {
  // Three statements, sent together: those behind the locks see what whoever held them before left behind. The
  // person's row is held as a vote's foreign key would: a deactivation comes before us, and then nothing counts, or after.
  const [, row, votes] = await Promise.all([
    tx.run(sql`SELECT 1 FROM actions a, people p WHERE a.id = ${id} AND p.id = ${person.id} FOR UPDATE OF a FOR KEY SHARE OF p`, "lock"),
    tx.one<Row>(sql`${DECIDED_ON}${decidedFrom(person.id)} ${id}`, "standing-for"),
    votesOn(tx, id, person.id),
  ]);
  const under = await standingOf(tx, person, row);
  return { ...under, voters: counting(votes, under.action, under.standing.slots) };
}

/** The same to look at, for a page that shows what this person may do. */
export async function standingFor(from: Db, person: Pick<Person, "id">, id: string): Promise<UnderDecision> {
  const row = await from.one<Row>(sql`${DECIDED_ON}${decidedFrom(person.id)} ${id}`, "standing-for");
  return standingOf(from, person, row);
}

async function standingOf(from: Db, person: Pick<Person, "id">, row: Row | undefined): Promise<UnderDecision> {
  if (!row) throw new Refusal("not_found", "There is no such action. It may have been erased, or the link is not complete.");
  const { requirement, payloadHash, ownerId, formerOwnerIds, revisionAuthorId, late, voted, shown, groups, delegated } = row;
  const action: ActionRow = row;
  const slots = requirement.review === "before" ? requirement.slots : [];
  const both = [...groups, ...delegated];
  const admitted = action.escalatedAt && action.escalateTo && both.includes(action.escalateTo) ? [...both, ...slots.map((slot) => slot.group)] : both;
  const interested = [ownerId, ...formerOwnerIds, action.requestedBy, action.releasedBy, revisionAuthorId].includes(person.id);
  // After an escalation the next group may fill the places too.
  const deciding = [...slots.map((slot) => slot.group), ...(action.escalatedAt && action.escalateTo ? [action.escalateTo] : [])];
  const alone = interested && (await isAlone(from, person, deciding));
  const fact = factOf({ tier: action.tier, reversibility: action.reversibility, rollback: action.rollbackOf !== null, params: JSON.parse(shown || "null"), tool: action.toolName });
  return { action, payloadHash, voted, fact, member: groups, standsInFor: delegated, standing: { requirement, groups: admitted, ownerId, formerOwnerIds, revisionAuthorId, slots, late, alone } };
}

/** I7: whether this person is the only active one who qualifies at all, and the setting has not forbidden acting alone. */
async function isAlone(from: Db, person: Pick<Person, "id">, groups: readonly string[]): Promise<boolean> {
  const row = await from.one<{ alone: boolean }>(sql`
    WITH able AS (${ABLE})
    SELECT count(DISTINCT able.id) = 1 AND bool_and(able.id = ${person.id})
           AND ${ALONE_ALLOWED} AS alone
      FROM able JOIN groups g ON g.id = able.group_id
     WHERE g.name = ANY(${groups})`);
  return row?.alone ?? false;
}

/** The approvals of the current revision that count now: their person is still active and permitted. */
export async function voters(tx: Db, action: ActionRow, slots: readonly Slot[]): Promise<Voter[]> {
  return counting(await votesOn(tx, action.id), action, slots);
}

type Vote = { personId: string; groups: string[] };

/** `deciding`: whoever is about to vote. Nobody then sits in their place any more. */
const votesOn = (tx: Db, id: string, deciding?: string) =>
  tx.all<Vote>(
    sql`SELECT d.person_id, ARRAY(SELECT g.name FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.person_id = d.person_id)
               || ${delegatedTo(sql`d.person_id`, deciding)} AS groups
          FROM decisions d
          JOIN actions a ON a.id = d.action_id AND a.revision = d.revision
          JOIN people p ON p.id = d.person_id AND p.deactivated_at IS NULL AND p.role <> 'auditor'
         WHERE d.action_id = ${id} AND d.verdict = 'approve' AND d.voided_at IS NULL
           -- I7: nor does the vote of whoever has come to own the agent since, unless it was cast alone.
           AND (d.self_approved OR d.person_id <> ALL (
             SELECT g.owner_id FROM agents g WHERE g.id = a.agent_id
              UNION ALL SELECT (e.canonical::jsonb #>> '{data,before,owner}')::uuid FROM audit_events e
                         WHERE e.subject_id = a.agent_id::text AND e.type = 'agent.owner_changed' AND e.at >= a.submitted_at))
         ORDER BY d.decided_at`,
    "voters",
  );

function counting(votes: Vote[], action: Pick<ActionRow, "escalatedAt" | "escalateTo">, slots: readonly Slot[]): Voter[] {
  const escalated = action.escalatedAt ? action.escalateTo : null;
  return votes.map(({ personId, groups }) => ({
    personId,
    groups: escalated && groups.includes(escalated) ? slots.map((slot) => slot.group) : groups,
  }));
}
