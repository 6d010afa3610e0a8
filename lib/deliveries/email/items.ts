import { db, sql } from "@/lib/db/tx";
import type { ActionState } from "@/lib/actions/states";
import type { Delivery } from "@/lib/deliveries/types";
import { topicOf } from "@/lib/deliveries/topics";
import type { Topic } from "@/lib/deliveries/view";

/** One thing that a mail tells, as it is when the mail is made. `summary` is ours, with sensitive values masked. */
export type Item = { deliveryId: string; actionId: string; eventType: string; topic: Topic; summary: string; tier: "low" | "medium" | "high"; agentName: string; state: ActionState; deadlineAt: Date | null; by: string | null };

type Row = Omit<Item, "deliveryId" | "eventType" | "topic"> & { decided: boolean; /** Some halt is in force. */ halted: boolean };

/** Which of these deliveries still tell something new; of one action the newest news only. */
export async function itemsOf(batch: readonly Delivery[], personId: string): Promise<{ items: Item[]; dropped: Map<string, string> }> {
  const ids = [...new Set(batch.flatMap(({ actionId }) => actionId ?? []))];
  const rows = await db.all<Row>(sql`
    SELECT a.id AS action_id, a.summary, a.tier, g.name AS agent_name, a.state, a.deadline_at,
           (SELECT coalesce(p.name, CASE WHEN e.actor_kind = 'system' THEN 'the gateway' WHEN e.actor_kind = 'agent' THEN 'its agent' END)
              FROM audit_events e LEFT JOIN people p ON e.actor_kind = 'person' AND p.id::text = e.actor_id
             WHERE e.action_id = a.id AND e.type IN ('action.approved', 'action.rejected', 'action.cancelled', 'action.expired') ORDER BY e.action_number DESC LIMIT 1) AS by,
           EXISTS (SELECT FROM decisions d WHERE d.action_id = a.id AND d.revision = a.revision AND d.person_id = ${personId} AND d.voided_at IS NULL) AS decided,
           EXISTS (SELECT FROM halts h WHERE h.lifted_at IS NULL) AS halted
      FROM actions a JOIN agents g ON g.id = a.agent_id WHERE a.id = ANY(${ids}::uuid[])`);
  const byId = new Map(rows.map((row) => [row.actionId, row]));
  const items = new Map<string, Item>();
  const dropped = new Map<string, string>();
  for (const { id, actionId, eventType } of batch) {
    const row = actionId ? byId.get(actionId) : undefined;
    const topic = topicOf(eventType);
    if (!row || !topic) {
      dropped.set(id, "What it tells of is gone.");
      continue;
    }
    const stale = outdated(topic, eventType, row);
    if (stale) {
      dropped.set(id, stale);
      continue;
    }
    const key = `${row.actionId} ${topic === "reminder" ? "pending" : topic}`;
    const earlier = items.get(key);
    if (earlier) dropped.set(earlier.deliveryId, "Newer news of the same action went out instead.");
    const { decided: _, halted: __, ...known } = row;
    items.set(key, { ...known, deliveryId: id, eventType, topic });
  }
  return { items: [...items.values()], dropped };
}

function outdated(topic: Topic, eventType: string, { state, decided, halted }: Row): string | undefined {
  if (topic === "pending" || topic === "reminder") {
    if (state !== "pending") return "It no longer waited for a decision.";
    if (decided) return "They had decided it already.";
  }
  if (topic === "answered" && state !== "pending") return "It was decided before they could be told.";
  if (eventType === "action.held_back") return halted && (state === "approved" || state === "executing") ? undefined : "It was held back no longer.";
  if (topic === "trouble" && state !== "failed" && state !== "unknown") return "Somebody had seen to it already.";
  return undefined;
}
