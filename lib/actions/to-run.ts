import { IN_TURN, NOT_HALTED } from "@/lib/actions/halts/halted";
import type { Agent } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";

/** An approved action that waits for its agent to fetch a grant. `rollback_of` names what it undoes. */
export type WorkToRun = { action: string; revision: number; tool: string; summary: string; dry_run: boolean; rollback_of: string | null };

/** Told at once; who runs some makes room for the rest. */
const MOST = 100;

/** What this agent could fetch a grant for now, the oldest first. `turn` tells one waiting from the next, as after a person said to try again. */
export async function toRun(agent: Agent): Promise<(WorkToRun & { turn: string })[]> {
  const rows = await db.all<{ id: string; revision: number; fence: number; toolName: string; summary: string; dryRun: boolean; rollbackOf: string | null }>(
    sql`SELECT id, revision, fence, tool_name, summary, dry_run, rollback_of FROM actions
         WHERE agent_id = ${agent.id} AND mode = ${agent.mode} AND state IN ('approved', 'executing') AND lease_until IS NULL AND due_at IS NULL
           AND (state <> 'approved' OR execute_by > clock_timestamp())
           AND NOT EXISTS (SELECT 1 FROM connectors c WHERE c.id = connector_id AND c.kind <> 'agent') ${NOT_HALTED} ${IN_TURN}
         ORDER BY submitted_at, id LIMIT ${MOST}`,
    "to-run",
  );
  return rows.map(({ id, revision, fence, toolName, summary, dryRun, rollbackOf }) => ({
    action: id,
    revision,
    tool: toolName,
    summary,
    dry_run: dryRun,
    rollback_of: rollbackOf,
    turn: `${id}:${revision}:${fence}`,
  }));
}
