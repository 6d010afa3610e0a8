import type { Agent, Worker } from "@/lib/actor";
import { db, sql, transact, type Tx } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { IN_TURN, NOT_HALTED, shareClaims } from "./halted";
import { tryMove } from "./move";
import type { ActionRow, RevisionRow } from "./row";

/** A claimed action: whoever holds its fencing token may act, until the lease is over. */
export type Claim = { action: ActionRow; fence: number; attempt: number };

/** What a worker reads before it claims: the rows that were signed, by id. */
export type Work = {
  action: ActionRow;
  revision: RevisionRow;
  tool: { name: string; access: string; reversibility: string; paramsSchema: object; sensitive: string[]; connectorId: string; operation: string; binding: unknown; version: number };
  connector: { id: string; name: string; kind: string; versionId: string; version: number; config: unknown; sealed: Buffer | null };
};

/** The action and the immutable versions its current revision was signed with; undefined where no worker executes it. */
export async function workOn(id: string): Promise<Work | undefined> {
  const [action, revision, tool, connector] = await Promise.all([
    db.one<ActionRow>(sql`SELECT * FROM actions WHERE id = ${id}`, "action-by-id"),
    db.one<RevisionRow>(sql`SELECT r.* FROM revisions r JOIN actions a ON a.id = r.action_id AND a.revision = r.number WHERE a.id = ${id}`, "current-revision"),
    db.one<Work["tool"]>(
      sql`SELECT t.name, v.* FROM tools t JOIN tool_versions v ON v.tool_id = t.id JOIN revisions r ON r.tool_version_id = v.id
            JOIN actions a ON a.id = r.action_id AND a.revision = r.number WHERE a.id = ${id}`,
      "signed-tool",
    ),
    db.one<Work["connector"]>(
      sql`SELECT c.id, c.name, c.kind, v.id AS version_id, v.version, v.config, v.sealed FROM connectors c JOIN connector_versions v ON v.connector_id = c.id
            JOIN revisions r ON r.connector_version_id = v.id JOIN actions a ON a.id = r.action_id AND a.revision = r.number WHERE a.id = ${id} AND c.kind <> 'agent'`,
      "signed-connector",
    ),
  ]);
  return action && revision && tool && connector ? { action, revision, tool, connector } : undefined;
}

/**
 * I5: claims by conditional update and writes the attempt's row in the same statement, before any call.
 * @returns undefined when it is not due, another has it, its second clock is over or a halt names it.
 */
export async function claim(by: Worker | Agent, action: ActionRow, leaseSeconds: number): Promise<Claim | undefined> {
  return transact((tx) => claimIn(tx, by, action, leaseSeconds));
}

export async function claimIn(tx: Tx, by: Worker | Agent, action: ActionRow, leaseSeconds: number): Promise<Claim | undefined> {
  const due = by.kind === "worker" ? sql`AND due_at <= clock_timestamp()` : sql`AND due_at IS NULL`;
  const [, moved] = await Promise.all([
    shareClaims(tx),
    tryMove(tx, action, "claim", {
      by,
      set: sql`fence = fence + 1, attempt_count = attempt_count + 1, due_at = NULL, lease_until = clock_timestamp() + ${leaseSeconds}::float8 * interval '1 second'`,
      // I11: the second clock belongs to the first claim; a retry is bounded by its number of attempts.
      only: sql`${due} AND lease_until IS NULL AND (state <> 'approved' OR execute_by > clock_timestamp()) ${NOT_HALTED} ${IN_TURN}`,
      also: sql`, attempt AS (
        INSERT INTO attempts (id, action_id, revision, number, fence, worker)
        SELECT ${newId()}::uuid, id, revision, attempt_count, fence, ${by.id} FROM moved)`,
      data: { fence: action.fence + 1, attempt: action.attemptCount + 1 },
      name: `claim-${by.kind}`,
    }),
  ]);
  return moved && { action: moved, fence: moved.fence, attempt: moved.attemptCount };
}

/** Holds on to a claim. @returns false when it was lost: whoever held it must stop. */
export async function renew({ action, fence }: Claim, leaseSeconds: number): Promise<boolean> {
  const held = await db.run(
    sql`UPDATE actions SET lease_until = clock_timestamp() + ${leaseSeconds}::float8 * interval '1 second'
         WHERE id = ${action.id} AND state = 'executing' AND fence = ${fence} AND lease_until > clock_timestamp()`,
    "renew",
  );
  return held === 1;
}

/** Notes, right before the call, that its effect may happen from now on. @returns false when the claim was lost: do not call. */
export async function noteSending({ action, fence, attempt }: Claim): Promise<boolean> {
  const held = await db.run(
    sql`UPDATE attempts t SET sent_at = clock_timestamp() FROM actions a
         WHERE t.action_id = ${action.id} AND t.revision = ${action.revision} AND t.number = ${attempt} AND a.id = t.action_id
           AND a.state = 'executing' AND a.fence = ${fence} AND a.lease_until > clock_timestamp()`,
    "note-sending",
  );
  return held === 1;
}
