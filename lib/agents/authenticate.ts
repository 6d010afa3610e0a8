import { timingSafeEqual } from "node:crypto";
import type { Agent } from "@/lib/actor";
import { db, finder, sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { keyPrefix, readKey } from "./key";

export type Authenticated = {
  agent: Agent;
  /** Requests a minute that this agent's keys may make, each. */
  perMinute: number;
  /** The number that caches of tools and policy ask for; read in the same statement. */
  configurationVersion: string;
};

type Row = Omit<Agent, "kind" | "keyId"> & {
  key: string;
  secretHash: Buffer;
  revoked: boolean;
  expired: boolean;
  unnoted: boolean;
  perMinute: number;
  configurationVersion: string;
};

const keyById = finder<Row>(
  "authenticate-keys",
  (ids) => sql`
    SELECT k.id AS key, k.mode, k.scopes, k.secret_hash, k.revoked_at IS NOT NULL AS revoked,
           coalesce(k.expires_at <= clock_timestamp(), false) AS expired,
           coalesce(k.last_used_at < clock_timestamp() - interval '1 minute', true) AS unnoted,
           a.id, a.name, a.owner_id, a.autonomy, a.per_minute, c.version::text AS configuration_version
      FROM agent_keys k JOIN agents a ON a.id = k.agent_id CROSS JOIN configuration c
     WHERE k.id = ANY(${ids})`,
);

/**
 * The agent that an `Authorization: Bearer csk_…` header proves. One prepared statement; nothing is asked of
 * the database for a key with a wrong checksum. @throws Refusal `unauthenticated` that says what is wrong
 */
export async function authenticateKey(header: string | null | undefined): Promise<Authenticated> {
  const key = readKey(bearer(header));
  if (!key) throw refused("This is not a Countersign key, or part of it is missing. Keys look like csk_live_… and are copied whole.");
  const row = await keyById(key.id);
  // Only whoever holds the secret learns whether the key exists, and why it is refused.
  if (!row || row.mode !== key.mode || !timingSafeEqual(row.secretHash, key.secretHash)) {
    throw refused("No key is known by this secret. Check which deployment it belongs to, or ask an admin for a new one.");
  }
  if (row.revoked) throw refused(`The key ${keyPrefix(key)} was revoked. Ask an admin for a new one.`);
  if (row.expired) throw refused(`The key ${keyPrefix(key)} has expired. Ask an admin for a new one.`);
  if (row.unnoted) noteUseLater(key.id);
  const { id, name, ownerId, autonomy, key: keyId, mode, scopes } = row;
  return {
    agent: { kind: "agent", id, name, ownerId, autonomy, keyId, mode, scopes },
    perMinute: row.perMinute,
    configurationVersion: row.configurationVersion,
  };
}

const noting = new Set<string>();

/** Outside the request: that a key was used is worth a write a minute, and no agent's waiting. */
function noteUseLater(keyId: string): void {
  if (noting.has(keyId)) return;
  noting.add(keyId);
  setImmediate(() => {
    db.run(
      sql`UPDATE agent_keys SET last_used_at = clock_timestamp()
           WHERE id = ${keyId} AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')`,
      "note-key-use",
    )
      .catch((error: unknown) => log.warn({ err: error, keyId }, "the use of a key was not noted"))
      .finally(() => noting.delete(keyId));
  });
}

function bearer(header: string | null | undefined): string {
  if (!header) throw refused("Send the agent's key as `Authorization: Bearer csk_live_…`.");
  const match = /^Bearer +(\S+)$/i.exec(header.trim());
  if (!match) throw refused("The Authorization header must be `Bearer`, a space and the agent's key.");
  return match[1]!;
}

const refused = (message: string) => new Refusal("unauthenticated", message);
