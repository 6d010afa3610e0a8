import type { ActionRow } from "@/lib/actions/row";
import { cascade } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { notify } from "@/lib/notices/notify";
import { readSettings } from "@/lib/settings";
import { haltIn } from "./halt";

/** Failures are in a row when this hour holds them all and no success. */
const WITHIN = sql`interval '1 hour'`;

/**
 * Three tries, then a human, then pause: after N actions in a row that failed for good or whose outcome nobody knows (one
 * agent, one tool, within an hour) people are told; after 2N the tool is halted until an admin has looked. A rollback that
 * meets a conflict is no failure of its tool, and what a person said of an outcome is no failure of its own. Counted after
 * the failure is committed, one counter at a time, so that none is missed.
 */
export async function noteFailure({ agentId, toolId, toolName, mode, dryRun, rollbackOf }: ActionRow): Promise<void> {
  if (mode === "test" || dryRun || rollbackOf || !toolId) return;
  const { failures_before_notice: few, pause_after_failures: pauses } = await readSettings();
  await transact(async (tx) => {
    // One counter at a time per tool. Nothing else is locked yet, so nobody waits for us and we for them.
    await tx.run(sql`SELECT pg_advisory_xact_lock(1129270868, hashtext(${toolId}))`);
    const { inRow, since } = await failuresInRow(tx, agentId, toolId, toolName);
    if (inRow < few) return;
    const agent = await tx.one<{ name: string }>(sql`SELECT name FROM agents WHERE id = ${agentId}`);
    const story = `${inRow} actions of ${agent!.name} with ${toolName} failed in a row within the hour`;
    const subject = { kind: "tool", id: toolId };
    const told = await tx.one(sql`
      SELECT 1 FROM audit_events
       WHERE type = 'tool.failed_repeatedly' AND subject_id = ${toolId} AND at >= ${since} AND canonical::jsonb #>> '{data,agent}' = ${agentId} LIMIT 1`);
    if (!told) {
      await record(tx, { type: "tool.failed_repeatedly", actor: cascade, subject, data: { agent: agentId, failures: inRow } });
      await notify(tx, { kind: "failing", agentId, text: `${story}.${pauses ? ` After ${2 * few} the tool is halted.` : ""}` });
    }
    if (!pauses || inRow < 2 * few) return;
    const standing = await tx.one(sql`SELECT 1 FROM halts WHERE scope = 'tool' AND target_id = ${toolId} AND lifted_at IS NULL AND cause = 'failures'`);
    if (standing) return;
    await haltIn(tx, cascade, { scope: "tool", targetId: toolId, rollbacks: false, reason: `${story}. Look at its target, then lift this halt.`, cause: "failures" });
    await notify(tx, { kind: "paused", agentId, text: `${toolName} is halted: ${story}. Nothing of it is executed until an admin lifts the halt.` });
  });
}

// In reality, by itself, and not because a person said so.
const OF_ITSELF = sql`mode = 'live' AND NOT dry_run AND rollback_of IS NULL AND outcome->>'by' IS DISTINCT FROM 'person'`;

/** How many failed, or ended nobody knows how, since the last success, the last halt for failures that was lifted, and at most an hour; `since` is the first of them. */
async function failuresInRow(tx: Tx, agentId: string, toolId: string, toolName: string): Promise<{ inRow: number; since: Date }> {
  const row = await tx.one<{ inRow: number; since: Date }>(sql`
    WITH start AS (
      SELECT greatest(
        clock_timestamp() - ${WITHIN},
        (SELECT max(state_at) FROM actions WHERE agent_id = ${agentId} AND tool_name = ${toolName} AND mode = 'live' AND NOT dry_run AND rollback_of IS NULL
            AND state = 'succeeded' AND state_at > statement_timestamp() - ${WITHIN}),
        (SELECT max(lifted_at) FROM halts WHERE scope = 'tool' AND target_id = ${toolId} AND cause = 'failures')) AS at)
    SELECT count(*)::int AS in_row, coalesce(min(f.state_at), clock_timestamp()) AS since
      FROM start, LATERAL (
        (SELECT state_at FROM actions
          WHERE agent_id = ${agentId} AND tool_name = ${toolName} AND state = 'failed' AND state_at > start.at AND ${OF_ITSELF} ORDER BY state_at DESC LIMIT 1000)
        UNION ALL
        (SELECT state_at FROM actions
          WHERE agent_id = ${agentId} AND tool_name = ${toolName} AND state = 'unknown' AND state_at > start.at AND ${OF_ITSELF} ORDER BY state_at DESC LIMIT 1000)) f`);
  return row!;
}
