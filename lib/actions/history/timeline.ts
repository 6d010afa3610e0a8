import type { TimelineEvent, Who } from "@/lib/actions/shown/person-view";
import type { Person } from "@/lib/actor";
import type { Json } from "@/lib/connectors/types";
import { db, sql } from "@/lib/db/tx";

/** An action's events in their own order, with the names of who caused them. */
export async function timelineOf(person: Person, actionId: string): Promise<TimelineEvent[]> {
  const rows = await db.all<{ number: number; at: Date; type: string; actorKind: Who["kind"]; actorId: string | null; name: string | null; names: string | null; data: { [key: string]: Json } }>(sql`
    SELECT e.action_number AS number, e.at, e.type, e.actor_kind, e.actor_id, coalesce(p.name, g.name) AS name, coalesce(asked.name, team.name) AS names, e.data
      FROM (SELECT *, canonical::jsonb -> 'data' AS data FROM audit_events WHERE action_id = ${actionId} ORDER BY action_number LIMIT 500) e
      LEFT JOIN people p ON e.actor_kind = 'person' AND p.id::text = e.actor_id
      LEFT JOIN agents g ON e.actor_kind = 'agent' AND g.id::text = e.actor_id
      LEFT JOIN people asked ON e.type = 'action.assigned' AND asked.id::text = e.data ->> 'person'
      LEFT JOIN groups team ON e.type = 'action.assigned' AND team.id::text = e.data ->> 'group'
     ORDER BY e.action_number`);
  return rows.map(({ number, at, type, actorKind, actorId, name, names, data }) => ({
    number,
    at: at.toISOString(),
    type,
    who: { kind: actorKind, mine: actorKind === "person" && actorId === person.id, name: name ?? (actorKind === "system" ? "The gateway" : actorKind === "worker" ? "A worker" : (actorId ?? "Somebody")) },
    data: data ?? {},
    names,
  }));
}
