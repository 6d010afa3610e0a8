import { cascade } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, sql, transact, type Tx } from "@/lib/db/tx";
import type { Channel, Delivery, Sent } from "@/lib/deliveries/types";
import { open } from "@/lib/sealing";
import { WEBHOOK_EVENT_TYPES } from "./events";
import { messageOf } from "./message";
import { post } from "./send";

type Listener = { id: string; agentId: string | null; eventTypes: string[] };

const listeners = (tx: Tx): Promise<Listener[]> =>
  tx.all<Listener>(sql`SELECT id, agent_id, event_types FROM webhook_endpoints WHERE disabled_at IS NULL AND removed_at IS NULL ORDER BY id`);

/** Standard Webhooks: one signed message per event and endpoint. */
export const webhook: Channel = {
  listensTo: async (tx) => {
    const all = await listeners(tx);
    return all.some(({ eventTypes }) => eventTypes.length === 0) ? WEBHOOK_EVENT_TYPES : [...new Set(all.flatMap(({ eventTypes }) => eventTypes))];
  },
  plan: async (tx, news) => {
    const all = await listeners(tx);
    return news.flatMap((item) => {
      const content = messageOf(item);
      return all
        .filter(({ agentId, eventTypes }) => (agentId === null || agentId === item.action.agentId) && (eventTypes.length === 0 || eventTypes.includes(item.type)))
        .map(({ id }) => ({ target: id, eventType: item.type, content, news: item }));
    });
  },
  send: async ([delivery], signal) => [await send(delivery!, signal)],
  timeoutMs: 15_000,
  together: 1,
  atOnce: { all: 16, target: 4 },
  spacingMs: 0,
};

type Endpoint = { url: string; disabledAt: Date | null; removedAt: Date | null; now: Date };

async function send(delivery: Delivery, signal: AbortSignal): Promise<Sent> {
  const endpoint = await db.one<Endpoint>(sql`SELECT url, disabled_at, removed_at, clock_timestamp() AS now FROM webhook_endpoints WHERE id = ${delivery.target}::uuid`);
  if (!endpoint || endpoint.removedAt) return { outcome: "dropped", reason: "The endpoint was removed." };
  if (endpoint.disabledAt) return { outcome: "dropped", reason: "The endpoint is disabled. Enable it, then replay this." };
  const secrets = await secretsOf(delivery.target);
  const { gone, ...sent } = await post({ url: endpoint.url, secrets, now: endpoint.now }, delivery, signal);
  if (gone) await disableGone(delivery.target);
  return sent;
}

/** The secrets that are valid now, the newest first. */
export async function secretsOf(endpointId: string): Promise<string[]> {
  const rows = await db.all<{ id: string; sealed: Buffer }>(sql`
    SELECT id, sealed FROM webhook_secrets WHERE endpoint_id = ${endpointId} AND (expires_at IS NULL OR expires_at > clock_timestamp()) ORDER BY created_at DESC, id DESC`);
  return rows.map(({ id, sealed }) => open(sealed, id));
}

async function disableGone(id: string): Promise<void> {
  const reason = "It answered 410, gone for good.";
  await transact(async (tx) => {
    const disabled = await tx.run(sql`UPDATE webhook_endpoints SET disabled_at = clock_timestamp(), disabled_reason = ${reason} WHERE id = ${id} AND disabled_at IS NULL`);
    if (disabled > 0) await record(tx, { type: "webhook_endpoint.disabled", actor: cascade, subject: { kind: "webhook_endpoint", id }, data: { reason } });
  });
}
