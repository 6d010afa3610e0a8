import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { requireAdmin } from "@/lib/people/may";
import { makeKey, type Mode } from "./key";
import { lockAgent, type KeyRow } from "./row";
import { USUAL_SCOPES, type Scope } from "./scopes";

/** `key` is shown once and is nowhere else. */
export type NewKey = { key: string; row: KeyRow };

const columns = sql`id, agent_id, mode, last_four, scopes, created_at, created_by, expires_at, last_used_at, revoked_at, revoked_by, replaced_by`;

export async function createKey(
  admin: Person,
  { agentId, mode, scopes = USUAL_SCOPES, expiresAt = null }: { agentId: string; mode: Mode; scopes?: Scope[] | undefined; expiresAt?: Date | null | undefined },
): Promise<NewKey> {
  requireAdmin(admin);
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    const detail = "The key would have expired already. Choose a day to come.";
    throw new Refusal("invalid", detail, { faults: [{ pointer: "/expiresAt", detail }] });
  }
  return transact(async (tx) => {
    await lockAgent(tx, agentId);
    const made = await insertKey(tx, admin, { agentId, mode, scopes, expiresAt });
    await record(tx, { type: "key.created", actor: admin, subject: { kind: "key", id: made.row.id }, data: { after: told(made.row) } });
    return made;
  });
}

/**
 * A new key like the old one, which goes on working for `overlapHours` (0: ends now). A key that was to
 * live for so long gives its successor as long. @throws Refusal `conflict` for a key that is revoked, expired or was rotated already
 */
export async function rotateKey(admin: Person, { keyId, overlapHours }: { keyId: string; overlapHours: number }): Promise<NewKey> {
  requireAdmin(admin);
  if (!(overlapHours >= 0 && overlapHours <= 30 * 24)) {
    const detail = "The overlap is between 0 and 720 hours.";
    throw new Refusal("invalid", detail, { faults: [{ pointer: "/overlapHours", detail }] });
  }
  return transact(async (tx) => {
    const old = await lockKey(tx, keyId);
    if (old.revokedAt || old.expired) throw new Refusal("conflict", "This key no longer works. Create a new one instead.");
    if (old.replacedBy) throw new Refusal("conflict", "This key was rotated already. Rotate its successor.");
    const lifetime = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
    const expiresAt = lifetime ? new Date(old.now.getTime() + lifetime) : null;
    const made = await insertKey(tx, admin, { agentId: old.agentId, mode: old.mode, scopes: old.scopes, expiresAt });
    const ends = await tx.one<{ expiresAt: Date }>(sql`
      UPDATE agent_keys SET replaced_by = ${made.row.id}, expires_at = least(expires_at, clock_timestamp() + make_interval(secs => ${overlapHours * 3600}::float8))
       WHERE id = ${keyId} RETURNING expires_at`);
    await record(tx, {
      type: "key.rotated",
      actor: admin,
      subject: { kind: "key", id: keyId },
      data: { before: told(old), after: { ...told(old), expires_at: ends!.expiresAt.toISOString() }, replaced_by: made.row.id, successor: told(made.row) },
    });
    return made;
  });
}

/** The key stops working with the next request. Revoking again changes nothing. */
export async function revokeKey(admin: Person, keyId: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const key = await lockKey(tx, keyId);
    if (key.revokedAt) return;
    await tx.run(sql`UPDATE agent_keys SET revoked_at = clock_timestamp(), revoked_by = ${admin.id} WHERE id = ${keyId}`);
    await record(tx, { type: "key.revoked", actor: admin, subject: { kind: "key", id: keyId }, data: { before: told(key) } });
  });
}

async function insertKey(
  tx: Tx,
  admin: Person,
  { agentId, mode, scopes, expiresAt }: { agentId: string; mode: Mode; scopes: Scope[]; expiresAt: Date | null },
): Promise<NewKey> {
  const { key, id, secretHash, lastFour } = makeKey(mode);
  const row = await tx.one<KeyRow>(sql`
    INSERT INTO agent_keys (id, agent_id, mode, secret_hash, last_four, scopes, expires_at, created_by)
    VALUES (${id}, ${agentId}, ${mode}, ${secretHash}, ${lastFour}, ${[...new Set(scopes)]}::text[], ${expiresAt}, ${admin.id})
    RETURNING ${columns}`);
  return { key, row: row! };
}

async function lockKey(tx: Tx, id: string): Promise<KeyRow & { expired: boolean; now: Date }> {
  const key = await tx.one<KeyRow & { expired: boolean; now: Date }>(sql`
    SELECT ${columns}, coalesce(expires_at <= clock_timestamp(), false) AS expired, clock_timestamp() AS now
      FROM agent_keys WHERE id = ${id} FOR UPDATE`);
  if (!key) throw new Refusal("not_found", "There is no such key. Reload the page.");
  return key;
}

const told = (key: KeyRow) => ({ agent: key.agentId, mode: key.mode, scopes: key.scopes, expires_at: key.expiresAt?.toISOString() ?? null });
