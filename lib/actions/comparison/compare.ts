import { setImmediate as breathe } from "node:timers/promises";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, empty, json, sql, transact, type Sql } from "@/lib/db/tx";
import { isUnavailable } from "@/lib/db/unavailable";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { requireAdmin } from "@/lib/people/may";
import { classify } from "@/lib/policy/classify";
import type { Counts } from "@/lib/policy/loop-view";
import { Policy, type PublishedPolicy } from "@/lib/policy/types";
import { documentHash } from "@/lib/policy/versions";
import { draftedPolicy } from "@/lib/policy/versions-drafts";
import { compareLater } from "@/lib/queue/later";
import { currentRegistry } from "@/lib/tools/registry";
import { compared, count, NOTHING_COUNTED, type Compared } from "./compared";
import { COMPARED, factsOfStored, storedActions, type StoredRow } from "./stored-facts";

/** Actions read at once: a payload may have 256 KiB. */
const PAGE = 50;
/** Actions kept behind one cell; the counts are of all. */
const MOST_KEPT = 500;
/** Comparisons of each admin that keep the actions behind their numbers. */
const REMEMBERED = 9;
/** A worker that says nothing for so long has lost its comparison to another. */
const LEASE_S = 60;
/** A shadow looks at nothing younger: a submit that began earlier may still commit. */
const SETTLED_S = 3;

export const DAYS = [7, 30, 90] as const;

/** Starts a simulation of the person's draft on the last days; a worker does it. @throws Refusal `invalid` for a draft with faults */
export async function startSimulation(admin: Person, days: (typeof DAYS)[number]): Promise<{ id: string }> {
  const { policy } = await draftedPolicy(admin);
  const id = newId();
  await start(admin, "simulation", id, policy, sql`${days}::int`, sql`clock_timestamp() - ${days} * interval '1 day'`, sql`clock_timestamp()`);
  return { id };
}

/** Lets the person's draft run beside the live policy from now on; nothing of it is enforced. @throws Refusal `conflict` while another does */
export async function startShadow(admin: Person): Promise<{ id: string }> {
  const { policy } = await draftedPolicy(admin);
  const id = newId();
  await start(admin, "shadow", id, policy, sql`NULL`, sql`clock_timestamp()`, sql`NULL`);
  return { id };
}

async function start(admin: Person, kind: "simulation" | "shadow", id: string, policy: Policy, days: Sql, from: Sql, until: Sql): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const won = await tx.run(sql`
      INSERT INTO policy_comparisons (id, kind, document, document_hash, base_version, started_by, days, from_at, until_at, counts)
      SELECT ${id}::uuid, ${kind}, ${json(policy)}, ${documentHash(policy)}, max(version), ${admin.id}::uuid, ${days}, ${from}, ${until}, ${json(NOTHING_COUNTED)} FROM policy_versions
      ON CONFLICT (kind) WHERE kind = 'shadow' AND finished_at IS NULL DO NOTHING`);
    if (won === 0) throw new Refusal("conflict", "A draft runs beside the live policy already. End that one first.");
    // What stands behind the numbers of older ones is only looked at for a while; the numbers stay.
    await tx.run(sql`
      DELETE FROM policy_comparison_actions WHERE comparison_id IN (
        SELECT id FROM policy_comparisons WHERE kind = ${kind} AND started_by = ${admin.id} AND finished_at IS NOT NULL ORDER BY started_at DESC OFFSET ${REMEMBERED})`);
    await record(tx, { type: kind === "shadow" ? "policy.shadow_started" : "policy.simulated", actor: admin, subject: { kind: "policy", id }, data: { document_hash: documentHash(policy).toString("hex") } });
    tx.afterCommit(() => compareLater(id));
  });
}

/** Ends a shadow, or stops a simulation. What was counted stays. */
export async function endComparison(admin: Person, id: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const ended = await tx.one<{ kind: string; examined: number }>(sql`
      UPDATE policy_comparisons SET finished_at = clock_timestamp(), finished_by = ${admin.id}, failure = CASE WHEN kind = 'simulation' THEN 'It was stopped' END
       WHERE id = ${id} AND finished_at IS NULL RETURNING kind, examined`);
    if (ended) await record(tx, { type: ended.kind === "shadow" ? "policy.shadow_ended" : "policy.simulation_stopped", actor: admin, subject: { kind: "policy", id }, data: { examined: ended.examined } });
  });
}

type Row = { id: string; kind: "simulation" | "shadow"; document: unknown; baseVersion: number; startedAt: Date; from: string; until: string | null; cursor: string | null; cursorId: string | null; examined: number; total: number | null; counts: Counts };

/** Comparisons that a worker should go on with: those whose job was lost or whose worker died, and shadows. */
export async function dueComparisons(): Promise<string[]> {
  const rows = await db.all<{ id: string }>(sql`
    SELECT id FROM policy_comparisons WHERE finished_at IS NULL AND (lease_until IS NULL OR lease_until <= clock_timestamp()) ORDER BY started_at LIMIT 20`, "due-comparisons");
  return rows.map(({ id }) => id);
}

/**
 * Goes on with a comparison until it is done, or, for a shadow, has seen what there is. Any number of workers may ask:
 * one holds the lease, and each page is kept with the cursor in one statement, so that whoever follows goes on from there.
 * `ending` says that this worker ends.
 */
export async function runComparison(id: string, ending?: AbortSignal): Promise<void> {
  const row = await db.one<Row>(sql`
    UPDATE policy_comparisons SET lease_until = clock_timestamp() + ${LEASE_S} * interval '1 second'
     WHERE id = ${id} AND finished_at IS NULL AND (lease_until IS NULL OR lease_until <= clock_timestamp())
    RETURNING id, kind, document, base_version, started_at, from_at::text AS "from", until_at::text AS until, cursor_at::text AS "cursor", cursor_id, examined, total, counts`);
  if (!row) return;
  try {
    await go(row, ending);
  } catch (error) {
    log.error({ err: error, comparison: id }, "a comparison of policies stopped");
    // The database comes back, and whoever finds the lease over goes on.
    if (isUnavailable(error)) return;
    await db.run(sql`UPDATE policy_comparisons SET finished_at = clock_timestamp(), lease_until = NULL, failure = 'It could not be finished; start it again' WHERE id = ${id} AND finished_at IS NULL AND kind = 'simulation'`);
  }
}

async function go(row: Row, ending: AbortSignal | undefined): Promise<void> {
  const draft: PublishedPolicy = { ...Policy.parse(row.document), version: row.baseVersion };
  const now = new Date().toISOString();
  const back = row.kind === "simulation";
  const end = row.until === null ? sql`clock_timestamp() - ${SETTLED_S} * interval '1 second'` : sql`${row.until}::timestamptz`;
  const within = sql`AND a.submitted_at >= ${row.from}::timestamptz AND a.submitted_at <= ${end}`;
  if (back && row.total === null) {
    const all = await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM actions a WHERE ${COMPARED} ${within}`);
    await db.run(sql`UPDATE policy_comparisons SET total = ${all!.n} WHERE id = ${row.id}`);
  }
  let { cursor, cursorId, examined, counts } = row;
  for (;;) {
    if (ending?.aborted) return rest(row.id);
    const live = await livePolicy(row);
    const beyond = cursor === null ? empty : back ? sql`AND (a.submitted_at, a.id) < (${cursor}::timestamptz, ${cursorId}::uuid)` : sql`AND (a.submitted_at, a.id) > (${cursor}::timestamptz, ${cursorId}::uuid)`;
    const order = back ? sql`ORDER BY a.submitted_at DESC, a.id DESC` : sql`ORDER BY a.submitted_at, a.id`;
    const page = await storedActions(db, sql`${within} ${beyond}`, order, PAGE);
    if (page.length === 0) return back ? finish(row) : rest(row.id);
    const results = await eachCompared(page, live, draft, now);
    const kept = results.filter((one) => (back || one.from !== one.to || one.alarm || one.failed) && keep(counts, one));
    const before = examined;
    counts = results.reduce(count, counts);
    examined += page.length;
    ({ at: cursor, id: cursorId } = page.at(-1)!);
    const mine = await db.run(sql`
      WITH moved AS (
        UPDATE policy_comparisons SET counts = ${json(counts)}, examined = ${examined}, cursor_at = ${cursor}::timestamptz, cursor_id = ${cursorId}::uuid,
               oldest_at = least(oldest_at, ${page.map(({ at }) => at).toSorted()[0]}::timestamptz), lease_until = clock_timestamp() + ${LEASE_S} * interval '1 second'
         WHERE id = ${row.id} AND finished_at IS NULL AND examined = ${before} RETURNING id)
      INSERT INTO policy_comparison_actions (comparison_id, action_id, from_outcome, to_outcome, alarm, failed, rejected, why)
      SELECT m.id, k.* FROM moved m, jsonb_to_recordset(${json(kept.map(({ id, from, to, alarm, failed, rejected, why }) => ({ action_id: id, from_outcome: from, to_outcome: to, alarm, failed, rejected, why })))})
        AS k (action_id uuid, from_outcome text, to_outcome text, alarm boolean, failed boolean, rejected boolean, why text)
      ON CONFLICT DO NOTHING`);
    // Nothing kept tells nothing about whose it is.
    if (mine === 0 && !(await stillMine(row.id, examined))) return;
  }
}

const stillMine = async (id: string, examined: number): Promise<boolean> =>
  (await db.one(sql`SELECT FROM policy_comparisons WHERE id = ${id} AND finished_at IS NULL AND examined = ${examined}`)) !== undefined;

/** A simulation is against the version that it started from; a shadow against whatever is in force. */
async function livePolicy({ kind, baseVersion }: Row): Promise<PublishedPolicy> {
  const { policy } = await currentRegistry();
  if (kind === "shadow" || policy.version === baseVersion) return policy;
  const row = await db.one<{ document: unknown }>(sql`SELECT document FROM policy_versions WHERE version = ${baseVersion}`);
  return { ...Policy.parse(row!.document), version: baseVersion };
}

async function eachCompared(page: StoredRow[], live: PublishedPolicy, draft: PublishedPolicy, now: string): Promise<Compared[]> {
  const results: Compared[] = [];
  for (const row of page) {
    const facts = factsOfStored(row, now);
    results.push(compared(row, typeof facts === "string" ? facts : { live: classify(facts, live), draft: classify(facts, draft) }));
    // The worker has clocks to keep besides.
    await breathe();
  }
  return results;
}

/** What would be listed is kept, until its cell is full. Alarms and failures are listed before all others. */
const keep = (counts: Counts, one: Compared): boolean =>
  one.alarm || one.failed ? Math.max(counts.alarms, counts.failed) < 2 * MOST_KEPT : (counts.matrix[`${one.from}>${one.to}`] ?? 0) < MOST_KEPT;

async function rest(id: string): Promise<void> {
  await db.run(sql`UPDATE policy_comparisons SET lease_until = clock_timestamp() + interval '2 seconds' WHERE id = ${id} AND finished_at IS NULL`);
}

/** How long a decision takes: from the later of the action's coming and the person's decision before, which is when they could begin. */
async function finish({ id, from, until }: Row): Promise<void> {
  await db.run(sql`
    UPDATE policy_comparisons SET finished_at = clock_timestamp(), lease_until = NULL, decision = (
      SELECT jsonb_build_object('seconds', percentile_cont(0.5) WITHIN GROUP (ORDER BY took), 'of', count(*)) FROM (
        SELECT extract(epoch FROM d.decided_at - greatest(a.submitted_at, lag(d.decided_at) OVER (PARTITION BY d.person_id ORDER BY d.decided_at))) AS took
          FROM decisions d JOIN actions a ON a.id = d.action_id
         WHERE d.decided_at >= ${from}::timestamptz AND d.decided_at <= ${until}::timestamptz) t
      HAVING count(*) > 0)
     WHERE id = ${id} AND finished_at IS NULL`);
}
