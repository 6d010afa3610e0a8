import { sql, type Tx } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import type { ChannelName, NewDelivery } from "./types";

/**
 * Writes deliveries in the caller's transaction, to be sent soon after it commits. An event that a target was told of
 * already is left out. @returns how many are new
 */
export async function queueDeliveries(tx: Tx, channel: ChannelName, deliveries: readonly NewDelivery[]): Promise<number> {
  if (deliveries.length === 0) return 0;
  const rows = deliveries.map(({ target, eventType, content, news, after }) => ({
    id: newId(),
    target,
    event_type: eventType,
    event_id: news?.eventId ?? null,
    action_id: news?.action.id ?? null,
    revision: news ? revisionOf(news) : null,
    sequence: news?.sequence ?? null,
    content,
    after: after ?? 0,
  }));
  return tx.run(sql`
    INSERT INTO deliveries (id, channel, target, event_type, event_id, action_id, revision, sequence, content, created_at, next_at)
    SELECT id, ${channel}, target, event_type, event_id, action_id, revision, sequence, content, clock_timestamp(), clock_timestamp() + after * interval '1 second'
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS row (id uuid, target text, event_type text, event_id uuid, action_id uuid, revision int, sequence int, content jsonb, after float8)
    ON CONFLICT (channel, target, event_id) WHERE event_id IS NOT NULL DO NOTHING`);
}

/** The revision that the event speaks of. */
export const revisionOf = ({ data, action }: Pick<NonNullable<NewDelivery["news"]>, "data" | "action">): number => (typeof data.revision === "number" ? data.revision : action.revision);
