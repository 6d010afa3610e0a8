import type { ActionState } from "@/lib/actions/states";
import { sql, type Db } from "@/lib/db/tx";
import type { Reason, Tier } from "@/lib/policy/types";

/** What a message says of an action: the gateway's words, and agents' values only where they are masked already. */
export type SlackFacts = {
  id: string;
  state: ActionState;
  mode: "live" | "test";
  dryRun: boolean;
  tier: Tier;
  /** The gateway's sentence, sensitive values masked. */
  summary: string;
  tool: string;
  agent: string;
  reversibility: "reversible" | "compensable" | "irreversible";
  revision: number;
  /** Hex. */
  payloadHash: string;
  reason: string | null;
  /** Number of the newest event that this shows. */
  eventCount: number;
  deadlineAt: Date | null;
  effectAt: Date | null;
  stateAt: Date;
  escalatedTo: string | null;
  slots: { group: string; approvals: number }[];
  /** Who decides must prove again who they are, which a chat cannot ask. */
  stepUp: boolean;
  /** Of the current revision, those that count. */
  votes: { who: string; verdict: "approve" | "reject"; note: string; channel: "web" | "slack"; at: Date }[];
  /** Who brought it to where it is, when that was a person or the agent. */
  by: string | null;
  outcome: string | null;
};

type Row = Omit<SlackFacts, "reason" | "votes"> & { reasons: Reason[]; votes: (Omit<SlackFacts["votes"][number], "at"> & { at: string })[] };

/** Read at the time of sending, so that a message that was late says what holds now. */
export async function factsFor(from: Db, actionIds: readonly string[]): Promise<Map<string, SlackFacts>> {
  if (actionIds.length === 0) return new Map();
  const rows = await from.all<Row>(sql`
    SELECT a.id, a.state, a.mode, a.dry_run, a.tier, a.summary, a.tool_name AS tool, g.name AS agent, a.reversibility, a.revision,
           encode(r.payload_hash, 'hex') AS payload_hash, c.reasons, a.event_count, a.deadline_at, a.effect_at, a.state_at,
           CASE WHEN a.escalated_at IS NOT NULL THEN a.escalate_to END AS escalated_to,
           coalesce(c.requirement -> 'slots', '[]') AS slots, (c.requirement ->> 'stepUp') IS NOT NULL AS step_up, a.outcome ->> 'reason' AS outcome,
           (SELECT coalesce(p.name, ag.name) FROM audit_events e
              LEFT JOIN people p ON e.actor_kind = 'person' AND p.id::text = e.actor_id
              LEFT JOIN agents ag ON e.actor_kind = 'agent' AND ag.id::text = e.actor_id
             WHERE e.action_id = a.id AND e.canonical::jsonb #>> '{data,to}' = a.state ORDER BY e.action_number DESC LIMIT 1) AS by,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('who', p.name, 'verdict', d.verdict, 'note', d.note, 'channel', d.channel, 'at', d.decided_at) ORDER BY d.decided_at), '[]')
              FROM decisions d JOIN people p ON p.id = d.person_id WHERE d.action_id = a.id AND d.revision = a.revision AND d.voided_at IS NULL) AS votes
      FROM actions a
      JOIN agents g ON g.id = a.agent_id
      JOIN revisions r ON r.action_id = a.id AND r.number = a.revision
      JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
     WHERE a.id = ANY(${actionIds}::uuid[])
     ORDER BY a.submitted_at, a.id`);
  return new Map(rows.map(({ reasons, votes, ...rest }) => [rest.id, { ...rest, reason: topOf(reasons), votes: votes.map((vote) => ({ ...vote, at: new Date(vote.at) })) }]));
}

/** Defaults say little; whatever is said beside them weighs more. */
const topOf = (reasons: readonly Reason[]): string | null => (reasons.find(({ rule }) => !rule.startsWith("defaults.")) ?? reasons[0])?.text ?? null;
