import { afterAll, beforeAll, expect, test } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { publish, seen, trail } from "@/lib/actions/testing";
import { balanced } from "@/lib/policy/balanced";
import { createKey } from "@/lib/agents/keys";
import { db, sql } from "@/lib/db/tx";
import { useDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/ids";
import { closeQueue } from "@/lib/queue/later";
import { agentClient, asAction, asProblem, assembleApi, client, newKey, perMinute } from "./testing";

process.env.ALLOW_NOOP_CONNECTOR = "true";
useDatabase();
let cast: Awaited<ReturnType<typeof assembleApi>>;
beforeAll(async () => {
  cast = await assembleApi();
});
afterAll(closeQueue);

const refund = { tool: "refund", params: { customer: "cus_81", amount: 120 } };

test("a proposal is answered 202 with where it is and all of it", async () => {
  const sent = await cast.bot.submit({ ...refund, session: "s-1", subjects: [{ kind: "customer", id: "cus_81" }] });
  expect(sent.status).toBe(202);
  const action = asAction(sent);
  expect(sent.headers.get("location")).toBe(`/api/v1/actions/${action.id}`);
  expect(action).toMatchObject({
    object: "action",
    state: "pending",
    mode: "live",
    dry_run: false,
    tool: "refund",
    tier: "medium",
    effect: "review",
    summary: "refund $120.00 for cus_81",
    revision: 1,
    requirement: { approvals: [{ group: "reviewers", approvals: 1 }], on_expiry: "expire" },
    decision: null,
    outcome: null,
    session: "s-1",
    subjects: [{ kind: "customer", id: "cus_81" }],
    links: { self: `http://countersign.test/api/v1/actions/${action.id}`, review: `http://countersign.test/queue/${action.id}` },
  });
  expect(action.payload_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(asAction(await cast.bot.get(`/actions/${action.id}`))).toEqual(action);
});

test("what policy allows is answered 202 as well", async () => {
  expect(asAction(await cast.bot.submit({ tool: "look_up", params: { customer: "cus_1" } }))).toMatchObject({ state: "approved", effect: "allow", requirement: null });
});

test("I8: a tool that nobody registered is held as high", async () => {
  for (const tool of ["nobody_knows", "constructor", "toString", "hasOwnProperty", "valueOf"]) {
    expect(asAction(await cast.bot.submit({ tool, params: {} }))).toMatchObject({ state: "pending", tier: "high" });
  }
});

test("50 submissions at once under one key are one action", async () => {
  const key = newKey();
  const sent = await Promise.all(Array.from({ length: 50 }, () => cast.bot.submit(refund, { key })));
  const won = sent.filter(({ status }) => status === 202);
  expect(won.length).toBeGreaterThan(0);
  expect(new Set(won.map((one) => asAction(one).id)).size).toBe(1);
  expect(sent.filter(({ status }) => status !== 202 && status !== 409)).toEqual([]);
  expect(await trail(asAction(won[0]!))).toHaveLength(1);
});

test("the same key with another body is refused, and changes nothing", async () => {
  const key = newKey();
  const first = asAction(await cast.bot.submit(refund, { key }));
  const other = await cast.bot.submit({ ...refund, params: { customer: "cus_81", amount: 121 } }, { key });
  expect(other.status).toBe(422);
  expect(asProblem(other)).toMatchObject({ code: "idempotency_mismatch", action_id: first.id });
});

test("a refused submission stores nothing: its key stays free", async () => {
  const key = newKey();
  expect((await cast.bot.submit({ ...refund, params: {} }, { key })).status).toBe(422);
  expect((await cast.bot.submit(refund, { key })).status).toBe(202);
});

test("without an Idempotency-Key, or with a bad one, nothing is proposed", async () => {
  for (const headers of [{}, { "Idempotency-Key": "x".repeat(256) }, { "Idempotency-Key": "with space" }, { "Idempotency-Key": "" }]) {
    const sent = await cast.bot.send("POST", "/actions", { body: refund, headers: headers as Record<string, string> });
    expect(sent.status).toBe(400);
    expect(asProblem(sent).errors).toEqual([{ header: "Idempotency-Key", detail: expect.any(String) }]);
  }
});

test("params that do not fit are refused with every fault and its place", async () => {
  const sent = await cast.bot.submit({ tool: "refund", params: { amount: "much", surprise: 1 } });
  expect(sent.status).toBe(422);
  expect(sent.headers.get("content-type")).toBe("application/problem+json");
  const problem = asProblem(sent);
  expect(problem).toMatchObject({ type: "http://countersign.test/problems/invalid", status: 422, code: "invalid" });
  expect(problem.errors?.map(({ pointer }) => pointer).sort()).toEqual(["/params/amount", "/params/customer", "/params/surprise"]);
  expect(problem.request_id).toBe(sent.headers.get("x-request-id"));
});

test("I7: fields that would say who acts or what is allowed are not fields", async () => {
  for (const name of ["agent_id", "mode", "tier", "state", "approved_by", "effect", "owner", "idempotency_key"]) {
    const sent = await cast.bot.submit({ ...refund, [name]: "live" });
    expect(sent.status).toBe(422);
    expect(asProblem(sent).errors).toEqual([{ pointer: `/${name}`, detail: expect.any(String) }]);
  }
});

test("I10: a sensitive value is in no answer", async () => {
  const sent = await cast.bot.submit({ tool: "secretive", params: { customer: "cus_1", card: "4111-1111-1111-9999" } });
  const { id } = asAction(sent);
  for (const { text } of [sent, await cast.bot.get(`/actions/${id}`), await cast.bot.get("/actions?tool=secretive")]) expect(text).not.toContain("4111");
});

test("a request id is taken where it is harmless, and made where it is not", async () => {
  expect((await cast.bot.get("/tools", { "X-Request-Id": "mine-1.2_3" })).headers.get("x-request-id")).toBe("mine-1.2_3");
  const made = (await cast.bot.get("/tools", { "X-Request-Id": "a b<script>" })).headers.get("x-request-id");
  expect(made).toMatch(/^[0-9a-f-]{36}$/);
});

test("without a key, with a wrong one, or without the scope, the answer says so", async () => {
  const none = await client(undefined).get("/actions");
  expect([none.status, asProblem(none).code, none.headers.get("www-authenticate")]).toEqual([401, "unauthenticated", expect.stringContaining("Bearer")]);
  expect((await client(`${cast.key.slice(0, -1)}x`).get("/actions")).status).toBe(401);
  expect((await cast.bot.get("/actions", { Authorization: "Basic abc" })).status).toBe(401);
  const { key } = await createKey(cast.admin, { agentId: cast.agent.id, mode: "live", scopes: ["actions:read"] });
  const sent = await client(key).submit(refund);
  expect([sent.status, asProblem(sent).code, asProblem(sent).scope]).toEqual([403, "not_permitted", "actions:write"]);
});

test("another agent's action, and the other mode's, are not there", async () => {
  const { id } = asAction(await cast.bot.submit(refund));
  const other = await agentClient(cast.admin, cast.owner, "other-bot");
  const trying = client((await createKey(cast.admin, { agentId: cast.agent.id, mode: "test", scopes: ["actions:write", "actions:read", "results:write"] })).key);
  for (const stranger of [other, trying]) {
    for (const [method, path] of [["GET", ""], ["GET", "/events"], ["POST", "/cancellation"], ["POST", "/grant"], ["POST", "/result"]] as const) {
      const sent = await stranger.send(method, `/actions/${id}${path}`, method === "POST" ? { body: path === "/result" ? { grant: "x", outcome: "succeeded" } : {} } : {});
      expect([path, sent.status]).toEqual([path, 404]);
    }
    expect((await stranger.get(`/actions?starting_after=${id}`)).status).toBe(404);
  }
  expect(asAction(await cast.bot.get(`/actions/${id}`)).state).toBe("pending");
});

test("a test key's actions are dry runs in lists of their own", async () => {
  const trying = await agentClient(cast.admin, cast.owner, "trying-bot", { mode: "test" });
  expect(asAction(await trying.submit(refund))).toMatchObject({ mode: "test", dry_run: true });
  expect((await trying.get("/actions")).json).toMatchObject({ data: [{ mode: "test" }] });
});

test("an unchanged action is answered 304 to whoever has it", async () => {
  const { id } = asAction(await cast.bot.submit(refund));
  const etag = (await cast.bot.get(`/actions/${id}`)).headers.get("etag")!;
  const again = await cast.bot.get(`/actions/${id}`, { "If-None-Match": `"x", ${etag}` });
  expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
  await cast.bot.send("POST", `/actions/${id}/cancellation`, { body: {} });
  expect((await cast.bot.get(`/actions/${id}`, { "If-None-Match": etag })).status).toBe(200);
});

test("a list pages through exactly this agent's actions, newest first", async () => {
  const lister = await agentClient(cast.admin, cast.owner, "lister");
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.unshift(asAction(await lister.submit({ ...refund, session: i % 2 ? "odd" : "even" })).id);
  const seenIds: string[] = [];
  for (let after = ""; ; ) {
    const page = (await lister.get(`/actions?limit=2${after && `&starting_after=${after}`}`)).json as { data: { id: string }[]; has_more: boolean };
    seenIds.push(...page.data.map(({ id }) => id));
    if (!page.has_more) break;
    after = seenIds.at(-1)!;
  }
  expect(seenIds).toEqual(ids);
  const count = async (query: string) => ((await lister.get(`/actions?${query}`)).json as { data: unknown[] }).data.length;
  expect(await count("session=odd")).toBe(2);
  expect(await count("state=pending,blocked&tool=refund")).toBe(5);
  expect(await count("state=succeeded")).toBe(0);
  expect(await count(`since=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`)).toBe(0);
});

test.each(["limit=abc", "limit=0", "limit=101", "limit=1e2", "limit=-1", "limit=", "limit=1&limit=2", "starting_after=x", "state=open", "state=", "since=yesterday", "tool=%00", "session=%00", "limt=5", "limit[]=1"])(
  "the query %s is refused by name",
  async (query) => {
    const sent = await cast.bot.get(`/actions?${query}`);
    expect(sent.status).toBe(422);
    expect(asProblem(sent).errors?.[0]?.parameter).toBe(decodeURIComponent(query.split("=")[0]!));
  },
);

test.each(["%00", "abc", "01a1fcf5-6bd0-77f6-bda5", "%ff", "..%2f..", "a%20b", "%F0%9F%98%80", "constructor", "0".repeat(5_000)])("the id %s is refused as no id", async (id) => {
  const sent = await cast.bot.get(`/actions/${id}`);
  expect(sent.status).toBe(422);
  expect(asProblem(sent).errors?.[0]).toMatchObject({ parameter: "id" });
});

test("wrong methods are told what there is, unknown paths that there is nothing", async () => {
  for (const [method, path, allow] of [
    ["DELETE", "/actions", "GET, HEAD, OPTIONS, POST"],
    ["PUT", `/actions/${newId()}`, "GET, HEAD, OPTIONS"],
    ["GET", `/actions/${newId()}/cancellation`, "OPTIONS, POST"],
    ["POST", "/openapi.json", "GET, HEAD, OPTIONS"],
  ] as const) {
    const sent = await cast.bot.send(method, path);
    expect([sent.status, sent.headers.get("allow"), asProblem(sent).code]).toEqual([405, allow, "method_not_allowed"]);
  }
  for (const path of ["", "/", "/nothing", "/actions/", `/actions/${newId()}/approval`, `/actions/${newId()}/decision`, "/policies", "/people", "/agents"]) {
    for (const method of ["GET", "POST"]) {
      const sent = await cast.bot.send(method, path);
      expect([path, sent.status, asProblem(sent).code]).toEqual([path, 404, "not_found"]);
    }
  }
});

test("I6: HEAD and OPTIONS on every address change nothing", async () => {
  const { id } = asAction(await cast.bot.submit(refund));
  const events = async () => (await db.one<{ count: number }>(sql`SELECT count(*)::int AS count FROM audit_events`))!.count;
  const before = await events();
  for (const path of ["/actions", `/actions/${id}`, `/actions/${id}/events`, `/actions/${id}/cancellation`, `/actions/${id}/grant`, `/actions/${id}/result`, "/tools", "/openapi.json"]) {
    expect((await cast.bot.send("OPTIONS", path)).status).toBe(204);
    const head = await cast.bot.send("HEAD", path, { headers: { Prefer: "wait=30" } });
    expect(head.text).toBe("");
    expect([200, 405]).toContain(head.status);
    expect((await cast.bot.get(path.endsWith("events") ? "/actions" : path)).status).toBeLessThan(500);
  }
  expect(await events()).toBe(before);
});

test("the tools are those that policy lets the agent propose, with their schemas", async () => {
  const tools = (await cast.bot.get("/tools")).json as { data: { name: string; run_by: string; params_schema: object }[] };
  expect(tools.data.map(({ name }) => name)).toEqual(["look_up", "own_hands", "purge", "refund", "secretive", "wire"]);
  expect(tools.data.find(({ name }) => name === "own_hands")).toMatchObject({ run_by: "agent", params_schema: { type: "object", required: ["customer"] } });
  const reader = await agentClient(cast.admin, cast.owner, "reading-bot");
  await db.run(sql`UPDATE agents SET autonomy = 'read_only' WHERE id = ${reader.agentId}`);
  expect(((await reader.get("/tools")).json as typeof tools).data.map(({ name }) => name)).toEqual(["look_up"]);
});

test("a rejection reaches the agent with its reason and a name, nothing more of the person", async () => {
  const { id } = asAction(await cast.bot.submit(refund));
  await reject(cast.reviewer, { ...(await seen({ id })), note: "Wrong customer: use cus_82" });
  const sent = await cast.bot.get(`/actions/${id}`);
  expect(asAction(sent)).toMatchObject({ state: "rejected", decision: { verdict: "rejected", by: "Rita", note: "Wrong customer: use cus_82" } });
  expect(sent.text).not.toContain(cast.reviewer.id);
  expect(sent.text).not.toContain(cast.reviewer.email);
});

test("a vote is not told before it takes effect", async () => {
  await publish({ tiers: { ...balanced.tiers, medium: { ...balanced.tiers.medium, undo: "1h" } as (typeof balanced.tiers)["medium"] } });
  const { id } = asAction(await cast.bot.submit(refund));
  await approve(cast.reviewer, { ...(await seen({ id })), note: "" });
  expect(asAction(await cast.bot.get(`/actions/${id}`))).toMatchObject({ state: "pending", decision: null });
  await publish();
});

test("an action is withdrawn once, with or without a body", async () => {
  const { id } = asAction(await cast.bot.submit(refund));
  const cancelled = await cast.bot.send("POST", `/actions/${id}/cancellation`, { body: { reason: "No longer needed" } });
  expect([cancelled.status, asAction(cancelled).state]).toEqual([200, "cancelled"]);
  const again = await cast.bot.send("POST", `/actions/${id}/cancellation`);
  expect([again.status, asProblem(again).code, asProblem(again).state]).toEqual([409, "already_decided", "cancelled"]);
  expect((await trail({ id })).at(-1)).toMatchObject({ type: "action.cancelled", data: { note: "No longer needed" } });
});

test("a tool of the agent's own: approved, granted, run elsewhere, reported once", async () => {
  const { id } = asAction(await cast.bot.submit({ tool: "own_hands", params: { customer: "cus_9", amount: 3 } }));
  expect(asProblem(await cast.bot.send("POST", `/actions/${id}/grant`)).status).toBe(409);
  await approve(cast.reviewer, { ...(await seen({ id })), note: "" });
  const granted = await cast.bot.send("POST", `/actions/${id}/grant`, { body: {} });
  expect(granted.status).toBe(200);
  const grant = granted.json as { grant: string; params: object };
  expect(grant).toMatchObject({ object: "grant", action: id, params: { customer: "cus_9", amount: 3 }, dry_run: false });
  const reports = await Promise.all(Array.from({ length: 10 }, () => cast.bot.send("POST", `/actions/${id}/result`, { body: { grant: grant.grant, outcome: "succeeded", detail: "12 rows" } })));
  expect(reports.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(reports.filter(({ status }) => status === 409)).toHaveLength(9);
  expect(asAction(await cast.bot.get(`/actions/${id}`))).toMatchObject({ state: "succeeded", outcome: { by: "agent", response: "12 rows" } });
  const forged = await cast.bot.send("POST", `/actions/${id}/result`, { body: { grant: `${grant.grant.slice(0, -3)}abc`, outcome: "failed" } });
  expect(forged.status).toBe(403);
});

test("an outcome is told", async () => {
  const { id } = asAction(await cast.bot.submit({ tool: "look_up", params: { customer: "cus_1" } }));
  await execute(cast.worker, id);
  expect(asAction(await cast.bot.get(`/actions/${id}`))).toMatchObject({ state: "succeeded", outcome: { by: "worker" }, attempts: 1 });
});

test("one agent's limit is said beforehand, kept, and does not slow another", async () => {
  const busy = await agentClient(cast.admin, cast.owner, "busy-bot");
  await perMinute(busy.agentId, 3);
  const first = await busy.get("/actions");
  expect(first.headers.get("ratelimit-policy")).toBe('"key";q=3;w=60');
  expect(first.headers.get("ratelimit")).toMatch(/^"key";r=2;t=\d+$/);
  await busy.get("/actions");
  await busy.get("/actions");
  const over = await busy.get("/actions");
  expect([over.status, asProblem(over).code]).toEqual([429, "rate_limited"]);
  expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(over.headers.get("ratelimit")).toMatch(/^"key";r=0;t=\d+$/);
  expect((await cast.bot.get("/actions")).status).toBe(200);
});
