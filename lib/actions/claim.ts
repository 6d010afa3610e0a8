import type { Agent, Worker } from "@/lib/actor";
import { transactAtOnce } from "@/lib/db/at-once";
import { db, sql, type Tx } from "@/lib/db/tx";
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
  return (await worksOn([id]))[0];
}

/** The same for several, in the order in which they are to be locked. */
export async function worksOn(ids: string[]): Promise<Work[]> {
  const rows = await db.all<Record<string, unknown>>(
    sql`SELECT a.*, r.action_id AS r_action_id, r.number AS r_number, r.tool_version_id AS r_tool_version_id, r.connector_version_id AS r_connector_version_id,
               r.canonical AS r_canonical, r.sealed AS r_sealed, r.params AS r_params, r.payload_hash AS r_payload_hash, r.author_kind AS r_author_kind,
               r.author_id AS r_author_id, r.note AS r_note, r.created_at AS r_created_at,
               t.name AS t_name, tv.version AS t_version, tv.access AS t_access, tv.reversibility AS t_reversibility, tv.params_schema AS t_params_schema,
               tv.sensitive AS t_sensitive, tv.connector_id AS t_connector_id, tv.operation AS t_operation, tv.binding AS t_binding,
               c.id AS c_id, c.name AS c_name, c.kind AS c_kind, cv.id AS c_version_id, cv.version AS c_version, cv.config AS c_config, cv.sealed AS c_sealed
          FROM actions a
          JOIN revisions r ON r.action_id = a.id AND r.number = a.revision
          JOIN tool_versions tv ON tv.id = r.tool_version_id
          JOIN tools t ON t.id = tv.tool_id
          JOIN connector_versions cv ON cv.id = r.connector_version_id
          JOIN connectors c ON c.id = cv.connector_id AND c.kind <> 'agent'
         WHERE a.id = ANY(${ids}::uuid[]) ORDER BY a.id`,
    "works-on",
  );
  return rows.map((row) => {
    const of: Record<string, Record<string, unknown>> = { a: {}, r: {}, t: {}, c: {} };
    for (const [name, value] of Object.entries(row)) {
      const [, part, rest] = PART.exec(name) ?? [undefined, "a", name];
      of[part!]![rest!.charAt(0).toLowerCase() + rest!.slice(1)] = value;
    }
    return { action: of.a, revision: of.r, tool: of.t, connector: of.c } as unknown as Work;
  });
}

// `r_payload_hash` has become `rPayloadHash`; no column of `actions` begins so.
const PART = /^([rtc])([A-Z].*)$/;

/**
 * I5: claims by conditional update and writes the attempt's row in the same statement, before any call.
 * @returns undefined when it is not due, another has it, its second clock is over or a halt names it.
 */
export async function claim(by: Worker | Agent, action: ActionRow, leaseSeconds: number): Promise<Claim | undefined> {
  return transactAtOnce((tx) => claimIn(tx, by, action, leaseSeconds));
}

/** As `claim`, for several in one transaction; in the order of `worksOn`, so that two who claim the same do not wait for each other. */
export async function claimAll(by: Worker, actions: ActionRow[], leaseSeconds: number): Promise<(Claim | undefined)[]> {
  return transactAtOnce(async (tx) => {
    const [, ...claims] = await Promise.all([shareClaims(tx), ...actions.map((action) => moveToClaimed(tx, by, action, leaseSeconds))]);
    return claims;
  });
}

export async function claimIn(tx: Tx, by: Worker | Agent, action: ActionRow, leaseSeconds: number): Promise<Claim | undefined> {
  return (await Promise.all([shareClaims(tx), moveToClaimed(tx, by, action, leaseSeconds)]))[1];
}

async function moveToClaimed(tx: Tx, by: Worker | Agent, action: ActionRow, leaseSeconds: number): Promise<Claim | undefined> {
  const due = by.kind === "worker" ? sql`AND due_at <= clock_timestamp()` : sql`AND due_at IS NULL`;
  const moved = await tryMove(tx, action, "claim", {
    by,
    set: sql`fence = fence + 1, attempt_count = attempt_count + 1, due_at = NULL, lease_until = clock_timestamp() + ${leaseSeconds}::float8 * interval '1 second'`,
    // I11: the second clock belongs to the first claim; a retry is bounded by its number of attempts.
    only: sql`${due} AND lease_until IS NULL AND (state <> 'approved' OR execute_by > clock_timestamp()) ${NOT_HALTED} ${IN_TURN}`,
    also: sql`, attempt AS (
      INSERT INTO attempts (id, action_id, revision, number, fence, worker)
      SELECT ${newId()}::uuid, id, revision, attempt_count, fence, ${by.id} FROM moved)`,
    data: { fence: action.fence + 1, attempt: action.attemptCount + 1 },
    name: `claim-${by.kind}`,
  });
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
