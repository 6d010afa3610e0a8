import { IN_TURN, NOT_HALTED, shareClaims } from "@/lib/actions/halts/halted";
import type { Agent, Worker } from "@/lib/actor";
import { transactAtOnce } from "@/lib/db/at-once";
import { db, sql, type Db, type Tx } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
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
  return (await worksOn(db, [id]))[0];
}

async function worksOn(from: Db, ids: string[]): Promise<Work[]> {
  const rows = await from.all<Record<string, unknown>>(
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
         WHERE a.id = ANY(${ids}::uuid[])`,
    "works-on",
  );
  return rows.map((row) => {
    const of: Record<string, Record<string, unknown>> = { a: {}, r: {}, t: {}, c: {} };
    for (const name in row) {
      const { part, field } = placeOf(name);
      of[part]![field] = row[name];
    }
    return { action: of.a, revision: of.r, tool: of.t, connector: of.c } as unknown as Work;
  });
}

const places = new Map<string, { part: string; field: string }>();

/** `rPayloadHash` is the revision's `payloadHash`; no column of `actions` begins so. */
function placeOf(name: string): { part: string; field: string } {
  let place = places.get(name);
  if (!place) {
    const [, part, rest] = /^([rtc])([A-Z].*)$/.exec(name) ?? [undefined, "a", name];
    place = { part: part!, field: rest!.charAt(0).toLowerCase() + rest!.slice(1) };
    places.set(name, place);
  }
  return place;
}

/** What a claim must know of an action: it matches this, and nothing is claimed where something else is true. */
type Due = Pick<ActionRow, "id" | "revision" | "state" | "fence" | "attemptCount">;

/** What nearly every action is when it comes up. */
const FIRST = { revision: 1, state: "approved", fence: 0, attemptCount: 0 } as const;

/**
 * I5: claims by conditional update and writes the attempts' rows in the same statement, before any call. What is not due,
 * what another has, whose second clock is over or whom a halt names is not claimed. The first claim of a first revision is
 * tried before it is read: it travels with the reading, and whoever was something else is claimed as what was read.
 */
export async function claimDue(by: Worker, ids: string[], leaseSeconds: number): Promise<{ work: Work; held: Claim }[]> {
  const claims = (all: Due[]) => async (tx: Tx) => {
    const [, ...held] = await Promise.all([shareClaims(tx), ...all.map((due) => moveToClaimed(tx, by, due, leaseSeconds))]);
    return held;
  };
  // Always in this order, so that two who claim the same do not wait for each other.
  const inOrder = [...ids].sort();
  const [first, works] = await transactAtOnce((tx) => Promise.all([claims(inOrder.map((id) => ({ id, ...FIRST })))(tx), worksOn(tx, inOrder)]));
  const held = new Map(first.flatMap((claim) => (claim ? [[claim.action.id, claim]] : [])));
  const others = works.flatMap(({ action }) => (action.dueAt && !held.has(action.id) ? [action] : []));
  if (others.length > 0) for (const claim of await transactAtOnce(claims(others))) if (claim) held.set(claim.action.id, claim);
  return works.flatMap((work) => {
    const claim = held.get(work.action.id);
    return claim ? [{ work, held: { ...claim, action: Object.assign({}, work.action, claim.action) } }] : [];
  });
}

/** As a worker's, in a transaction that does more. */
export async function claimIn(tx: Tx, by: Agent, action: ActionRow, leaseSeconds: number): Promise<Claim | undefined> {
  return (await Promise.all([shareClaims(tx), moveToClaimed(tx, by, action, leaseSeconds)]))[1];
}

async function moveToClaimed(tx: Tx, by: Worker | Agent, action: Due, leaseSeconds: number): Promise<Claim | undefined> {
  const due = by.kind === "worker" ? sql`AND due_at <= clock_timestamp()` : sql`AND due_at IS NULL`;
  const moved = await tryMove(tx, action, "claim", {
    by,
    set: sql`fence = fence + 1, attempt_count = attempt_count + 1, due_at = NULL, lease_until = clock_timestamp() + ${leaseSeconds}::float8 * interval '1 second'`,
    // I11: the second clock belongs to the first claim; a retry is bounded by its number of attempts.
    only: sql`${due} AND fence = ${action.fence} AND attempt_count = ${action.attemptCount} AND lease_until IS NULL AND (state <> 'approved' OR execute_by > clock_timestamp()) ${NOT_HALTED} ${IN_TURN}`,
    also: sql`, attempt AS (
      INSERT INTO attempts (id, action_id, revision, number, fence, worker)
      SELECT ${newId()}::uuid, id, revision, attempt_count, fence, ${by.id} FROM moved)`,
    tells: sql`fence, attempt_count, lease_until`,
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
