import type { Tier } from "@/lib/policy/types";
import type { ActionState } from "@/lib/actions/states";
import { db, sql, transact, type Db } from "@/lib/db/tx";
import { newId } from "@/lib/ids";

/** A copy of an action in a channel. */
export type Copy = { channelId: string; ts: string; actionId: string; grouped: boolean; shown: number };
/** An action in a message about many. */
export type Member = { id: string; state: ActionState; tier: Tier; summary: string; eventCount: number; shown: number };

export const copiesIn = (channelId: string, actionIds: readonly string[]): Promise<Copy[]> =>
  db.all<Copy>(sql`SELECT channel_id, ts, action_id, grouped, shown FROM slack_messages WHERE channel_id = ${channelId} AND action_id = ANY(${actionIds}::uuid[]) ORDER BY posted_at`);

/**
 * Writes down that a message shows these actions, each up to the event given. @returns what it showed until now, as one
 * sum: another than was read before means that somebody else wrote to the same message meanwhile, and may have been last.
 */
export async function noteShown(channelId: string, ts: string, actions: readonly { id: string; eventCount: number }[], grouped: boolean): Promise<number> {
  const ids = actions.map(({ id }) => id);
  return transact(async (tx) => {
    const before = await tx.all<{ shown: number }>(sql`
      SELECT shown FROM slack_messages WHERE channel_id = ${channelId} AND ts = ${ts} AND action_id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`);
    await tx.run(sql`
      INSERT INTO slack_messages (id, channel_id, ts, action_id, grouped, shown, posted_at)
      SELECT row.id, ${channelId}, ${ts}, row.action_id, ${grouped}, row.shown, clock_timestamp()
        FROM unnest(${ids.map(() => newId())}::uuid[], ${ids}::uuid[], ${actions.map(({ eventCount }) => eventCount)}::int[]) AS row (id, action_id, shown)
      ON CONFLICT (channel_id, ts, action_id) DO UPDATE SET shown = greatest(slack_messages.shown, EXCLUDED.shown)`);
    return before.reduce((sum, { shown }) => sum + shown, 0);
  });
}

/** The actions that a message about many tells of, as they are now. */
export const membersOf = (channelId: string, ts: string): Promise<Member[]> =>
  db.all<Member>(sql`
    SELECT a.id, a.state, a.tier, a.summary, a.event_count, m.shown FROM slack_messages m JOIN actions a ON a.id = m.action_id
     WHERE m.channel_id = ${channelId} AND m.ts = ${ts} ORDER BY a.submitted_at, a.id`);

/** The newest message about many in a channel that is young enough to take more (Slack's `ts` begins with its second), and how many messages came lately. */
export async function lately(channelId: string, groupSeconds: number): Promise<{ group: string | null; pings: number }> {
  const row = await db.one<{ group: string | null; pings: number }>(sql`
    SELECT (SELECT ts FROM slack_messages
             WHERE channel_id = ${channelId} AND grouped AND posted_at > clock_timestamp() - ${groupSeconds}::int * interval '1 second'
               AND ts::float8 > extract(epoch FROM clock_timestamp()) - ${groupSeconds}::int
             ORDER BY ts::float8 DESC LIMIT 1) AS group,
           (SELECT count(DISTINCT ts)::int FROM slack_messages WHERE channel_id = ${channelId} AND posted_at > clock_timestamp() - interval '1 minute') AS pings`);
  return row ?? { group: null, pings: 0 };
}

/** Someone pressed a button on a message that we do not know: it was posted, and its worker died before it could be noted. */
export async function adopt({ channelId, ts, actionId }: Pick<Copy, "channelId" | "ts" | "actionId">): Promise<void> {
  await transact((tx) =>
    tx.run(sql`
      INSERT INTO slack_messages (id, channel_id, ts, action_id, shown)
      SELECT ${newId()}::uuid, ${channelId}, ${ts}, id, 0 FROM actions WHERE id = ${actionId}
      ON CONFLICT DO NOTHING`),
  );
}

/** Where an action was told of, or is about to be: every channel and person with a delivery of it, or a copy once those are cleared away. */
export const toldOf = (from: Db, actionIds: readonly string[]): Promise<{ actionId: string; target: string }[]> =>
  from.all(sql`
    SELECT action_id, target FROM deliveries WHERE channel = 'slack' AND action_id = ANY(${actionIds}::uuid[])
    UNION SELECT m.action_id, coalesce(l.person_id::text, m.channel_id) FROM slack_messages m LEFT JOIN slack_links l ON l.channel_id = m.channel_id WHERE m.action_id = ANY(${actionIds}::uuid[])`);

/** Where a person's direct messages stand: their channel once there was one, until then their user's id. `linked`: whether new ones go there; `gone`: they may see nothing here any more. */
export type DirectLine = { channelId: string; linked: boolean; gone: boolean };

/** By a person's newest Slack user here; what was told to one who is unlinked since is still kept true. */
export async function directLineOf(personId: string, teamId: string): Promise<DirectLine | undefined> {
  return db.one<DirectLine>(sql`
    SELECT coalesce(l.channel_id, (SELECT o.channel_id FROM slack_links o WHERE o.team_id = l.team_id AND o.user_id = l.user_id AND o.channel_id IS NOT NULL ORDER BY o.linked_at DESC LIMIT 1), l.user_id) AS channel_id,
           l.ended_at IS NULL AND p.deactivated_at IS NULL AS linked, p.deactivated_at IS NOT NULL AS gone
      FROM slack_links l JOIN people p ON p.id = l.person_id
     WHERE l.person_id = ${personId} AND l.team_id = ${teamId} ORDER BY l.ended_at IS NULL DESC, l.linked_at DESC LIMIT 1`);
}

/** Slack names the channel of direct messages when the first is posted to a user. */
export async function noteLine(userId: string, teamId: string, channelId: string): Promise<void> {
  await transact((tx) => tx.run(sql`UPDATE slack_links SET channel_id = ${channelId} WHERE team_id = ${teamId} AND user_id = ${userId} AND channel_id IS DISTINCT FROM ${channelId}`));
}
