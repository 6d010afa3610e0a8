import type { ActionState } from "@/lib/actions/states";
import { sql, type Sql } from "@/lib/db/tx";
import type { Access, Reason, Tier } from "@/lib/policy/types";
import { topReason, type ActionLine } from "./person-view";

export type LineRow = Omit<ActionLine, "agent" | "reason" | "reads" | "tool" | "rollback" | "submittedAt" | "stateAt" | "deadlineAt" | "effectAt"> & {
  state: ActionState;
  tier: Tier;
  toolName: string;
  agentId: string;
  agentName: string;
  reasons: Reason[] | null;
  access: Access | null;
  rollbackOf: string | null;
  submittedAt: Date;
  stateAt: Date;
  deadlineAt: Date | null;
  effectAt: Date | null;
};

/** Of `actions`, what a list needs. */
export const PICKED = sql`a.id, a.mode, a.dry_run, a.state, a.tier, a.summary, a.reversibility, a.tool_name, a.agent_id, a.rollback_of,
  a.revision, a.submitted_at, a.state_at, a.deadline_at, a.effect_at`;

/** Rows of `picked` (a query that gives `PICKED`, bounded and in order) with their agent's name, reasons and what their tool does. */
export const lines = (picked: Sql, order: Sql): Sql => sql`
  SELECT p.*, g.name AS agent_name, c.reasons, v.access
    FROM (${picked}) p
    JOIN agents g ON g.id = p.agent_id
    LEFT JOIN classifications c ON c.action_id = p.id AND c.revision = p.revision
    LEFT JOIN revisions r ON r.action_id = p.id AND r.number = p.revision
    LEFT JOIN tool_versions v ON v.id = r.tool_version_id
   ORDER BY ${order}`;

export function lineOf(row: LineRow): ActionLine {
  const { id, mode, dryRun, state, tier, summary, reversibility } = row;
  return {
    id,
    mode,
    dryRun,
    state,
    tier,
    summary,
    reversibility,
    reads: row.access === "read",
    tool: row.toolName,
    agent: { id: row.agentId, name: row.agentName },
    reason: topReason(row.reasons ?? []),
    rollback: row.rollbackOf !== null,
    submittedAt: row.submittedAt.toISOString(),
    stateAt: row.stateAt.toISOString(),
    deadlineAt: row.deadlineAt?.toISOString() ?? null,
    effectAt: row.effectAt?.toISOString() ?? null,
  };
}
