import { workOn } from "@/lib/actions/claim";
import { takeEffect } from "@/lib/actions/decide";
import { expire } from "@/lib/actions/expire";
import { IN_TURN, NOT_HALTED } from "@/lib/actions/halts/halted";
import { tryMove } from "@/lib/actions/move";
import { advanceBatch } from "@/lib/actions/recovery/bulk-rollback";
import { lockAction, type ActionOutcome } from "@/lib/actions/row";
import { HALTED_UNTOLD, tellHalted } from "@/lib/actions/telling/halted-notice";
import { tellEnd } from "@/lib/actions/telling/tell";
import { sweeper } from "@/lib/actor";
import { operationOf } from "@/lib/connectors/registry";
import { db, json, sql, transact } from "@/lib/db/tx";
import { log } from "@/lib/log";
import { escalate, remind } from "./remind";
import { tidy } from "./tidy";

/** Rows one sweep looks at per question; what is left waits for the next, a moment later. */
const MOST = 500;

/** Claims of one revision that may run out before a person must look: what ends its worker each time is not tried for ever. */
const MOST_LEASES = 10;

/** How long the queue gets to deliver before the sweeper does. */
const GRACE_S = 2;

export type Swept = { effects: number; reminded: number; escalated: number; expired: number; leases: number; due: number; told: number; batches: number };

/**
 * Tidies up after the clocks and repairs the queue: what the tables say is due, happens, whatever became of its job (I4).
 * `deliver` gets what is due for execution. Any number of processes may sweep; an advisory lock lets one do the reading, and every change is conditional.
 */
export async function sweep(deliver: (ids: string[]) => Promise<unknown>): Promise<Swept> {
  const found = await transact(async (tx) => {
    const lock = await tx.one<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(1129270867, 2) AS mine`);
    if (!lock?.mine) return undefined;
    const ids = async (query: ReturnType<typeof sql>) => (await tx.all<{ id: string }>(query)).map((row) => row.id);
    return {
      effects: await ids(sql`SELECT id FROM actions WHERE state = 'pending' AND effect_at <= clock_timestamp() ORDER BY effect_at LIMIT ${MOST}`),
      expired: await ids(sql`
        (SELECT id FROM actions WHERE state IN ('pending', 'blocked') AND deadline_at <= clock_timestamp() AND quorum_at IS NULL ORDER BY deadline_at LIMIT ${MOST})
        UNION ALL (SELECT id FROM actions WHERE state = 'approved' AND execute_by <= clock_timestamp() ORDER BY execute_by LIMIT ${MOST})`),
      leases: await ids(sql`SELECT id FROM actions WHERE state = 'executing' AND lease_until <= clock_timestamp() ORDER BY lease_until LIMIT ${MOST}`),
      due: await ids(sql`
        SELECT id FROM actions
         WHERE state IN ('approved', 'executing') AND due_at <= clock_timestamp() - CASE WHEN attempt_count = 0 THEN ${GRACE_S} ELSE 0 END * interval '1 second'
           ${NOT_HALTED} ${IN_TURN}
         ORDER BY due_at LIMIT ${MOST}`),
      reminders: await ids(sql`
        SELECT id FROM actions WHERE state = 'pending' AND remind_at <= clock_timestamp() AND quorum_at IS NULL AND asked_at IS NULL AND deadline_at > clock_timestamp()
         ORDER BY remind_at LIMIT ${MOST}`),
      escalations: await ids(sql`
        SELECT id FROM actions WHERE state = 'pending' AND escalate_at <= clock_timestamp() AND quorum_at IS NULL AND deadline_at > clock_timestamp()
         ORDER BY escalate_at LIMIT ${MOST}`),
      halted: await ids(HALTED_UNTOLD),
      batches: await ids(sql`SELECT id FROM rollback_batches WHERE finished_at IS NULL ORDER BY created_at LIMIT ${MOST}`),
    };
  });
  if (!found) return { effects: 0, reminded: 0, escalated: 0, expired: 0, leases: 0, due: 0, told: 0, batches: 0 };
  const swept = {
    effects: await each(found.effects, takeEffect),
    reminded: await each(found.reminders, remind),
    escalated: await each(found.escalations, escalate),
    expired: await each(found.expired, async (id) => (await expire(id)) !== "unchanged"),
    leases: await each(found.leases, resolveLease),
    due: found.due.length,
  };
  if (found.due.length > 0) await deliver(found.due);
  await tidy();
  return { ...swept, told: await each(found.halted, tellHalted), batches: await each(found.batches, advanceBatch) };
}

async function each(ids: string[], act: (id: string) => Promise<boolean>): Promise<number> {
  let done = 0;
  for (const id of ids) {
    try {
      if (await act(id)) done++;
    } catch (error) {
      // One action's fault must not keep the clocks of the others from being kept.
      log.error({ err: error, action: id }, "the sweeper could not move an action");
    }
  }
  return done;
}

/**
 * I5: a claim whose lease ran out. Its holder is dead, paused or cut off. What is known to have had no effect, and what
 * is harmless to repeat with the same key, is tried again; of anything else nobody can say, and a person settles it.
 */
export async function resolveLease(id: string): Promise<boolean> {
  const work = await workOn(id);
  const undoing = work?.action.rollbackOf != null;
  const operation = work && operationOf(work.connector.kind, work.tool.operation);
  const idempotent = operation ? (undoing ? operation.rollBack?.idempotent(work.tool.binding) : operation.idempotent(work.tool.binding)) : "no";
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    const last = await tx.one<{ number: number; sentAt: Date | null }>(
      sql`SELECT number, sent_at FROM attempts WHERE action_id = ${id} AND fence = ${action.fence} ORDER BY number DESC LIMIT 1`,
    );
    const repeatable = work !== undefined && action.attemptCount < MOST_LEASES && (idempotent !== "no" || (last !== undefined && last.sentAt === null));
    const reason = work ? "The worker stopped answering in the middle of the attempt" : "The agent did not report back within its grant";
    const outcome: ActionOutcome = { by: "worker", reason };
    const only = sql`AND fence = ${action.fence} AND lease_until <= clock_timestamp()`;
    const also = sql`, ended AS (UPDATE attempts SET finished_at = clock_timestamp(), outcome = ${repeatable ? "retry" : "unknown"},
        detail = ${json({ kind: "lease_over", reason, uncertain: !repeatable || last?.sentAt !== null || idempotent !== "no" })}
      WHERE action_id = ${id} AND revision = ${action.revision} AND number = ${last?.number ?? 0} AND EXISTS (SELECT 1 FROM moved))`;
    const moved = await tryMove(tx, action, repeatable ? "postpone" : "loseTrack", {
      by: sweeper,
      set: sql`lease_until = NULL, due_at = ${repeatable ? sql`clock_timestamp()` : sql`NULL`}, outcome = ${json(outcome)}`,
      only,
      also,
      data: { reason, fence: action.fence, ...(repeatable ? { again: idempotent === "no" ? "not_sent" : idempotent } : {}) },
    });
    if (moved?.state === "unknown") await tellEnd(tx, moved);
    return moved !== undefined;
  });
}

/** How far behind the tables the queue is: for the ready check and the metrics. */
export async function backlog(): Promise<{ due: number; oldestDueS: number }> {
  const row = await db.one<{ due: number; oldestDueS: number | null }>(sql`
    SELECT count(*)::int AS due, extract(epoch FROM clock_timestamp() - min(due_at))::float8 AS oldest_due_s
      FROM actions WHERE state IN ('approved', 'executing') AND due_at <= clock_timestamp()`);
  return { due: row!.due, oldestDueS: row!.oldestDueS ?? 0 };
}
