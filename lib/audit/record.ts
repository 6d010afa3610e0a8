import type { Actor } from "@/lib/actor";
import { canonical } from "@/lib/canonical";
import { sql, type Tx } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { announceLater } from "@/lib/notify/announce";

export type AuditEvent = {
  /** `noun.verb_past`: `action.approved`, `key.revoked`. */
  type: `${string}.${string}`;
  actor: Pick<Actor, "kind" | "id">;
  /** The action it belongs to; the event takes the action's next number. */
  action?: { id: string };
  subject?: { kind: string; id: string };
  /** What a reader needs: before and after, reasons, hashes. Never a secret, never a payload. */
  data?: Record<string, unknown>;
};

/**
 * I2: writes one audit event in the caller's transaction; if it cannot be written, nothing happened.
 * The database stamps time and transaction, wraps `data` in the event's canonical form and hashes it.
 * An action's event locks the action's row, which is what keeps its numbers without gaps.
 */
export async function record(tx: Tx, event: AuditEvent): Promise<void> {
  const data = canonical(event.data ?? {});
  const subject = event.subject ?? null;
  if (event.action) {
    await tx.run(
      sql`WITH counted AS (
            UPDATE actions SET event_count = event_count + 1 WHERE id = ${event.action.id} RETURNING id, event_count
          )
          INSERT INTO audit_events (id, type, actor_kind, actor_id, subject_kind, subject_id, canonical, hash, action_id, action_number)
          SELECT ${newId()}::uuid, ${event.type}, ${event.actor.kind}, ${event.actor.id}, ${subject?.kind ?? null}, ${subject?.id ?? null}, ${data}, '', id, event_count
          FROM counted`,
      "record-on-action",
    );
    const { id } = event.action;
    tx.afterCommit(() => announceLater(id));
  } else {
    await tx.run(
      sql`INSERT INTO audit_events (id, type, actor_kind, actor_id, subject_kind, subject_id, canonical, hash)
          VALUES (${newId()}, ${event.type}, ${event.actor.kind}, ${event.actor.id}, ${subject?.kind ?? null}, ${subject?.id ?? null}, ${data}, '')`,
      "record",
    );
  }
}
