import { sql, type Sql, type Tx } from "@/lib/db/tx";

/** Two keys of the advisory lock that claims share and setting a halt takes alone. */
const HALT_LOCK = sql`1129270867, 1`;

/** Taken before a claim: a halt that is being set waits for it, and it waits for the halt. */
export const shareClaims = (tx: Tx): Promise<number> => tx.run(sql`SELECT pg_advisory_xact_lock_shared(${HALT_LOCK})`, "share-claims");

/** Taken before a halt is written: nothing is claimed after it is committed. */
export const stopClaims = (tx: Tx): Promise<number> => tx.run(sql`SELECT pg_advisory_xact_lock(${HALT_LOCK})`);

/** Of a row of `actions`: an open halt names it. Rollbacks pass unless the halt names them. */
export const HALTED: Sql = sql`EXISTS (
  SELECT 1 FROM halts h
   WHERE h.lifted_at IS NULL AND (rollback_of IS NULL OR h.rollbacks)
     AND (h.scope = 'all' OR (h.scope = 'agent' AND h.target_id = agent_id)
          OR (h.scope = 'tool' AND h.target_id = tool_id) OR (h.scope = 'connector' AND h.target_id = connector_id)))`;
export const NOT_HALTED: Sql = sql`AND NOT ${HALTED}`;

/**
 * As a condition on a row of `actions`: among the rollbacks of one batch, those of newer effects have ended, so that
 * each finds its target as its own action left it. One that was rejected, expired or failed has ended too.
 */
export const IN_TURN: Sql = sql`AND (rollback_of IS NULL OR NOT EXISTS (
  SELECT 1 FROM rollback_items mine
    JOIN rollback_items newer ON newer.batch_id = mine.batch_id AND newer.position < mine.position AND newer.refusal IS NULL
    LEFT JOIN actions undoing ON undoing.id = newer.rollback_id
   WHERE mine.rollback_id = actions.id AND (undoing.id IS NULL OR undoing.state IN ('pending', 'blocked', 'approved', 'executing', 'unknown'))))`;
