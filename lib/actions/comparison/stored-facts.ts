import { verified } from "@/lib/actions/proposal/payload";
import type { Statement } from "@/lib/actions/row";
import { sql, type Db, type Sql } from "@/lib/db/tx";
import type { Access, ActionFacts } from "@/lib/policy/types";

export type StoredRow = {
  id: string;
  toolName: string;
  mode: "live" | "test";
  statement: Statement | null;
  cost: { amount: number; currency: string } | null;
  submittedAt: Date;
  /** `submittedAt` as the database has it: a JavaScript date loses what stands behind its milliseconds. */
  at: string;
  agentId: string;
  agentName: string;
  autonomy: string;
  attested: boolean;
  canonical: string | null;
  sealed: Buffer | null;
  payloadHash: Buffer;
  access: Access | null;
  toolReversibility: string | null;
  sensitive: string[] | null;
  rejected: boolean;
};

/**
 * What agents proposed, as it was first sent, with all that classification looks at: the params that were signed, the tool
 * as it was then, the statement, whether its key attested. `where` narrows `actions a`. Live mode only, without rollbacks:
 * a person asks for those.
 */
export function storedActions(from: Db, where: Sql, order: Sql, limit: number): Promise<StoredRow[]> {
  return from.all<StoredRow>(sql`
    SELECT a.id, a.tool_name, a.mode, a.statement, a.cost, a.submitted_at, a.submitted_at::text AS at, a.agent_id, g.name AS agent_name, g.autonomy,
           coalesce('context:attest' = ANY (k.scopes), false) AS attested, r.canonical, r.sealed, r.payload_hash,
           v.access, v.reversibility AS tool_reversibility, v.sensitive,
           EXISTS (SELECT FROM decisions d WHERE d.action_id = a.id AND d.verdict = 'reject' AND d.voided_at IS NULL) AS rejected
      FROM (SELECT * FROM actions a WHERE ${COMPARED} ${where} ${order} LIMIT ${limit}) a
      JOIN agents g ON g.id = a.agent_id
      JOIN revisions r ON r.action_id = a.id AND r.number = 1
      LEFT JOIN tool_versions v ON v.id = r.tool_version_id
      LEFT JOIN agent_keys k ON k.id = a.key_id
     ${order}`);
}

/** Of `actions a`, those that a comparison looks at. */
export const COMPARED: Sql = sql`a.mode = 'live' AND a.rollback_of IS NULL`;

/** The facts of a stored action, or why there are none. `now` is the ISO time that relax rules are held against. */
export function factsOfStored(row: StoredRow, now: string): ActionFacts | string {
  const payload = verified({ ...row, actionId: row.id, number: 1 });
  if (!payload) return row.canonical === null && row.sealed === null ? "Its payload was erased" : "Its payload is not what was signed, or its key is gone";
  const { statement } = row;
  return {
    tool: row.access ? { name: row.toolName, access: row.access, reversibility: row.toolReversibility ?? "irreversible" } : null,
    sensitive: row.sensitive ?? [],
    toolName: row.toolName,
    agent: { id: row.agentId, name: row.agentName, autonomy: row.autonomy },
    mode: row.mode,
    params: payload.params,
    confidence: statement?.confidence ?? null,
    ...(statement?.reasoning !== undefined && { reasoning: statement.reasoning }),
    ...(statement?.context && {
      context: {
        ...(statement.context.instruction !== undefined && { instruction: statement.context.instruction }),
        ...(statement.context.sources && { sources: statement.context.sources }),
      },
    }),
    attested: row.attested,
    cost: row.cost,
    rollback: false,
    now,
  };
}
