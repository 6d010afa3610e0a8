import type { Person } from "@/lib/actor";
import { db, empty, sql, type Sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { requireAdmin } from "@/lib/people/may";
import type { ChannelName } from "./types";
import type { DeliveryAttemptView, DeliveryInFull, DeliveryLine, DeliveryStatus, EndpointView } from "./view";

const PAGE = 50;

type Row = Omit<DeliveryLine, "nextAt" | "createdAt" | "finishedAt"> & { nextAt: Date | null; createdAt: Date; finishedAt: Date | null };

// Where the channel has no table of its own for its targets, the content's label says where it goes.
const LINE = sql`
  SELECT d.id, d.channel, coalesce(regexp_replace(w.url, '^https?://([^/?#]*).*$', '\\1'), p.name, d.content ->> 'label', d.target) AS "to",
         d.event_type, d.action_id, d.status, d.attempt_count AS attempts, d.next_at, d.last_result, d.created_at, d.finished_at, a.summary`;
const FROM = sql`
    FROM deliveries d
    LEFT JOIN webhook_endpoints w ON d.channel = 'webhook' AND w.id::text = d.target
    LEFT JOIN people p ON d.channel IN ('email', 'slack') AND p.id::text = d.target
    LEFT JOIN actions a ON a.id = d.action_id`;

const line = ({ nextAt, createdAt, finishedAt, ...row }: Row): DeliveryLine => ({
  ...row,
  nextAt: nextAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

export type DeliveryFilters = { channel?: ChannelName | undefined; status?: DeliveryStatus | undefined; target?: string | undefined };

/** One page of deliveries, the newest first; `after` is the id of the last of the page before. */
export async function listDeliveries(admin: Person, { channel, status, target }: DeliveryFilters, after?: string): Promise<{ deliveries: DeliveryLine[]; older: string | null }> {
  requireAdmin(admin);
  const only = (column: Sql, value: string | undefined) => (value ? sql`AND ${column} = ${value}` : empty);
  const beyond = after && Id.safeParse(after).success ? sql`AND (d.created_at, d.id) < (SELECT created_at, id FROM deliveries WHERE id = ${after})` : empty;
  const rows = await db.all<Row>(sql`
    ${LINE} ${FROM} WHERE true ${only(sql`d.channel`, channel)} ${only(sql`d.status`, status)} ${only(sql`d.target`, target)} ${beyond}
     ORDER BY d.created_at DESC, d.id DESC LIMIT ${PAGE + 1}`);
  const shown = rows.slice(0, PAGE).map(line);
  return { deliveries: shown, older: rows.length > PAGE ? shown.at(-1)!.id : null };
}

/** @throws Refusal `not_found` */
export async function deliveryInFull(admin: Person, id: string): Promise<DeliveryInFull> {
  requireAdmin(admin);
  const row = Id.safeParse(id).success
    ? await db.one<Row & Pick<DeliveryInFull, "revision" | "sequence" | "target" | "content">>(sql`
        ${LINE}, d.revision, d.sequence, d.target, d.content ${FROM} WHERE d.id = ${id}`)
    : undefined;
  if (!row) throw new Refusal("not_found", "There is no such delivery.");
  const tries = await db.all<Omit<DeliveryAttemptView, "startedAt" | "finishedAt"> & { startedAt: Date; finishedAt: Date | null }>(sql`
    SELECT number, worker, started_at, finished_at, outcome, reason, request, response FROM delivery_attempts WHERE delivery_id = ${id} ORDER BY number DESC LIMIT 100`);
  const { revision, sequence, target, content, ...rest } = row;
  return {
    ...line(rest),
    revision,
    sequence,
    target,
    content,
    tries: tries.map(({ startedAt, finishedAt, ...one }) => ({ ...one, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null })),
  };
}

/** Who was told of an action, the newest first. For everybody who may see the action. */
export async function deliveriesOfAction(actionId: string): Promise<DeliveryLine[]> {
  return (await db.all<Row>(sql`${LINE} ${FROM} WHERE d.action_id = ${actionId} ORDER BY d.created_at DESC, d.id DESC LIMIT 100`)).map(line);
}

type EndpointRow = Omit<EndpointView, "agent" | "createdAt" | "disabledAt" | "lastDeliveredAt"> & { agentId: string | null; agentName: string | null; createdAt: Date; disabledAt: Date | null; lastDeliveredAt: Date | null };

export async function listEndpoints(admin: Person): Promise<EndpointView[]> {
  requireAdmin(admin);
  return (await endpoints(sql`w.removed_at IS NULL`)).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** @throws Refusal `not_found` */
export async function endpointView(admin: Person, id: string): Promise<EndpointView> {
  requireAdmin(admin);
  const [found] = Id.safeParse(id).success ? await endpoints(sql`w.removed_at IS NULL AND w.id = ${id}`) : [];
  if (!found) throw new Refusal("not_found", "There is no such endpoint.");
  return found;
}

async function endpoints(which: Sql): Promise<EndpointView[]> {
  const rows = await db.all<EndpointRow>(sql`
    SELECT w.id, w.url, w.description, w.agent_id, g.name AS agent_name, w.event_types, w.created_at, w.disabled_at, w.disabled_reason,
           coalesce((SELECT jsonb_agg(jsonb_build_object('createdAt', s.created_at, 'expiresAt', s.expires_at) ORDER BY s.created_at DESC) FROM webhook_secrets s
                      WHERE s.endpoint_id = w.id AND (s.expires_at IS NULL OR s.expires_at > clock_timestamp())), '[]') AS secrets,
           (SELECT count(*)::int FROM deliveries d WHERE d.channel = 'webhook' AND d.target = w.id::text AND d.status = 'waiting') AS waiting,
           (SELECT count(*)::int FROM (SELECT 1 FROM deliveries d WHERE d.channel = 'webhook' AND d.target = w.id::text AND d.status = 'failed' LIMIT 1000) few) AS failed,
           (SELECT max(finished_at) FROM (SELECT finished_at FROM deliveries d WHERE d.channel = 'webhook' AND d.target = w.id::text AND d.status = 'delivered'
                                           ORDER BY created_at DESC LIMIT 20) few) AS last_delivered_at
      FROM webhook_endpoints w LEFT JOIN agents g ON g.id = w.agent_id WHERE ${which}`);
  return rows.map(({ agentId, agentName, createdAt, disabledAt, lastDeliveredAt, ...row }) => ({
    ...row,
    agent: agentId && agentName ? { id: agentId, name: agentName } : null,
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
    lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
  }));
}

/** How many are overdue and how many failed for good, by channel: for the metrics. */
export const deliveryCounts = (): Promise<{ channel: ChannelName; overdue: number; failed: number }[]> =>
  db.all(sql`
    SELECT channel, count(*) FILTER (WHERE next_at <= clock_timestamp())::int AS overdue, count(*) FILTER (WHERE status = 'failed')::int AS failed
      FROM deliveries WHERE status IN ('waiting', 'failed') GROUP BY channel`);
