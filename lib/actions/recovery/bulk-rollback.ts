import { rollbackOf, rollBackIn } from "@/lib/actions/roll-back";
import type { ActionRow } from "@/lib/actions/row";
import type { ActionState } from "@/lib/actions/states";
import type { Person } from "@/lib/actor";
import { sweeper } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, empty, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { notify } from "@/lib/notices/notify";
import { requireAdmin } from "@/lib/people/may";
import { currentRegistry } from "@/lib/tools/registry";

/** The effects of one agent between two moments, both inclusive; of one tool where it is named. */
export type BulkScope = { agentId: string; from: Date; to: Date; tool?: string | undefined; mode: "live" | "test" };

/** How many a batch may hold: more is chosen in several ranges. */
export const MOST_ITEMS = 200;

export type PlannedItem = {
  id: string;
  revision: number;
  summary: string;
  tool: string;
  state: ActionState;
  /** When it took effect. */
  at: Date;
  /** Yes, or why it cannot be undone. */
  possible: true | string;
};
export type Plan = { items: PlannedItem[]; /** There are more than a batch holds: the oldest are left out. */ more: boolean };

/** What would be undone, the newest effect first, each with the reason where it cannot. Asks no target: each rollback looks for itself. */
export async function planBulkRollback(person: Person, scope: BulkScope): Promise<Plan> {
  requireAdmin(person);
  const rows = await db.all<ActionRow>(sql`
    SELECT a.* FROM actions a
     WHERE a.agent_id = ${scope.agentId} AND a.mode = ${scope.mode} AND NOT a.dry_run AND a.rollback_of IS NULL
       AND a.state IN ('succeeded', 'unknown', 'executing') AND a.state_at BETWEEN ${scope.from} AND ${scope.to}
       ${scope.tool ? sql`AND a.tool_name = ${scope.tool}` : empty}
       AND NOT EXISTS (SELECT 1 FROM revisions r JOIN tool_versions v ON v.id = r.tool_version_id
                        WHERE r.action_id = a.id AND r.number = a.revision AND v.access = 'read')
     ORDER BY a.state_at DESC, a.id DESC LIMIT ${MOST_ITEMS + 1}`);
  const items: PlannedItem[] = [];
  for (const action of rows.slice(0, MOST_ITEMS)) {
    const undoable = await rollbackOf(person, action);
    const { id, revision, summary, toolName: tool, state, stateAt: at } = action;
    items.push({ id, revision, summary, tool, state, at, possible: undoable.possible || undoable.reason });
  }
  return { items, more: rows.length > MOST_ITEMS };
}

export type BulkOrder = BulkScope & {
  /** Made with the plan, so that sending it twice asks once. */
  batchId: string;
  note: string;
  /** The actions that the plan showed as possible, with their revisions: nothing else is undone. */
  chosen: readonly { id: string; revision: number }[];
};

/**
 * Asks for all of them to be undone: the batch is written as a whole, then each rollback is asked for by the same verb
 * as a single one. After a crash the sweeper goes on where it stopped. @returns the batch's id
 */
export async function rollBackMany(admin: Person, order: BulkOrder): Promise<string> {
  requireAdmin(admin);
  if (order.note.trim() === "") throw new Refusal("invalid", "Say why they should be undone.", { faults: [{ pointer: "/note", detail: "is required to roll back" }] });
  const plan = await planBulkRollback(admin, order);
  const wanted = new Map(order.chosen.map(({ id, revision }) => [id, revision]));
  if (wanted.size === 0) throw new Refusal("invalid", "Nothing is chosen that could be undone.", { faults: [{ pointer: "/chosen", detail: "choose at least one" }] });
  // What cannot be undone stands in the report too, with its reason.
  const items = plan.items.filter(({ id, possible }) => wanted.has(id) || possible !== true);
  await transact(async (tx) => {
    const made = await tx.one(sql`
      INSERT INTO rollback_batches (id, requested_by, agent_id, tool_name, mode, from_at, to_at, reason)
      VALUES (${order.batchId}, ${admin.id}, ${order.agentId}, ${order.tool ?? null}, ${order.mode}, ${order.from}, ${order.to}, ${order.note})
      ON CONFLICT (id) DO NOTHING RETURNING id`);
    if (!made) return requireSame(tx, admin, order.batchId);
    if (!items.some(({ id }) => wanted.has(id))) throw new Refusal("stale_revision", "None of them can be undone any more. Look at the plan again.");
    for (const [index, item] of items.entries()) {
      await tx.run(sql`
        INSERT INTO rollback_items (batch_id, position, action_id, revision, refusal)
        VALUES (${order.batchId}, ${index + 1}, ${item.id}, ${wanted.get(item.id) ?? item.revision}, ${item.possible === true ? null : item.possible})`);
    }
    await record(tx, {
      type: "rollback_batch.started",
      actor: admin,
      subject: { kind: "rollback_batch", id: order.batchId },
      data: { agent: order.agentId, tool: order.tool ?? null, mode: order.mode, from: order.from.toISOString(), to: order.to.toISOString(), reason: order.note, actions: items.map(({ id }) => id) },
    });
  });
  await advanceBatch(order.batchId);
  return order.batchId;
}

async function requireSame(tx: Tx, admin: Person, batchId: string): Promise<void> {
  const same = await tx.one(sql`SELECT 1 FROM rollback_batches WHERE id = ${batchId} AND requested_by = ${admin.id}`);
  if (!same) throw new Refusal("conflict", "This plan was run already. Make a new one.");
}

type Item = { position: number; actionId: string; revision: number };

/**
 * Takes a batch as far as it can go now: asks for the rollbacks that were not asked for yet, and reports once all have
 * ended. Driven by its rows, so any number of processes may call it at any time. @returns whether anything changed
 */
export async function advanceBatch(id: string): Promise<boolean> {
  const open = await db.all<Item>(sql`
    SELECT position, action_id, revision FROM rollback_items WHERE batch_id = ${id} AND rollback_id IS NULL AND refusal IS NULL ORDER BY position`);
  for (const item of open) await ask(id, item);
  return (await finish(id)) || open.length > 0;
}

/** One rollback of the batch, and its item's end, together or not at all. */
async function ask(batchId: string, { position, actionId, revision }: Item): Promise<void> {
  const { policy } = await currentRegistry();
  const refused = await transact(async (tx) => {
    const item = await tx.one(sql`
      SELECT 1 FROM rollback_items WHERE batch_id = ${batchId} AND position = ${position} AND rollback_id IS NULL AND refusal IS NULL FOR UPDATE`);
    if (!item) return undefined;
    const asking = await requester(tx, batchId);
    const rollback = await rollBackIn(tx, asking.person, { id: actionId, revision, note: asking.reason }, policy);
    await tx.run(sql`UPDATE rollback_items SET rollback_id = ${rollback.id} WHERE batch_id = ${batchId} AND position = ${position}`);
    return undefined;
  }).catch((error: unknown) => {
    if (error instanceof Refusal) return error.message;
    throw error;
  });
  if (refused === undefined) return;
  await transact((tx) =>
    tx.run(sql`UPDATE rollback_items SET refusal = ${refused} WHERE batch_id = ${batchId} AND position = ${position} AND rollback_id IS NULL AND refusal IS NULL`),
  );
}

/** Who asked for the batch, as they are now. @throws Refusal `not_permitted` */
async function requester(tx: Tx, batchId: string): Promise<{ person: Person; reason: string }> {
  const row = await tx.one<{ id: string; name: string; email: string; role: Person["role"]; active: boolean; reason: string }>(sql`
    SELECT p.id, p.name, p.email, p.role, p.deactivated_at IS NULL AS active, b.reason FROM rollback_batches b JOIN people p ON p.id = b.requested_by WHERE b.id = ${batchId}`);
  if (!row?.active || row.role !== "admin") throw new Refusal("not_permitted", "Who asked for it is no admin any more, so it was not asked for.");
  const { active: _, reason, ...who } = row;
  return { person: { kind: "person", ...who, groupIds: [], sessionId: "" }, reason };
}

/** Reports once every rollback has ended. */
async function finish(id: string): Promise<boolean> {
  return transact(async (tx) => {
    const batch = await tx.one<{ agentId: string; requestedBy: string }>(sql`
      UPDATE rollback_batches SET finished_at = clock_timestamp()
       WHERE id = ${id} AND finished_at IS NULL AND NOT EXISTS (
         SELECT 1 FROM rollback_items i LEFT JOIN actions r ON r.id = i.rollback_id
          WHERE i.batch_id = ${id} AND i.refusal IS NULL AND (r.id IS NULL OR r.state IN ('pending', 'blocked', 'approved', 'executing', 'unknown')))
      RETURNING agent_id, requested_by`);
    if (!batch) return false;
    const counts = await countsOf(tx, id);
    await record(tx, { type: "rollback_batch.finished", actor: sweeper, subject: { kind: "rollback_batch", id }, data: counts });
    await notify(tx, {
      kind: "rollback_done",
      agentId: batch.agentId,
      batchId: id,
      also: [batch.requestedBy],
      text: `A rollback of ${counts.all} actions has ended: ${counts.undone} undone, ${counts.not_undone} not.`,
    });
    return true;
  });
}

async function countsOf(tx: Tx, id: string): Promise<{ all: number; undone: number; not_undone: number }> {
  const row = await tx.one<{ total: number; undone: number }>(sql`
    SELECT count(*)::int AS total, count(*) FILTER (WHERE r.state = 'succeeded')::int AS undone
      FROM rollback_items i LEFT JOIN actions r ON r.id = i.rollback_id WHERE i.batch_id = ${id}`);
  return { all: row!.total, undone: row!.undone, not_undone: row!.total - row!.undone };
}
