import { sql, type Tx } from "@/lib/db/tx";
import { deciders } from "@/lib/people/deciders";
import { preferencesOfAll, type Preferences } from "./preferences";
import { topicOf } from "./topics";
import type { News } from "./types";
import type { Topic, Way } from "./view";

/** One person who is to hear of one event, and as what. */
export type Concerned = { item: News; topic: Topic; personId: string };
type Recipient = { actionId: string; personId: string; groupIds: string[] };

/**
 * Who hears of what this way: those who may decide, those who were told that it waited, whoever asked the question, or
 * those who answer for the agent; each as they prefer. Nobody is told what they did themselves, or of a rehearsal.
 */
export async function concerned(tx: Tx, way: Exclude<Way, "app">, news: readonly News[]): Promise<Concerned[]> {
  const live = news.filter(({ action }) => action.mode === "live" && !action.dryRun);
  const of = (...topics: Topic[]) => live.filter((item) => topics.includes(topicOf(item.type)!) && asksSomebody(item));
  const found: (Concerned & { groupIds: string[] })[] = [];
  const add = (items: News[], recipients: Recipient[]) => {
    for (const item of items) {
      for (const { actionId, ...to } of recipients) if (actionId === item.action.id && to.personId !== item.actor.id) found.push({ item, topic: topicOf(item.type)!, ...to });
    }
  };
  const [asked, decided, trouble] = [of("pending", "reminder"), of("decided"), of("trouble")];
  if (asked.length > 0) {
    const able = await asksOf(tx, idsOf(asked));
    for (const item of asked) add([item], able.filter((to) => isMeant(item, to)));
  }
  if (decided.length > 0) add(decided, await toldBefore(tx, way, idsOf(decided)));
  if (trouble.length > 0) add(trouble, await answerable(tx, idsOf(trouble)));
  for (const item of of("answered")) add([item], await askers(tx, item));
  if (found.length === 0) return [];
  const preferences = await preferencesOfAll(tx, way, [...new Set(found.map(({ personId }) => personId))]);
  return found.filter(({ item, topic, personId, groupIds }) => wants(preferences(personId), topic, item.action.tier, groupIds)).map(({ item, topic, personId }) => ({ item, topic, personId }));
}

/** An event that moved an action where it waits for nobody asks for nobody. */
function asksSomebody({ type, data, action }: News): boolean {
  const topic = topicOf(type);
  if (topic === "pending") return data.to === "pending" && action.state === "pending";
  if (topic === "reminder" || topic === "answered") return action.state === "pending";
  return true;
}

/** A reminder to one person (whom somebody asked, or who has it) is theirs; an escalation is told to the group that is asked now. */
function isMeant({ type, data }: News, { personId, groups }: Recipient & { groups: string[] }): boolean {
  if (type === "action.escalated" && typeof data.to === "string") return groups.includes(data.to);
  if (type === "action.reminded" && Array.isArray(data.people) && data.people.length === 1) return data.people[0] === personId;
  return true;
}

/** Failures and answers concern one whatever the tier: one answers for the agent, or has asked. */
export function wants({ topics, tiers, groupIds }: Preferences, topic: Topic, tier: Preferences["tiers"][number], asked: readonly string[]): boolean {
  if (!topics.includes(topic)) return false;
  if (topic === "trouble" || topic === "answered") return true;
  if (!tiers.includes(tier)) return false;
  return topic === "decided" || groupIds.length === 0 || asked.some((id) => groupIds.includes(id));
}

const idsOf = (news: readonly News[]) => [...new Set(news.map(({ action }) => action.id))];

/** Those who may approve, with the groups by which they may. */
const asksOf = (tx: Tx, ids: string[]) =>
  tx.all<Recipient & { groups: string[] }>(
    sql`SELECT action_id, person_id, array_agg(group_id) AS group_ids, array_agg(group_name) AS groups FROM (${deciders(ids)}) able GROUP BY 1, 2`,
  );

/** Those who were told about it this way: that somebody else decided it is news to them. */
const toldBefore = (tx: Tx, way: Way, ids: string[]) =>
  tx.all<Recipient>(sql`
    SELECT DISTINCT d.action_id, p.id AS person_id, '{}'::uuid[] AS group_ids
      FROM deliveries d JOIN people p ON p.id::text = d.target AND p.deactivated_at IS NULL
     WHERE d.channel = ${way} AND d.action_id = ANY(${ids}::uuid[])`);

/** The agent's owner, the admins, and who asked for it. */
const answerable = (tx: Tx, ids: string[]) =>
  tx.all<Recipient>(sql`
    SELECT a.id AS action_id, p.id AS person_id, '{}'::uuid[] AS group_ids
      FROM actions a JOIN agents o ON o.id = a.agent_id JOIN people p ON p.deactivated_at IS NULL AND (p.role = 'admin' OR p.id = o.owner_id OR p.id = a.requested_by)
     WHERE a.id = ANY(${ids}::uuid[])`);

/** Whoever asked the question that this event answers. */
const askers = (tx: Tx, { action, data }: News) =>
  tx.all<Recipient>(sql`
    SELECT q.action_id, q.person_id, '{}'::uuid[] AS group_ids FROM questions q JOIN people p ON p.id = q.person_id AND p.deactivated_at IS NULL
     WHERE q.action_id = ${action.id} AND q.id::text = ${String(data.question_id)}`);
