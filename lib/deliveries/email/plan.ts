import { sql, type Tx } from "@/lib/db/tx";
import { concerned } from "@/lib/deliveries/concerned";
import type { NewDelivery, News } from "@/lib/deliveries/types";
import type { Topic } from "@/lib/deliveries/view";

/** What comes within this many seconds makes one mail. */
const QUIET_S = 5;
/** Whoever had a mail within this time gets the next one when it is over, with all that came meanwhile. */
const SPACING_S: Record<Topic, number> = { pending: 300, reminder: 300, answered: 0, decided: 300, trouble: 60 };

export async function plan(tx: Tx, news: readonly News[]): Promise<NewDelivery[]> {
  const told = await concerned(tx, "email", news);
  if (told.length === 0) return [];
  const last = await secondsSinceLast(tx, [...new Set(told.map(({ personId }) => personId))]);
  return told.map(({ item, topic, personId }) => ({
    target: personId,
    eventType: item.type,
    content: { topic },
    news: item,
    after: Math.max(QUIET_S, SPACING_S[topic] - (last.get(personId) ?? Infinity)),
  }));
}

/** By person, how long ago their last mail left; 0 for one that is leaving now. */
async function secondsSinceLast(tx: Tx, people: string[]): Promise<Map<string, number>> {
  const rows = await tx.all<{ personId: string; seconds: number }>(sql`
    SELECT person.id AS person_id, extract(epoch FROM clock_timestamp() - coalesce(last.finished_at, clock_timestamp()))::float8 AS seconds
      FROM unnest(${people}::text[]) AS person (id)
      CROSS JOIN LATERAL (SELECT finished_at FROM deliveries d WHERE d.channel = 'email' AND d.target = person.id AND d.attempt_count > 0 AND d.status IN ('waiting', 'delivered')
                           ORDER BY d.created_at DESC LIMIT 1) last`);
  return new Map(rows.map(({ personId, seconds }) => [personId, seconds]));
}
