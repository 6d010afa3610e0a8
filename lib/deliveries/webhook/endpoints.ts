import { z } from "zod";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { queueDeliveries } from "@/lib/deliveries/queue";
import { env } from "@/lib/env";
import { Refusal, type Fault } from "@/lib/errors";
import { Id, newId } from "@/lib/ids";
import { requireAdmin } from "@/lib/people/may";
import { seal } from "@/lib/sealing";
import { WEBHOOK_EVENT_TYPES } from "./events";
import { newSecret, testMessage } from "./message";

const MOST_ENDPOINTS = 200;
const MOST_SECRETS = 5;

const Address = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://hooks.example.com/countersign" })
  .max(2_000)
  .refine((text) => !/#/.test(text) && !/^[a-z]+:\/\/[^/?]*@/i.test(text), "must not carry a password or a fragment; messages are signed instead")
  .refine((text) => text.startsWith("https:") || env().ALLOW_PRIVATE_TARGETS, "must begin with https://");

export const EndpointInput = z.object({
  url: Address,
  description: z.string().trim().max(200).default(""),
  /** Whose actions it is told of; null: everybody's. */
  agentId: Id.nullable(),
  /** None: every type there is. */
  eventTypes: z.array(z.enum(WEBHOOK_EVENT_TYPES)).max(WEBHOOK_EVENT_TYPES.length),
});
export type EndpointInput = z.input<typeof EndpointInput>;

type Row = { id: string; url: string; description: string; agentId: string | null; eventTypes: string[]; disabledAt: Date | null };

/** Makes an endpoint with its first secret, which is shown once. @throws Refusal `invalid`, `conflict` */
export async function createEndpoint(admin: Person, input: EndpointInput): Promise<{ id: string; secret: string }> {
  requireAdmin(admin);
  const { url, description, agentId, eventTypes } = checked(input);
  return transact(async (tx) => {
    const count = await tx.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM webhook_endpoints WHERE removed_at IS NULL`);
    if (count!.n >= MOST_ENDPOINTS) throw new Refusal("conflict", `There are ${MOST_ENDPOINTS} endpoints, as many as there may be. Remove one first.`);
    await requireAgent(tx, agentId);
    const row = await tx.one<Row>(sql`
      INSERT INTO webhook_endpoints (id, url, description, agent_id, event_types, created_by)
      VALUES (${newId()}, ${url}, ${description}, ${agentId}, ${[...new Set(eventTypes)]}::text[], ${admin.id}) RETURNING *`);
    const secret = await addSecret(tx, row!.id);
    await record(tx, { type: "webhook_endpoint.created", actor: admin, subject: subject(row!.id), data: { after: told(row!) } });
    return { id: row!.id, secret };
  });
}

export async function updateEndpoint(admin: Person, id: string, input: EndpointInput): Promise<void> {
  requireAdmin(admin);
  const { url, description, agentId, eventTypes } = checked(input);
  await transact(async (tx) => {
    const before = await lock(tx, id);
    await requireAgent(tx, agentId);
    const after = await tx.one<Row>(sql`
      UPDATE webhook_endpoints SET url = ${url}, description = ${description}, agent_id = ${agentId}, event_types = ${[...new Set(eventTypes)]}::text[] WHERE id = ${id} RETURNING *`);
    await record(tx, { type: "webhook_endpoint.changed", actor: admin, subject: subject(id), data: { before: told(before), after: told(after!) } });
  });
}

/** Stops or resumes telling it. What is disabled hears nothing, and what happens meanwhile is not kept for it. */
export async function setEndpointEnabled(admin: Person, id: string, enabled: boolean): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const before = await lock(tx, id);
    if ((before.disabledAt === null) === enabled) return;
    await tx.run(
      enabled
        ? sql`UPDATE webhook_endpoints SET disabled_at = NULL, disabled_reason = NULL WHERE id = ${id}`
        : sql`UPDATE webhook_endpoints SET disabled_at = clock_timestamp(), disabled_reason = ${`By ${admin.name}.`} WHERE id = ${id}`,
    );
    await record(tx, { type: enabled ? "webhook_endpoint.enabled" : "webhook_endpoint.disabled", actor: admin, subject: subject(id) });
  });
}

/** Its deliveries stay, as a record. */
export async function removeEndpoint(admin: Person, id: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const before = await lock(tx, id);
    await tx.run(sql`UPDATE webhook_endpoints SET removed_at = clock_timestamp(), disabled_at = coalesce(disabled_at, clock_timestamp()) WHERE id = ${id}`);
    await tx.run(sql`UPDATE webhook_secrets SET expires_at = clock_timestamp() WHERE endpoint_id = ${id} AND (expires_at IS NULL OR expires_at > clock_timestamp())`);
    await record(tx, { type: "webhook_endpoint.removed", actor: admin, subject: subject(id), data: { before: told(before) } });
  });
}

/** A new secret, shown once; messages are signed with the old one too for `overlapHours`, so that the receiver can change over. */
export async function rotateSecret(admin: Person, id: string, overlapHours: number): Promise<{ secret: string }> {
  requireAdmin(admin);
  if (!(overlapHours >= 0 && overlapHours <= 30 * 24)) throw invalid([{ pointer: "/overlapHours", detail: "is between 0 and 720 hours" }]);
  return transact(async (tx) => {
    await lock(tx, id);
    const valid = await tx.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM webhook_secrets WHERE endpoint_id = ${id} AND (expires_at IS NULL OR expires_at > clock_timestamp())`);
    if (overlapHours > 0 && valid!.n >= MOST_SECRETS) throw new Refusal("conflict", `${MOST_SECRETS} secrets are valid already. Wait until one ends, or rotate without an overlap.`);
    await tx.run(sql`
      UPDATE webhook_secrets SET expires_at = least(expires_at, clock_timestamp() + ${overlapHours} * interval '1 hour')
       WHERE endpoint_id = ${id} AND (expires_at IS NULL OR expires_at > clock_timestamp())`);
    const secret = await addSecret(tx, id);
    await record(tx, { type: "webhook_endpoint.secret_rotated", actor: admin, subject: subject(id), data: { overlap_hours: overlapHours } });
    return { secret };
  });
}

/** Sends a message that says nothing but that it is a test. @returns the delivery's id */
export async function testEndpoint(admin: Person, id: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    await lock(tx, id);
    const { now } = (await tx.one<{ now: Date }>(sql`SELECT clock_timestamp() AS now`))!;
    const content = testMessage(now);
    await queueDeliveries(tx, "webhook", [{ target: id, eventType: content.type, content }]);
    await record(tx, { type: "webhook_endpoint.tested", actor: admin, subject: subject(id) });
  });
}

async function addSecret(tx: Tx, endpointId: string): Promise<string> {
  const [id, secret] = [newId(), newSecret()];
  await tx.run(sql`INSERT INTO webhook_secrets (id, endpoint_id, sealed, created_at) VALUES (${id}, ${endpointId}, ${seal(secret, id)}, clock_timestamp())`);
  return secret;
}

async function lock(tx: Tx, id: string): Promise<Row> {
  const row = Id.safeParse(id).success ? await tx.one<Row>(sql`SELECT * FROM webhook_endpoints WHERE id = ${id} AND removed_at IS NULL FOR UPDATE`) : undefined;
  if (!row) throw new Refusal("not_found", "There is no such endpoint. Reload the page.");
  return row;
}

async function requireAgent(tx: Tx, agentId: string | null): Promise<void> {
  if (agentId === null || (await tx.one(sql`SELECT 1 FROM agents WHERE id = ${agentId}`))) return;
  throw invalid([{ pointer: "/agentId", detail: "There is no such agent." }]);
}

function checked(input: EndpointInput): z.output<typeof EndpointInput> {
  const parsed = EndpointInput.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, detail: message })));
}

const invalid = (faults: Fault[]) => new Refusal("invalid", "The endpoint cannot be kept as it is. Correct every fault and try again.", { faults });
const subject = (id: string) => ({ kind: "webhook_endpoint", id });
/** For the audit trail: an address may carry a token in its query. */
const told = ({ url, description, agentId, eventTypes }: Row) => ({ url: withoutQuery(url), description, agent: agentId, event_types: eventTypes });

export function withoutQuery(url: string): string {
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search ? "?…" : ""}`;
}
