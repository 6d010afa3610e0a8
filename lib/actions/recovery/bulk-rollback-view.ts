import type { ActionState } from "@/lib/actions/states";
import { db, sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";

/** One action of a batch, and how far undoing it has come. */
export type BatchItem = {
  actionId: string;
  summary: string;
  /** The action that undoes it, once asked for. */
  rollback: { id: string; state: ActionState; reason: string | null; /** The target had changed since. */ conflict: boolean } | null;
  /** Why there is none. */
  refusal: string | null;
};

export type BatchView = {
  id: string;
  by: string;
  agent: { id: string; name: string };
  tool: string | null;
  mode: "live" | "test";
  from: string;
  to: string;
  reason: string;
  createdAt: string;
  finishedAt: string | null;
  items: BatchItem[];
};

/** A batch with all of its items, in the order of undoing. @throws Refusal `not_found` */
export async function batchView(id: string): Promise<BatchView> {
  const [batch, items] = await Promise.all([
    db.one<Omit<BatchView, "agent" | "items" | "from" | "to" | "createdAt" | "finishedAt" | "tool"> & { agentId: string; agentName: string; toolName: string | null; fromAt: Date; toAt: Date; createdAt: Date; finishedAt: Date | null }>(sql`
      SELECT b.id, p.name AS by, b.agent_id, g.name AS agent_name, b.tool_name, b.mode, b.from_at, b.to_at, b.reason, b.created_at, b.finished_at
        FROM rollback_batches b JOIN people p ON p.id = b.requested_by JOIN agents g ON g.id = b.agent_id WHERE b.id = ${id}`),
    db.all<{ actionId: string; summary: string; refusal: string | null; rollbackId: string | null; state: ActionState | null; reason: string | null; conflict: boolean }>(sql`
      SELECT i.action_id, a.summary, i.refusal, i.rollback_id, r.state, r.outcome->>'reason' AS reason, coalesce(r.state = 'failed' AND jsonb_typeof(r.outcome->'difference') = 'array', false) AS conflict
        FROM rollback_items i JOIN actions a ON a.id = i.action_id LEFT JOIN actions r ON r.id = i.rollback_id
       WHERE i.batch_id = ${id} ORDER BY i.position`),
  ]);
  if (!batch) throw new Refusal("not_found", "There is no such rollback.");
  const { agentId, agentName, toolName, fromAt, toAt, createdAt, finishedAt, ...rest } = batch;
  return {
    ...rest,
    agent: { id: agentId, name: agentName },
    tool: toolName,
    from: fromAt.toISOString(),
    to: toAt.toISOString(),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    items: items.map(({ rollbackId, state, reason, conflict, ...item }) => ({ ...item, rollback: rollbackId && state ? { id: rollbackId, state, reason, conflict } : null })),
  };
}

export type BatchLine = { id: string; agent: string; by: string; at: string; finished: boolean; count: number };

/** The newest batches. */
export async function recentBatches(): Promise<BatchLine[]> {
  const rows = await db.all<{ id: string; agent: string; by: string; createdAt: Date; finished: boolean; count: number }>(sql`
    SELECT b.id, g.name AS agent, p.name AS by, b.created_at, b.finished_at IS NOT NULL AS finished,
           (SELECT count(*)::int FROM rollback_items i WHERE i.batch_id = b.id) AS count
      FROM rollback_batches b JOIN people p ON p.id = b.requested_by JOIN agents g ON g.id = b.agent_id
     ORDER BY b.created_at DESC, b.id DESC LIMIT 20`);
  return rows.map(({ createdAt, ...row }) => ({ ...row, at: createdAt.toISOString() }));
}
