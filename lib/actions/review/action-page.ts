import { timelineOf } from "@/lib/actions/history/timeline";
import { mayAct, mayApprove, mayReject, stepUpOf, type Answer, type Standing } from "@/lib/actions/may";
import { whatWeKnow } from "@/lib/actions/recovery/what-we-know";
import { rollbackOf } from "@/lib/actions/roll-back";
import type { ActionRow, Statement } from "@/lib/actions/row";
import { shownDifference } from "@/lib/actions/shown/amounts";
import { comesFrom } from "@/lib/actions/shown/classification-view";
import { moneyOf } from "@/lib/actions/shown/money-of";
import { payloadView } from "@/lib/actions/shown/payload-view";
import { topReason, type ActionInFull, type AttemptView, type DecisionView, type Permission } from "@/lib/actions/shown/person-view";
import { standingFor } from "@/lib/actions/standing";
import { actionCan, type ActionState } from "@/lib/actions/states";
import type { Person } from "@/lib/actor";
import type { Json } from "@/lib/connectors/types";
import { db, sql } from "@/lib/db/tx";
import { isAdmin } from "@/lib/people/may";
import { steppedUpUntil } from "@/lib/people/step-up";
import { toBeLow } from "@/lib/policy/to-be-low";
import type { Policy, Reason, Signal } from "@/lib/policy/types";
import { currentRegistry } from "@/lib/tools/registry";
import { reviewState } from "./review-state";

/** All that a person needs to see of an action to decide on it, or to understand what became of it. @throws Refusal `not_found` */
export async function actionInFull(person: Person, id: string): Promise<ActionInFull> {
  const { action, payloadHash, standing, fact } = await standingFor(db, person, id);
  const [about, decisions, attempts, timeline, undoneBy, undoable, known, registry, review, provedUntil, money] = await Promise.all([
    aboutOf(action),
    decisionsOn(person, id),
    attemptsOf(id),
    timelineOf(person, id),
    db.all<{ id: string; state: ActionState; at: Date }>(sql`SELECT id, state, submitted_at AS at FROM actions WHERE rollback_of = ${id} ORDER BY submitted_at DESC`),
    actionCan.markRolledBack(action) ? rollbackOf(person, action) : undefined,
    action.state === "unknown" ? whatWeKnow(action) : null,
    currentRegistry(),
    reviewState(person, id),
    stepUpOf(standing.requirement) && steppedUpUntil(db, person),
    action.outcome?.difference ? moneyOf(action.rollbackOf ?? id) : undefined,
  ]);
  const params = JSON.parse(about.params || "null") as Json;
  const { operation, kind, config, binding, schema, template } = about;
  const described = operation !== null && kind !== null ? { tool: action.toolName, operation, kind, config, binding, schema, summary: template ?? "" } : undefined;
  const votes = decisions.filter((decision) => decision.revision === action.revision && !decision.voided);
  const { outcome, escalatedAt, escalateTo } = action;
  return {
    id,
    mode: action.mode,
    dryRun: action.dryRun,
    state: action.state,
    tier: action.tier,
    summary: action.summary,
    tool: action.toolName,
    toolTitle: about.title,
    agent: { id: action.agentId, name: about.agentName },
    reason: topReason(about.reasons),
    reversibility: action.reversibility,
    reads: about.access === "read",
    rollback: action.rollbackOf !== null,
    submittedAt: action.submittedAt.toISOString(),
    stateAt: action.stateAt.toISOString(),
    deadlineAt: action.deadlineAt?.toISOString() ?? null,
    effectAt: action.effectAt?.toISOString() ?? null,
    executeBy: action.executeBy?.toISOString() ?? null,
    revision: action.revision,
    payloadHash: payloadHash.toString("hex"),
    connector: about.connectorName && about.kind ? { name: about.connectorName, kind: about.kind } : null,
    agentRun: about.kind === null || about.kind === "agent",
    requestedBy: about.requestedByName,
    onBehalfOf: action.onBehalfOf,
    session: action.session,
    cost: action.cost as { amount: number; currency: string } | null,
    subjects: (action.subjects ?? []) as { kind: string; id: string }[],
    onExpiry: action.onExpiry,
    escalatedTo: escalatedAt ? escalateTo : null,
    attempts,
    outcome: outcome && {
      by: outcome.by,
      reason: outcome.reason ?? null,
      response: outcome.response,
      difference: outcome.difference ? shownDifference(money, outcome.difference) : null,
      dryRun: outcome.dryRun ?? false,
    },
    classification: {
      reasons: about.reasons,
      signals: about.signals,
      unmatched: about.unmatched,
      comesFrom: [...new Set(comesFrom(action.tier, action.effect, about.reasons).map(({ text }) => text))],
      // How the policy could be met is for those who may act on it.
      toBeLow: person.role === "auditor" || !about.policy ? [] : toBeLow(about.reasons, about.unmatched, about.policy as Policy),
      policyVersion: about.policyVersion,
      slots: standing.slots,
      undo: standing.requirement.review === "before" ? standing.requirement.undo : 0,
    },
    params,
    paramsText: JSON.stringify(params, null, 2),
    schema: (schema ?? null) as Json | null,
    review,
    masked: (about.sensitive ?? []).length > 0,
    revisionNote: about.note,
    payload: payloadView(action.rollbackOf ? undefined : described, params, registry.policy.lists?.our_domains),
    statement: statementOf(action.statement),
    decisions,
    timeline,
    known,
    undoes: about.originalId && about.originalSummary && about.originalState ? { id: about.originalId, summary: about.originalSummary, state: about.originalState } : null,
    undoneBy: undoneBy.map(({ at, ...rest }) => ({ ...rest, at: at.toISOString() })),
    may: {
      ...mayDo(person, action, standing, votes),
      stepUp: stepUpOf(standing.requirement) && { until: provedUntil?.toISOString() ?? null },
      fact,
      rollBack: undoable ? undoable.possible || undoable.reason : null,
    },
  };
}

type About = {
  agentName: string;
  requestedByName: string | null;
  title: string | null;
  access: string | null;
  operation: string | null;
  binding: unknown;
  sensitive: string[] | null;
  schema: unknown;
  template: string | null;
  connectorName: string | null;
  kind: string | null;
  config: unknown;
  params: string;
  note: string | null;
  reasons: Reason[];
  signals: Signal[];
  unmatched: string[];
  policyVersion: number;
  policy: unknown;
  originalId: string | null;
  originalSummary: string | null;
  originalState: ActionState | null;
};

async function aboutOf({ id, revision }: ActionRow): Promise<About> {
  const row = await db.one<About>(sql`
    SELECT g.name AS agent_name, p.name AS requested_by_name, v.title, v.access, v.operation, v.binding, v.sensitive, v.params_schema AS schema, v.summary AS template,
           n.name AS connector_name, n.kind, nv.config, r.params, r.note, c.reasons, c.signals, c.unmatched, c.policy_version, pv.document AS policy,
           o.id AS original_id, o.summary AS original_summary, o.state AS original_state
      FROM actions a
      JOIN agents g ON g.id = a.agent_id
      JOIN revisions r ON r.action_id = a.id AND r.number = a.revision
      JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
      LEFT JOIN policy_versions pv ON pv.version = c.policy_version
      LEFT JOIN people p ON p.id = a.requested_by
      LEFT JOIN tool_versions v ON v.id = r.tool_version_id
      LEFT JOIN connector_versions nv ON nv.id = r.connector_version_id
      LEFT JOIN connectors n ON n.id = nv.connector_id
      LEFT JOIN actions o ON o.id = a.rollback_of
     WHERE a.id = ${id} AND a.revision = ${revision}`);
  if (!row) throw new Error(`action ${id} changed while its page was read; try again`);
  return row;
}

const VOIDED: Record<string, string> = { taken_back: "taken back", revised: "the action was edited", deactivated: "its person was deactivated" };

async function decisionsOn(person: Person, id: string): Promise<DecisionView[]> {
  const rows = await db.all<{ id: string; revision: number; personId: string; name: string; verdict: "approve" | "reject"; note: string; channel: "web" | "slack"; decidedAt: Date; selfApproved: boolean; voidedAt: Date | null; voidReason: string | null }>(sql`
    SELECT d.id, d.revision, d.person_id, p.name, d.verdict, d.note, d.channel, d.decided_at, d.self_approved, d.voided_at, d.void_reason
      FROM decisions d JOIN people p ON p.id = d.person_id WHERE d.action_id = ${id} ORDER BY d.decided_at`);
  return rows.map(({ personId, name, decidedAt, selfApproved, voidedAt, voidReason, ...row }) => ({
    ...row,
    who: name,
    mine: personId === person.id,
    at: decidedAt.toISOString(),
    alone: selfApproved,
    voided: voidedAt ? (VOIDED[voidReason ?? ""] ?? voidReason?.replaceAll("_", " ") ?? "voided") : null,
  }));
}

async function attemptsOf(id: string): Promise<AttemptView[]> {
  const rows = await db.all<Omit<AttemptView, "startedAt" | "finishedAt" | "reason" | "late"> & { startedAt: Date; finishedAt: Date | null; detail: { reason?: string; late?: { kind: string; reason?: string } } | null }>(sql`
    SELECT revision, number, worker, started_at, finished_at, outcome, detail FROM attempts WHERE action_id = ${id} ORDER BY revision, number`);
  return rows.map(({ startedAt, finishedAt, detail, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    reason: detail?.reason ?? null,
    late: detail?.late ? `${detail.late.kind}${detail.late.reason ? `: ${detail.late.reason}` : ""}` : null,
  }));
}

function statementOf(statement: Statement | null): ActionInFull["statement"] {
  if (!statement) return null;
  const { reasoning, confidence, context } = statement;
  return { reasoning: reasoning ?? null, confidence: confidence ?? null, instruction: context?.instruction ?? null, sources: context?.sources ?? [] };
}

const yesOr = (answer: Answer): Permission => (answer === true ? true : answer.reason);

function mayDo(person: Person, action: ActionRow, standing: Standing, votes: readonly DecisionView[]): Omit<ActionInFull["may"], "rollBack" | "stepUp" | "fact"> {
  const approved = votes.some(({ mine, verdict }) => mine && verdict === "approve");
  const approve = (): Permission => {
    if (approved) return "You have approved this already.";
    if (action.effectAt) return "Enough people have approved this; it is about to take effect.";
    return yesOr(mayApprove(person, action, standing));
  };
  const where = (arises: boolean, answer: Permission): Permission => (arises ? answer : null);
  return {
    approve: actionCan.approve(action) ? approve() : null,
    reject: actionCan.reject(action) ? yesOr(mayReject(person, action, standing)) : null,
    takeBack: actionCan.approve(action) && approved,
    cancel: where(actionCan.cancel(action), yesOr(mayAct(person, "cancel"))),
    release: where(actionCan.release(action), isAdmin(person) || "Only admins release what policy blocked."),
    settle: where(actionCan.settle(action), yesOr(mayAct(person, "settle an unknown outcome"))),
    retry: where(actionCan.retry(action) && !action.rollbackOf, yesOr(mayAct(person, "retry"))),
    alone: standing.alone,
  };
}
