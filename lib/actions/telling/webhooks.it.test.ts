import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { rollBack } from "@/lib/actions/roll-back";
import { agentOf, assemble, propose, seen, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql, transact } from "@/lib/db/tx";
import { derive } from "@/lib/deliveries/derive";
import { deliveryInFull, endpointView, listDeliveries, deliveriesOfAction } from "@/lib/deliveries/queries";
import { replayDelivery, replayFailed } from "@/lib/deliveries/replay";
import { deliverDue } from "@/lib/deliveries/run";
import { readEverything } from "@/lib/deliveries/testing";
import { webhook } from "@/lib/deliveries/webhook/channel";
import { createEndpoint, removeEndpoint, rotateSecret, setEndpointEnabled, testEndpoint, updateEndpoint } from "@/lib/deliveries/webhook/endpoints";
import { env } from "@/lib/env";

process.env.ALLOW_PRIVATE_TARGETS = "true";
process.env.ALLOW_NOOP_CONNECTOR = "true";
const database = useDatabase();
const worker = { kind: "worker" as const, id: "worker-1" };
let cast: Cast;
let url: string;
type Seen = { path: string; headers: IncomingMessage["headers"]; body: string; said: { type: string; data: Record<string, unknown> } };
const arrived: Seen[] = [];
let status = 200;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    arrived.push({ path: request.url!, headers: request.headers, body, said: JSON.parse(body) as Seen["said"] });
    response.writeHead(status).end("ok");
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cast = await assemble();
  await derive("webhook", webhook);
});
afterAll(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
beforeEach(async () => {
  await settle();
  await database.asOwner((client) => client.query("TRUNCATE deliveries, delivery_attempts; UPDATE webhook_endpoints SET removed_at = now()"));
  arrived.length = 0;
  status = 200;
});

const settle = () => readEverything({ webhook });
async function deliver() {
  await settle();
  return deliverDue(worker, { webhook });
}
const endpoint = (change: Partial<Parameters<typeof createEndpoint>[1]> = {}) => createEndpoint(cast.admin, { url: `${url}/hook`, agentId: null, eventTypes: [], ...change });
const verified = ({ headers, body }: Seen, secret: string) =>
  new Webhook(secret).verify(body, { "webhook-id": String(headers["webhook-id"]), "webhook-timestamp": String(headers["webhook-timestamp"]), "webhook-signature": String(headers["webhook-signature"]) });
const adminEvents = async (id: string) => (await db.all<{ type: string; canonical: string }>(sql`SELECT type, canonical FROM audit_events WHERE subject_id = ${id} ORDER BY seq`)).map(({ type, canonical }) => ({ type, canonical }));

test("an agent's decisions, execution and rollback are told, signed, with revision and sequence, and without params", async () => {
  const { secret } = await endpoint();
  const action = await propose(cast.agent, "refund", { customer: "cus_secret_customer", amount: 4711 });
  await approve(cast.reviewer, await seen(action));
  await execute(worker, action.id);
  const { id: rollback } = await rollBack(cast.second, { id: action.id, revision: 1, note: "wrong customer" });
  await deliver();
  const told = arrived.map(({ said }) => [said.type, said.data.action_id === action.id ? "it" : "its rollback", said.data.state, said.data.sequence]);
  expect(told).toEqual(
    expect.arrayContaining([
      ["action.submitted", "it", "pending", 1],
      ["action.approved", "it", "approved", 2],
      ["action.succeeded", "it", "succeeded", 4],
      ["action.rollback_requested", "it", "succeeded", 5],
      ["action.submitted", "its rollback", "pending", 1],
    ]),
  );
  expect(arrived.find(({ said }) => said.type === "action.rollback_requested")!.said.data.rollback_id).toBe(rollback);
  for (const one of arrived) {
    expect(verified(one, secret)).toMatchObject({ type: one.said.type });
    expect(one.body).not.toMatch(/cus_secret|4711|wrong customer/);
    expect(one.said.data).toMatchObject({ revision: 1, agent_id: cast.agent.id, mode: "live" });
  }
  expect((await deliveriesOfAction(action.id)).map(({ to, status: how }) => [to, how])).toContainEqual([new URL(url).host, "delivered"]);
});

test("an endpoint hears of its own agent and of the types it asked for; with none that concern it, nothing is written", async () => {
  const other = await agentOf(cast.owner, "other-bot");
  await endpoint({ url: `${url}/mine`, agentId: cast.agent.id, eventTypes: ["action.rejected"] });
  await endpoint({ url: `${url}/other`, agentId: other.id });
  const action = await propose(cast.agent);
  await reject(cast.reviewer, { ...(await seen(action)), note: "no" });
  await deliver();
  expect(arrived.map(({ path, said }) => [path, said.type])).toEqual([["/mine", "action.rejected"]]);
  expect(await db.one(sql`SELECT count(*)::int AS n FROM deliveries`)).toEqual({ n: 1 });
});

test("while a secret replaces another, messages verify under both; afterwards under the new one only", async () => {
  const { id, secret: first } = await endpoint({ eventTypes: ["action.submitted"] });
  const { secret: second } = await rotateSecret(cast.admin, id, 24);
  await propose(cast.agent);
  await deliver();
  expect(verified(arrived[0]!, first)).toEqual(verified(arrived[0]!, second));
  await transact((tx) => tx.run(sql`UPDATE webhook_secrets SET expires_at = clock_timestamp() - interval '1 second' WHERE endpoint_id = ${id} AND expires_at IS NOT NULL`));
  await propose(cast.agent);
  await deliver();
  expect(() => verified(arrived[1]!, first)).toThrow("No matching");
  expect(verified(arrived[1]!, second)).toBeDefined();
  const trail = await adminEvents(id);
  expect(trail.map(({ type }) => type)).toEqual(["webhook_endpoint.created", "webhook_endpoint.secret_rotated"]);
  for (const { canonical } of trail) expect(canonical).not.toContain(second.slice(6));
  const stored = await db.all<{ sealed: Buffer }>(sql`SELECT sealed FROM webhook_secrets`);
  for (const { sealed } of stored) expect(sealed.toString("latin1")).not.toContain(second.slice(6));
});

test("410 disables the endpoint, and what was to come is dropped until it is enabled and replayed", async () => {
  const { id } = await endpoint({ eventTypes: ["action.submitted"] });
  await propose(cast.agent);
  await propose(cast.agent);
  status = 410;
  await deliver();
  expect(arrived).toHaveLength(1);
  expect(await endpointView(cast.admin, id)).toMatchObject({ disabledReason: expect.stringContaining("410") as string });
  expect((await listDeliveries(cast.admin, {})).deliveries.map((row) => row.status).toSorted()).toEqual(["dropped", "failed"]);
  expect((await adminEvents(id)).map(({ type }) => type)).toEqual(["webhook_endpoint.created", "webhook_endpoint.disabled"]);
  await propose(cast.agent);
  expect(await deliver()).toBe(0);
  status = 200;
  await setEndpointEnabled(cast.admin, id, true);
  const { deliveries } = await listDeliveries(cast.admin, { status: "dropped" });
  await replayDelivery(cast.admin, deliveries[0]!.id);
  await deliver();
  expect(await deliveryInFull(cast.admin, deliveries[0]!.id)).toMatchObject({ status: "delivered" });
});

test("a replay has the same id and begins the schedule anew; request and answer of each try are kept", async () => {
  const { id } = await endpoint({ eventTypes: ["action.submitted"] });
  await propose(cast.agent);
  status = 500;
  await settle();
  for (let i = 0; i < 10; i++) {
    await transact((tx) => tx.run(sql`UPDATE deliveries SET next_at = clock_timestamp() - interval '1 second' WHERE status = 'waiting'`));
    await deliverDue(worker, { webhook });
  }
  const [failed] = (await listDeliveries(cast.admin, { status: "failed" })).deliveries;
  expect(failed).toMatchObject({ attempts: 10, lastResult: "It answered 500." });
  await expect(replayDelivery(cast.reviewer, failed!.id)).rejects.toMatchObject({ code: "not_permitted" });
  expect(await replayFailed(cast.admin, "webhook", id)).toBe(1);
  await deliverDue(worker, { webhook });
  expect(await deliveryInFull(cast.admin, failed!.id)).toMatchObject({ status: "waiting", attempts: 11 });
  status = 200;
  await replayDelivery(cast.admin, failed!.id);
  await deliverDue(worker, { webhook });
  const full = await deliveryInFull(cast.admin, failed!.id);
  expect(full).toMatchObject({ status: "delivered", attempts: 12 });
  expect(full.tries[0]).toMatchObject({ number: 12, outcome: "delivered", request: { method: "POST" }, response: { status: 200, body: "ok" } });
  expect(new Set(arrived.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([failed!.id]));
  expect((await adminEvents(failed!.id)).map(({ type }) => type)).toEqual(["delivery.replayed"]);
});

test("a test message arrives, and a removed endpoint hears nothing more", async () => {
  const { id, secret } = await endpoint();
  await testEndpoint(cast.admin, id);
  await deliver();
  expect(arrived.map(({ said }) => said.type)).toEqual(["endpoint.tested"]);
  expect(verified(arrived[0]!, secret)).toBeDefined();
  await removeEndpoint(cast.admin, id);
  await propose(cast.agent);
  await deliver();
  expect(arrived).toHaveLength(1);
});

test("admins only, and only addresses that can be posted to", async () => {
  await expect(createEndpoint(cast.reviewer, { url: `${url}/`, agentId: null, eventTypes: [] })).rejects.toMatchObject({ code: "not_permitted" });
  for (const bad of ["ftp://a.example/", "https://user:pass@a.example/", "https://a.example/#x", "no"]) {
    await expect(endpoint({ url: bad }), bad).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/url" }] });
  }
  await expect(endpoint({ agentId: "0190f0c0-0000-7000-8000-00000000000a" })).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/agentId" }] });
  const { id } = await endpoint({ url: "https://a.example/hook?token=hidden" });
  await updateEndpoint(cast.admin, id, { url: "https://b.example/hook?token=hidden", agentId: null, eventTypes: [] });
  for (const { canonical } of await adminEvents(id)) expect(canonical).not.toContain("hidden");
  expect(env().ALLOW_PRIVATE_TARGETS).toBe(true);
});
