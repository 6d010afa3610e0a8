import type { Told } from "@/lib/actions/shown/view";
import type { Agent } from "@/lib/actor";
import { db, empty, sql, type Sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { classify } from "@/lib/policy/classify";
import type { RegisteredTool, Registry } from "@/lib/tools/registry";
import type { ActionRow } from "./row";
import { STATES, TRANSITIONS, type ActionState } from "./states";

export type ToldAction = ActionRow & Told;

const TOLD = sql`
  a.*, r.payload_hash, r.author_kind = 'agent' AS own, c.reasons, c.signals, c.unmatched, c.policy_version, c.requirement,
  (SELECT jsonb_build_object('verdict', d.verdict, 'by', p.name, 'note', d.note, 'at', d.decided_at)
     FROM decisions d JOIN people p ON p.id = d.person_id
    WHERE d.action_id = a.id AND d.revision = a.revision AND d.voided_at IS NULL
    ORDER BY d.decided_at DESC LIMIT 1) AS decision,
  CASE WHEN a.asked_at IS NOT NULL THEN
    (SELECT jsonb_build_object('id', q.id, 'text', q.question, 'by', p.name, 'at', q.asked_at)
       FROM questions q JOIN people p ON p.id = q.person_id WHERE q.action_id = a.id AND q.answered_at IS NULL AND q.closed_at IS NULL) END AS question
   FROM actions a
   JOIN revisions r ON r.action_id = a.id AND r.number = a.revision
   JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision`;

/** One action of this agent, in its key's mode. @throws Refusal `not_found`, also for what is another agent's */
export async function agentAction(agent: Agent, id: string): Promise<ToldAction> {
  const action = await db.one<ToldAction>(sql`SELECT ${TOLD} WHERE a.id = ${id} AND a.agent_id = ${agent.id} AND a.mode = ${agent.mode}`, "agent-action");
  if (!action) throw new Refusal("not_found", "There is no such action. Check the id; actions of other agents are not shown.");
  return action;
}

export type AgentFilter = {
  limit: number;
  startingAfter?: string | undefined;
  states?: readonly ActionState[] | undefined;
  tool?: string | undefined;
  rollbackOf?: string | undefined;
  /** Whether the agent runs it itself after approval. */
  runByAgent?: boolean | undefined;
  session?: string | undefined;
  /** Submitted at or after. */
  since?: Date | undefined;
  until?: Date | undefined;
};

/** A page of this agent's actions in its key's mode, newest first. @throws Refusal `invalid` when `startingAfter` is none of them */
export async function agentActions(agent: Agent, { limit, startingAfter, states, tool, rollbackOf, runByAgent, session, since, until }: AgentFilter): Promise<{ actions: ToldAction[]; hasMore: boolean }> {
  const after = startingAfter === undefined ? undefined : await place(agent, startingAfter);
  const where: Sql[] = [
    after ? sql`AND (a.submitted_at, a.id) < (${after.submittedAt}::timestamptz, ${after.id}::uuid)` : empty,
    states && states.length < STATES.length ? sql`AND a.state = ANY(${states})` : empty,
    tool === undefined ? empty : sql`AND a.tool_name = ${tool}`,
    rollbackOf === undefined ? empty : sql`AND a.rollback_of = ${rollbackOf}`,
    // As for grants: what names no connector of ours is the agent's to run.
    runByAgent === undefined ? empty : sql`AND EXISTS (SELECT 1 FROM connectors n WHERE n.id = a.connector_id AND n.kind <> 'agent') <> ${runByAgent}`,
    session === undefined ? empty : sql`AND a.session = ${session}`,
    since === undefined ? empty : sql`AND a.submitted_at >= ${since}`,
    until === undefined ? empty : sql`AND a.submitted_at < ${until}`,
  ];
  const conditions = where.reduce((all, one) => sql`${all} ${one}`);
  const actions = await db.all<ToldAction>(sql`
    SELECT ${TOLD} WHERE a.agent_id = ${agent.id} AND a.mode = ${agent.mode} ${conditions}
     ORDER BY a.submitted_at DESC, a.id DESC LIMIT ${limit + 1}`);
  return { actions: actions.slice(0, limit), hasMore: actions.length > limit };
}

async function place(agent: Agent, id: string): Promise<{ id: string; submittedAt: Date }> {
  const row = await db.one<{ id: string; submittedAt: Date }>(
    sql`SELECT id, submitted_at FROM actions WHERE id = ${id} AND agent_id = ${agent.id} AND mode = ${agent.mode}`,
    "agent-place",
  );
  if (!row) throw new Refusal("not_found", "`starting_after` is none of your actions. Take the id of the last action of the page before.");
  return row;
}

/** What an agent hears of its action: every change of state, what it is asked, and that people want it undone. Votes and who looked are the reviewers' own business. */
const HEARD: readonly string[] = ["action.submitted", "action.rollback_requested", "action.asked", "action.answered", "action.question_closed", ...new Set(Object.values(TRANSITIONS).map(({ event }) => event))];

export type AgentEvent = { number: number; type: string; at: Date; actorKind: string; data: Record<string, unknown> };

/** Events of an action after `number`, oldest first. */
export function eventsAfter(actionId: string, number: number): Promise<AgentEvent[]> {
  return db.all<AgentEvent>(
    sql`SELECT action_number AS number, type, at, actor_kind, canonical::jsonb -> 'data' AS data
          FROM audit_events
         WHERE action_id = ${actionId} AND action_number > ${number} AND type = ANY(${HEARD})
         ORDER BY action_number LIMIT 500`,
    "events-after",
  );
}

/** Facts of an event that are the agent's to know. */
const SHOWN = ["from", "to", "revision", "tier", "effect", "rules", "payload_hash", "policy_version", "dry_run", "note", "reason", "attempt", "rollback", "rollback_of", "question_id", "question"] as const;

/** An event as its agent sees it. */
export function eventView({ number, type, at, actorKind, data }: AgentEvent) {
  return {
    number,
    type,
    at: at.toISOString(),
    actor: actorKind,
    data: Object.fromEntries(SHOWN.filter((name) => Object.hasOwn(data, name)).map((name) => [name, data[name]])),
  };
}

export type AgentTool = RegisteredTool & { description: string; paramsSchema: object };

/** The tools that policy lets this agent propose at all, by name. */
export async function agentTools(agent: Agent, { tools, policy }: Registry): Promise<AgentTool[]> {
  const within = [...tools.values()].filter(
    (tool) => classify({ tool, toolName: tool.name, agent, mode: agent.mode, params: {}, confidence: null, rollback: false }, policy).effect !== "block",
  );
  const rows = await db.all<{ id: string; description: string; paramsSchema: object }>(
    sql`SELECT id, description, params_schema FROM tool_versions WHERE id = ANY(${within.map((tool) => tool.versionId)})`,
    "agent-tools",
  );
  const told = new Map(rows.map((row) => [row.id, row]));
  return within
    .flatMap((tool) => {
      const more = told.get(tool.versionId);
      return more ? [{ ...tool, description: more.description, paramsSchema: more.paramsSchema }] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
