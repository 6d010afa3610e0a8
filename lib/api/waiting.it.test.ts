import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { seen } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { stopListening } from "@/lib/notify/listen";
import { closeQueue } from "@/lib/queue/later";
import { api } from "./app";
import { releaseHolds } from "./hold";
import { asAction, asProblem, assembleApi, client, listening, newKey, type Client } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Awaited<ReturnType<typeof assembleApi>>;
let server: Awaited<ReturnType<typeof listening>>;
let overSocket: Client;
beforeAll(async () => {
  cast = await assembleApi();
  server = await listening();
  overSocket = client(cast.key, (path, init) => fetch(server.url + path, init));
});
afterAll(async () => {
  releaseHolds();
  await server.close();
  await stopListening();
  await closeQueue();
});

const refund = { tool: "refund", params: { customer: "cus_81", amount: 120 } };
const look = { tool: "look_up", params: { customer: "cus_81" } };
const proposed = async (body: object = refund) => asAction(await cast.bot.submit(body));
const held = () => [...((globalThis as { countersignHolds?: Map<string, Set<unknown>> }).countersignHolds?.values() ?? [])].reduce((sum, { size }) => sum + size, 0);
const timed = async <T>(work: Promise<T>): Promise<[T, number]> => {
  const started = performance.now();
  return [await work, performance.now() - started];
};

test("an answer that prefers to wait is held until people have decided", async () => {
  const { id } = await proposed();
  const waiting = timed(overSocket.get(`/actions/${id}`, { Prefer: "wait=20" }));
  await reject(cast.reviewer, { ...(await seen({ id })), note: "Not this one" });
  const [sent, ms] = await waiting;
  expect(asAction(sent)).toMatchObject({ state: "rejected", decision: { note: "Not this one" } });
  expect(sent.headers.get("preference-applied")).toBe("wait=20");
  expect(ms).toBeLessThan(4_000); // by announcement, sooner than it would have looked by itself
});

test("a submission may be held until it has run", async () => {
  const waiting = overSocket.submit(look, { headers: { Prefer: "wait=20" } });
  let id: string | undefined;
  await vi.waitFor(async () => {
    id = ((await cast.bot.get("/actions?tool=look_up&limit=1")).json as { data: { id: string }[] }).data[0]?.id;
    expect(id).toBeDefined();
  });
  await execute(cast.worker, id!);
  const sent = await waiting;
  expect([sent.status, asAction(sent).state, asAction(sent).id]).toEqual([202, "succeeded", id]);
});

test("an approval goes on being waited for until its execution is over", async () => {
  const { id } = await proposed();
  const waiting = overSocket.get(`/actions/${id}`, { Prefer: "wait=20" });
  await approve(cast.reviewer, { ...(await seen({ id })), note: "" });
  await execute(cast.worker, id);
  expect(asAction(await waiting).state).toBe("succeeded");
});

test("an approval that leaves the running to the agent is told at once", async () => {
  const { id } = await proposed({ tool: "own_hands", params: { customer: "cus_9" } });
  const waiting = timed(overSocket.get(`/actions/${id}`, { Prefer: "wait=20" }));
  await approve(cast.reviewer, { ...(await seen({ id })), note: "" });
  const [sent, ms] = await waiting;
  expect(asAction(sent).state).toBe("approved");
  expect(ms).toBeLessThan(4_000);
});

test("when the time is over, the answer is the action as it stands", async () => {
  const { id } = await proposed();
  const [sent, ms] = await timed(overSocket.get(`/actions/${id}`, { Prefer: "wait=1" }));
  expect(asAction(sent).state).toBe("pending");
  expect(ms).toBeGreaterThan(900);
  expect(ms).toBeLessThan(3_000);
});

test("held answers are given as they stand when the process is about to stop", async () => {
  const { id } = await proposed();
  const waiting = timed(overSocket.get(`/actions/${id}`, { Prefer: "wait=50" }));
  await vi.waitFor(() => expect(held()).toBe(1), 10_000);
  releaseHolds();
  const [sent, ms] = await waiting;
  expect([sent.status, asAction(sent).state]).toEqual([200, "pending"]);
  expect(ms).toBeLessThan(5_000);
});

/** The events of a stream, read until it ends (or `most` of them). */
async function follow(url: string, headers: Record<string, string> = {}, most = Infinity): Promise<{ id: number; event: string; data: Record<string, unknown> & { data: Record<string, unknown> } }[]> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers: { Authorization: `Bearer ${cast.key}`, ...headers }, signal: leaving.signal });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const events = [];
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
      const fields = Object.fromEntries(text.slice(0, end).split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
      text = text.slice(end + 2);
      if (fields.event) events.push({ id: Number(fields.id), event: fields.event, data: JSON.parse(fields.data!) });
      if (events.length >= most) {
        leaving.abort();
        return events;
      }
    }
  }
  return events;
}

test("events tell each change of state, and end when it is settled", async () => {
  const { id } = await proposed();
  const following = follow(`${server.url}/api/v1/actions/${id}/events`);
  await approve(cast.reviewer, { ...(await seen({ id })), note: "Fine" });
  await execute(cast.worker, id);
  const events = await following;
  expect(events.map(({ event }) => event)).toEqual(["action.submitted", "action.approved", "action.claimed", "action.succeeded"]);
  expect(events[0]!.data).toMatchObject({ number: 1, actor: "agent", data: { to: "pending", tier: "medium" } });
  expect(events[1]!.data.data).toMatchObject({ from: "pending", to: "approved" });
  expect(JSON.stringify(events)).not.toContain(cast.reviewer.id);
});

test("a line that broke goes on where it was", async () => {
  const { id } = await proposed();
  const url = `${server.url}/api/v1/actions/${id}/events`;
  const first = await follow(url, {}, 1);
  expect(first.map(({ event }) => event)).toEqual(["action.submitted"]);
  await reject(cast.reviewer, { ...(await seen({ id })), note: "No" });
  const rest = await follow(url, { "Last-Event-ID": String(first[0]!.id) });
  expect(rest.map(({ event }) => event)).toEqual(["action.rejected"]);
  expect(await follow(url, { "Last-Event-ID": String(rest[0]!.id) })).toEqual([]);
  for (const bad of ["x", "-1", "1.5", "9".repeat(30)]) {
    const response = await fetch(url, { headers: { Authorization: `Bearer ${cast.key}`, "Last-Event-ID": bad } });
    expect(response.status).toBe(422);
  }
});

test("a client that leaves is not waited for", async () => {
  const { id } = await proposed();
  const leaving = new AbortController();
  const response = await fetch(`${server.url}/api/v1/actions/${id}/events`, { headers: { Authorization: `Bearer ${cast.key}` }, signal: leaving.signal });
  expect(response.status).toBe(200);
  await vi.waitFor(() => expect(held()).toBe(1), 10_000);
  leaving.abort();
  await vi.waitFor(() => expect(held()).toBe(0), 10_000);
  const waiting = new AbortController();
  const answer = fetch(`${server.url}/api/v1/actions/${id}`, { headers: { Authorization: `Bearer ${cast.key}`, Prefer: "wait=50" }, signal: waiting.signal }).catch(() => undefined);
  await vi.waitFor(() => expect(held()).toBe(1), 10_000);
  waiting.abort();
  await answer;
  await vi.waitFor(() => expect(held()).toBe(0), 10_000);
});

test("50 held answers and one change: all are told", async () => {
  const { id } = await proposed();
  const waiting = Array.from({ length: 50 }, () => overSocket.get(`/actions/${id}`, { Prefer: "wait=20" }));
  await vi.waitFor(() => expect(held()).toBe(50), 15_000);
  await cast.bot.send("POST", `/actions/${id}/cancellation`, { body: {} });
  expect(new Set((await Promise.all(waiting)).map((sent) => asAction(sent).state))).toEqual(new Set(["cancelled"]));
});

test("the same key and body again are held for the action that there is", async () => {
  const key = newKey();
  const { id } = asAction(await cast.bot.submit(refund, { key }));
  const waiting = overSocket.submit(refund, { key, headers: { Prefer: "wait=20" } });
  await cast.bot.send("POST", `/actions/${id}/cancellation`, { body: {} });
  const sent = await waiting;
  expect([sent.status, asAction(sent).id]).toEqual([202, id]);
  expect(["pending", "cancelled"]).toContain(asAction(sent).state);
});

test("a database that is away is a 503 that says when to come back, and not an error of the agent's", async () => {
  const { lanes, pool } = await import("@/lib/db/pool");
  const connecting = [pool(), lanes()].map((one) => vi.spyOn(one, "connect"));
  const fail = (error: Error) => connecting.forEach((one) => one.mockRejectedValue(error as never));
  fail(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED", syscall: "connect" }));
  try {
    const sent = await cast.bot.get("/tools");
    expect([sent.status, asProblem(sent).code, sent.headers.get("retry-after")]).toEqual([503, "unavailable", "2"]);
    fail(new Error("a fault of ours"));
    const fault = await api.request("/api/v1/tools", { headers: { Authorization: `Bearer ${cast.key}`, "X-Request-Id": "ref-1" } });
    expect(fault.status).toBe(500);
    const text = await fault.text();
    expect(text).toContain("ref-1");
    expect(text).not.toContain("a fault of ours");
  } finally {
    for (const one of connecting) one.mockRestore();
  }
});
