import type { Person, System } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireAdmin } from "@/lib/people/may";
import { stopClaims } from "./halted";

export const HALT_SCOPES = ["all", "agent", "tool", "connector"] as const;
export type HaltScope = (typeof HALT_SCOPES)[number];

export type OpenHalt = {
  id: string;
  scope: HaltScope;
  targetId: string | null;
  targetName: string | null;
  rollbacks: boolean;
  cause: "manual" | "owner_deactivated" | "failures";
  reason: string;
  setBy: string | null;
  setAt: Date;
};

/** The kill switch: from the commit on, nothing that it names is claimed. What is in flight finishes. */
export async function halt(admin: Person, order: { scope: HaltScope; targetId: string | null; rollbacks: boolean; reason: string }): Promise<string> {
  requireAdmin(admin);
  if (order.reason.trim() === "") throw new Refusal("invalid", "Say why: everybody sees it in the banner.", { faults: [{ pointer: "/reason", detail: "is required" }] });
  return transact((tx) => haltIn(tx, admin, { ...order, cause: "manual" }));
}

/** As `halt`, inside a verb that halts as a consequence. @returns the halt's id; an equal open halt stands as it is. */
export async function haltIn(
  tx: Tx,
  by: Person | System,
  { scope, targetId, rollbacks, reason, cause }: { scope: HaltScope; targetId: string | null; rollbacks: boolean; reason: string; cause: OpenHalt["cause"] },
): Promise<string> {
  if ((scope === "all") !== (targetId === null)) throw new Refusal("invalid", "Name what to halt, or halt everything.", { faults: [{ pointer: "/target", detail: "is required unless the scope is all" }] });
  await stopClaims(tx);
  const set = await tx.one<{ id: string }>(sql`
    INSERT INTO halts (id, scope, target_id, rollbacks, cause, reason, set_by)
    VALUES (${newId()}, ${scope}, ${targetId}, ${rollbacks}, ${cause}, ${reason}, ${by.kind === "person" ? by.id : null})
    ON CONFLICT DO NOTHING RETURNING id`);
  if (!set) {
    const standing = await tx.one<{ id: string }>(sql`
      SELECT id FROM halts WHERE scope = ${scope} AND target_id IS NOT DISTINCT FROM ${targetId}::uuid AND cause = ${cause} AND lifted_at IS NULL`);
    if (by.kind === "person" && cause === "manual") throw new Refusal("conflict", "This is halted already. Lift that halt before you set another.");
    return standing!.id;
  }
  await record(tx, { type: "halt.set", actor: by, subject: { kind: "halt", id: set.id }, data: { scope, target: targetId, rollbacks, reason, cause } });
  return set.id;
}

/** Lets work resume; the sweeper finds what fell due meanwhile. */
export async function liftHalt(admin: Person, { id, reason }: { id: string; reason: string }): Promise<void> {
  requireAdmin(admin);
  if (reason.trim() === "") throw new Refusal("invalid", "Say why it is safe to go on.", { faults: [{ pointer: "/reason", detail: "is required" }] });
  await transact(async (tx) => {
    const lifted = await tx.run(sql`
      UPDATE halts SET lifted_at = clock_timestamp(), lifted_by = ${admin.id}, lift_reason = ${reason} WHERE id = ${id} AND lifted_at IS NULL`);
    if (lifted === 0) throw new Refusal("wrong_state", "This halt is not open: somebody has lifted it already.");
    await record(tx, { type: "halt.lifted", actor: admin, subject: { kind: "halt", id }, data: { reason } });
  });
}

/** What is halted now, the widest first. */
export function openHalts(): Promise<OpenHalt[]> {
  return db.all<OpenHalt>(sql`
    SELECT h.id, h.scope, h.target_id, coalesce(a.name, t.name, c.name) AS target_name, h.rollbacks, h.cause, h.reason, h.set_by, h.set_at
      FROM halts h
      LEFT JOIN agents a ON h.scope = 'agent' AND a.id = h.target_id
      LEFT JOIN tools t ON h.scope = 'tool' AND t.id = h.target_id
      LEFT JOIN connectors c ON h.scope = 'connector' AND c.id = h.target_id
     WHERE h.lifted_at IS NULL ORDER BY h.scope = 'all' DESC, h.set_at`);
}

/** How many actions are with a worker or an agent right now: what a halt cannot stop any more. */
export async function inFlight(): Promise<number> {
  const row = await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM actions WHERE state = 'executing' AND lease_until IS NOT NULL`);
  return row!.n;
}
