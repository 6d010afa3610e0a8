import { sql, type Tx } from "@/lib/db/tx";
import { preferencesOfAll, USUAL, type Preferences } from "@/lib/deliveries/preferences";
import type { NewDelivery, News } from "@/lib/deliveries/types";
import { topicOf, type Topic } from "./topics";

/** What comes within this many seconds makes one mail. */
const QUIET_S = 5;
/** Whoever had a mail within this time gets the next one when it is over, with all that came meanwhile. */
const SPACING_S: Record<Topic, number> = { pending: 300, reminder: 300, decided: 300, trouble: 60 };

type Recipient = { actionId: string; personId: string; groupIds: string[] };

/** Who is told of what: those who may decide, those who were told before, or those who answer for the agent. Rehearsals are nobody's mail. */
export async function plan(tx: Tx, news: readonly News[]): Promise<NewDelivery[]> {
  const live = news.filter(({ action }) => action.mode === "live" && !action.dryRun);
  const of = (...topics: Topic[]) => live.filter((item) => topics.includes(topicOf(item.type)!) && concerns(item));
  const told: { item: News; topic: Topic; to: Recipient }[] = [];
  const add = (items: News[], recipients: Recipient[]) => {
    for (const item of items) {
      for (const to of recipients) if (to.actionId === item.action.id && to.personId !== item.actor.id) told.push({ item, topic: topicOf(item.type)!, to });
    }
  };
  const [asked, decided, trouble] = [of("pending", "reminder"), of("decided"), of("trouble")];
  if (asked.length > 0) add(asked, await deciders(tx, idsOf(asked)));
  if (decided.length > 0) add(decided, await toldBefore(tx, idsOf(decided)));
  if (trouble.length > 0) add(trouble, await answerable(tx, idsOf(trouble)));
  if (told.length === 0) return [];

  const people = [...new Set(told.map(({ to }) => to.personId))];
  const [preferences, last] = [await preferencesOfAll(tx, people), await secondsSinceLast(tx, people)];
  return told
    .filter(({ item, topic, to }) => wants(preferences.get(to.personId) ?? USUAL, topic, item.action.tier, to.groupIds))
    .map(({ item, topic, to }) => ({
      target: to.personId,
      eventType: item.type,
      content: { topic },
      news: item,
      after: Math.max(QUIET_S, SPACING_S[topic] - (last.get(to.personId) ?? Infinity)),
    }));
}

/** An event that moved an action where it waits for nobody asks for nobody. */
function concerns({ type, data, action }: News): boolean {
  const topic = topicOf(type);
  if (topic === "pending") return data.to === "pending" && action.state === "pending";
  if (topic === "reminder") return action.state === "pending";
  return true;
}

export function wants({ topics, tiers, groupIds }: Preferences, topic: Topic, tier: Preferences["tiers"][number], asked: readonly string[]): boolean {
  if (!topics.includes(topic)) return false;
  if (topic === "trouble") return true;
  if (!tiers.includes(tier)) return false;
  return topic === "decided" || groupIds.length === 0 || asked.some((id) => groupIds.includes(id));
}

const idsOf = (news: readonly News[]) => [...new Set(news.map(({ action }) => action.id))];

/** Members of the groups that are asked, and those who stand in for one; nobody who has an interest in it. */
const deciders = (tx: Tx, ids: string[]) =>
  tx.all<Recipient>(sql`
    WITH asked AS (
      SELECT a.id, a.requested_by, a.released_by, o.owner_id, g.id AS group_id
        FROM actions a JOIN agents o ON o.id = a.agent_id JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
        JOIN groups g ON jsonb_path_query_array(c.requirement, '$.slots[*].group') ? g.name OR (a.escalated_at IS NOT NULL AND a.escalate_to = g.name)
       WHERE a.id = ANY(${ids}::uuid[])
    ), able AS (
      SELECT m.group_id, m.person_id FROM group_members m
      UNION SELECT m.group_id, w.to_id FROM delegations w JOIN group_members m ON m.person_id = w.from_id
       WHERE w.ended_at IS NULL AND w.starts_at <= clock_timestamp() AND w.ends_at > clock_timestamp()
    )
    SELECT asked.id AS action_id, p.id AS person_id, array_agg(DISTINCT asked.group_id) AS group_ids
      FROM asked JOIN able USING (group_id) JOIN people p ON p.id = able.person_id AND p.deactivated_at IS NULL AND p.role <> 'auditor'
     WHERE p.id <> asked.owner_id AND (p.id IN (asked.requested_by, asked.released_by)) IS NOT TRUE
     GROUP BY 1, 2`);

/** Those who had a mail about it: that somebody else decided it is news to them. */
const toldBefore = (tx: Tx, ids: string[]) =>
  tx.all<Recipient>(sql`
    SELECT DISTINCT d.action_id, p.id AS person_id, '{}'::uuid[] AS group_ids
      FROM deliveries d JOIN people p ON p.id::text = d.target AND p.deactivated_at IS NULL
     WHERE d.channel = 'email' AND d.action_id = ANY(${ids}::uuid[])`);

/** The agent's owner, the admins, and who asked for it. */
const answerable = (tx: Tx, ids: string[]) =>
  tx.all<Recipient>(sql`
    SELECT a.id AS action_id, p.id AS person_id, '{}'::uuid[] AS group_ids
      FROM actions a JOIN agents o ON o.id = a.agent_id JOIN people p ON p.deactivated_at IS NULL AND (p.role = 'admin' OR p.id = o.owner_id OR p.id = a.requested_by)
     WHERE a.id = ANY(${ids}::uuid[])`);

/** By person, how long ago their last mail left; 0 for one that is leaving now. */
async function secondsSinceLast(tx: Tx, people: string[]): Promise<Map<string, number>> {
  const rows = await tx.all<{ personId: string; seconds: number }>(sql`
    SELECT person.id AS person_id, extract(epoch FROM clock_timestamp() - coalesce(last.finished_at, clock_timestamp()))::float8 AS seconds
      FROM unnest(${people}::text[]) AS person (id)
      CROSS JOIN LATERAL (SELECT finished_at FROM deliveries d WHERE d.channel = 'email' AND d.target = person.id AND d.attempt_count > 0 AND d.status IN ('waiting', 'delivered')
                           ORDER BY d.created_at DESC LIMIT 1) last`);
  return new Map(rows.map(({ personId, seconds }) => [personId, seconds]));
}
