import { sql, type Tx } from "@/lib/db/tx";
import { concerned, type Concerned } from "@/lib/deliveries/concerned";
import type { NewDelivery, News } from "@/lib/deliveries/types";
import { toldOf } from "./messages";
import { channelsFor, type Routed } from "./routes";
import { routesOf } from "./workspace";

/** What changes a message, or adds to its thread. */
export const EVENTS = [
  "action.submitted",
  "action.released",
  "action.revised",
  "action.answered",
  "action.vote_cast",
  "action.vote_taken_back",
  "action.vote_voided",
  "action.quorum_lost",
  "action.reminded",
  "action.escalated",
  "action.approved",
  "action.rejected",
  "action.cancelled",
  "action.expired",
  "action.succeeded",
  "action.failed",
  "action.lost_track",
  "action.settled",
  "action.retried",
  "action.rolled_back",
] as const;

/** With these an action begins to wait for people, where it then is `pending`. */
const BEGINNINGS: readonly string[] = ["action.submitted", "action.released", "action.retried"];

/** A moment in which what comes together is gathered into one message. */
const GATHER_S = 1;

/**
 * Who hears of these events. Channels: those that the routes name when an action begins to wait or its next group is
 * asked. People, by a direct message: those who are linked and want it. And from then on all that were told of it, so
 * that no copy says what does not hold any more. Actions of test keys are nobody's trouble.
 */
export async function plan(tx: Tx, news: readonly News[]): Promise<NewDelivery[]> {
  const routes = await routesOf(tx);
  const live = news.filter(({ action }) => action.mode === "live");
  if (!routes || live.length === 0) return [];
  const ids = [...new Set(live.map(({ action }) => action.id))];
  const told = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
  for (const { actionId, target } of await toldOf(tx, ids)) told.get(actionId)!.add(target);
  const facts = new Map((await routedOf(tx, live.filter(begins).map(({ action }) => action.id))).map((row) => [row.id, row]));
  const people = await concernedHere(tx, live);

  return live.flatMap((item) => {
    const targets = told.get(item.action.id)!;
    const row = facts.get(item.action.id);
    const first = begins(item) && row ? channelsFor(routes, item.type === "action.escalated" ? { ...row, groups: [String(item.data.to)] } : row) : [];
    const topics = new Map(people.filter((one) => one.item === item).map(({ personId, topic }) => [personId, topic]));
    for (const target of [...first, ...topics.keys()]) targets.add(target);
    return [...targets].flatMap((target): NewDelivery[] => {
      const topic = topics.get(target);
      // What was asked and answered concerns nobody but those two.
      if (item.type === "action.answered" && !topic) return [];
      return [{ target, eventType: item.type, content: topic ? { topic } : {}, news: item, ...(BEGINNINGS.includes(item.type) ? { after: GATHER_S } : {}) }];
    });
  });
}

/** Those whom it concerns, who have a Slack user in the connected workspace and asked for direct messages. */
async function concernedHere(tx: Tx, news: readonly News[]): Promise<Concerned[]> {
  const linked = await tx.all<{ personId: string }>(sql`
    SELECT l.person_id FROM slack_links l JOIN slack_workspace w ON w.team_id = l.team_id
      JOIN notification_preferences n ON n.person_id = l.person_id AND n.channel = 'slack' AND n.topics <> '{}' WHERE l.ended_at IS NULL`);
  if (linked.length === 0) return [];
  const here = new Set(linked.map(({ personId }) => personId));
  return (await concerned(tx, "slack", news)).filter(({ personId }) => here.has(personId));
}

const begins = ({ type, data }: News): boolean => (BEGINNINGS.includes(type) && data.to === "pending") || type === "action.escalated";

async function routedOf(tx: Tx, ids: readonly string[]): Promise<(Routed & { id: string })[]> {
  if (ids.length === 0) return [];
  return tx.all<Routed & { id: string }>(sql`
    SELECT a.id, a.tier,
           ARRAY(SELECT jsonb_path_query(c.requirement, '$.slots[*].group') #>> '{}') AS groups,
           ARRAY(SELECT jsonb_path_query(c.reasons, '$[*].rule') #>> '{}') AS rules
      FROM actions a JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
     WHERE a.id = ANY(${ids}::uuid[])`);
}
