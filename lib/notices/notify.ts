import { empty, sql, type Sql, type Tx } from "@/lib/db/tx";
import type { Topic } from "@/lib/deliveries/view";
import { newId } from "@/lib/ids";
import { ASKS } from "@/lib/people/deciders";
import type { NoticeKind } from "./notice-view";

export type News = {
  kind: NoticeKind;
  /** Ours. Values from agents in it are those of the masked summary. */
  text: string;
  /** Whose owner hears of it, beside the admins. */
  agentId: string;
  actionId?: string;
  batchId?: string;
  /** Others whom it concerns: who asked for it. */
  also?: readonly (string | null)[];
};

const MOST = 500;

/**
 * Tells the agent's owner and the admins, in the transaction of what happened: nobody hears of what was rolled back,
 * and nothing that happened goes unsaid. Whoever was deactivated is not told.
 */
export async function notify(tx: Tx, { kind, text, agentId, actionId, batchId, also = [] }: News): Promise<void> {
  const people = await tx.all<{ id: string }>(sql`
    SELECT id FROM people
     WHERE deactivated_at IS NULL AND (role = 'admin' OR id = (SELECT owner_id FROM agents WHERE id = ${agentId}) OR id = ANY(${also.filter((id) => id !== null)}::uuid[]))
     ORDER BY id`);
  await tell(tx, { kind, text, people: people.map(({ id }) => id), actionId, batchId });
}

/** Tells the other admins, who may confirm what this one proposes. */
export async function tellOtherAdmins(tx: Tx, admin: { id: string }, news: Pick<News, "kind" | "text">): Promise<void> {
  const others = await tx.all<{ id: string }>(sql`SELECT id FROM people WHERE role = 'admin' AND deactivated_at IS NULL AND id <> ${admin.id} ORDER BY id`);
  await tell(tx, { ...news, people: others.map(({ id }) => id) });
}

/** What people may turn off for themselves; the rest is said whatever they prefer. */
const TOPIC: Partial<Record<NoticeKind, Topic>> = { reminder: "reminder", escalated: "reminder", answered: "answered", failed: "trouble", unknown: "trouble", conflict: "trouble" };

/**
 * Tells exactly these people, in the transaction of what happened; but not who wants to hear of no such thing. Whom
 * nobody looks after any more is left out by the caller.
 */
export async function tell(tx: Tx, { kind, text, people, actionId, batchId }: Pick<News, "kind" | "text"> & { people: readonly string[]; actionId?: string | undefined; batchId?: string | undefined }): Promise<void> {
  if (people.length === 0) return;
  const told = text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
  await tx.run(sql`
    INSERT INTO notices (id, person_id, kind, action_id, batch_id, text)
    SELECT row.id, row.person_id, ${kind}, ${actionId ?? null}::uuid, ${batchId ?? null}::uuid, ${told}
      FROM unnest(${people.map(() => newId())}::uuid[], ${people}::uuid[]) AS row (id, person_id)
     WHERE NOT ${unwanted(TOPIC[kind], actionId)}
    ON CONFLICT DO NOTHING`);
}

/** Whether `row.person_id` said that they do not want this; who said nothing wants everything. As `wants` in lib/deliveries. */
function unwanted(topic: Topic | undefined, actionId: string | undefined): Sql {
  if (!topic || !actionId) return sql`false`;
  const chosen =
    topic === "reminder"
      ? sql`AND a.tier = ANY(n.tiers) AND (n.group_ids = '{}' OR EXISTS (
          SELECT FROM groups g JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision
           WHERE g.id = ANY(n.group_ids) AND ${ASKS} ? g.name))`
      : empty;
  return sql`EXISTS (
    SELECT FROM notification_preferences n JOIN actions a ON a.id = ${actionId}
     WHERE n.person_id = row.person_id AND n.channel = 'app' AND NOT (${topic} = ANY(n.topics) ${chosen}))`;
}
