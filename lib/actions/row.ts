import type { Difference, Json } from "@/lib/connectors/types";
import { db, sql, type Db, type Sql, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import type { Effect, Tier } from "@/lib/policy/types";
import type { ActionState } from "./states";

/** What execution reported: bounded, sensitive values masked. */
export type ActionOutcome = {
  by: "worker" | "agent" | "person";
  reason?: string;
  response?: Json;
  difference?: Difference;
  dryRun?: boolean;
};

export type Statement = {
  reasoning?: string | undefined;
  confidence?: number | undefined;
  context?: { instruction?: string | undefined; sources?: { name: string; trusted: boolean; text: string }[] | undefined } | undefined;
};

/** A row of `actions`. */
export type ActionRow = {
  id: string;
  mode: "live" | "test";
  dryRun: boolean;
  agentId: string;
  keyId: string | null;
  requestedBy: string | null;
  toolName: string;
  toolId: string | null;
  connectorId: string | null;
  state: ActionState;
  revision: number;
  tier: Tier;
  effect: Effect;
  summary: string;
  reversibility: "reversible" | "compensable" | "irreversible";
  rollbackOf: string | null;
  idempotencyKey: string | null;
  requestHash: Buffer | null;
  statement: Statement | null;
  session: string | null;
  parentId: string | null;
  onBehalfOf: string | null;
  subjects: Json;
  cost: Json;
  usage: Json;
  eventCount: number;
  submittedAt: Date;
  stateAt: Date;
  deadlineAt: Date | null;
  onExpiry: "expire" | "escalate";
  escalateTo: string | null;
  escalatedAt: Date | null;
  quorumAt: Date | null;
  effectAt: Date | null;
  executeBy: Date | null;
  dueAt: Date | null;
  leaseUntil: Date | null;
  fence: number;
  attemptCount: number;
  outcome: ActionOutcome | null;
  releasedBy: string | null;
  assigneeId: string | null;
  assigneeGroupId: string | null;
  /** Since when a question waits on the agent. */
  askedAt: Date | null;
  remindAt: Date | null;
  escalateAt: Date | null;
};

/** A row of `revisions`. */
export type RevisionRow = {
  actionId: string;
  number: number;
  toolVersionId: string | null;
  connectorVersionId: string | null;
  canonical: string | null;
  sealed: Buffer | null;
  params: string;
  payloadHash: Buffer;
  authorKind: "agent" | "person";
  authorId: string;
  note: string | null;
  createdAt: Date;
};

/** @throws Refusal `not_found` */
export async function actionById(id: string, from: Db = db): Promise<ActionRow> {
  return found(await from.one<ActionRow>(sql`SELECT * FROM actions WHERE id = ${id}`, "action-by-id"));
}

/** Reads the action and keeps others from changing it until the transaction ends. @throws Refusal `not_found` */
export async function lockAction(tx: Tx, id: string): Promise<ActionRow> {
  return found(await tx.one<ActionRow>(sql`SELECT * FROM actions WHERE id = ${id} FOR UPDATE`, "lock-action"));
}

export async function revisionOf(action: Pick<ActionRow, "id" | "revision">, from: Db = db): Promise<RevisionRow> {
  const row = await from.one<RevisionRow>(
    sql`SELECT * FROM revisions WHERE action_id = ${action.id} AND number = ${action.revision}`,
    "revision-of",
  );
  if (!row) throw new Error(`revision ${action.revision} of action ${action.id} is missing`);
  return row;
}

function found<Row>(row: Row | undefined): Row {
  if (!row) throw new Refusal("not_found", "There is no such action. Check the id; actions of other agents are not shown.");
  return row;
}

/** When an action comes up for execution: now, or never by itself where the agent runs the tool and fetches a grant for it. */
export const dueIfOurs = (connectorId: Sql): Sql => sql`(SELECT clock_timestamp() FROM connectors c WHERE c.id = ${connectorId} AND c.kind <> 'agent')`;
export const DUE_IF_OURS: Sql = dueIfOurs(sql`connector_id`);
