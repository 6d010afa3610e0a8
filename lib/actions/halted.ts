import { sql, type Sql, type Tx } from "@/lib/db/tx";

/** Two keys of the advisory lock that claims share and setting a halt takes alone. */
const HALT_LOCK = sql`1129270867, 1`;

/** Taken before a claim: a halt that is being set waits for it, and it waits for the halt. */
export const shareClaims = (tx: Tx): Promise<number> => tx.run(sql`SELECT pg_advisory_xact_lock_shared(${HALT_LOCK})`, "share-claims");

/** Taken before a halt is written: nothing is claimed after it is committed. */
export const stopClaims = (tx: Tx): Promise<number> => tx.run(sql`SELECT pg_advisory_xact_lock(${HALT_LOCK})`);

/** As a condition on a row of `actions`: no open halt names it. Rollbacks pass unless the halt names them. */
export const NOT_HALTED: Sql = sql`AND NOT EXISTS (
  SELECT 1 FROM halts h
   WHERE h.lifted_at IS NULL AND (rollback_of IS NULL OR h.rollbacks)
     AND (h.scope = 'all' OR (h.scope = 'agent' AND h.target_id = agent_id)
          OR (h.scope = 'tool' AND h.target_id = tool_id) OR (h.scope = 'connector' AND h.target_id = connector_id)))`;
