import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db, sql } from "@/lib/db/tx";
import { useDatabase } from "@/lib/db/testing";
import { MOST_BYTES } from "@/lib/http/body";
import { newId } from "@/lib/ids";
import { closeQueue } from "@/lib/queue/later";
import { agentClient, asAction, asProblem, assembleApi, client, listening, newKey, perMinute, type Client } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Awaited<ReturnType<typeof assembleApi>>;
let bystander: Client;
let server: Awaited<ReturnType<typeof listening>>;
let overSocket: Client;
beforeAll(async () => {
  cast = await assembleApi();
  await perMinute(cast.agent.id, 1_000_000);
  bystander = await agentClient(cast.admin, cast.owner, "bystander");
  server = await listening();
  overSocket = client(cast.key, (path, init) => fetch(server.url + path, { ...init, ...(init.body instanceof ReadableStream ? { duplex: "half" } : {}) } as RequestInit));
});
afterAll(async () => {
  await server.close();
  await closeQueue();
});

const submission = (params: string) => `{"tool":"nobody_knows","params":${params}}`;
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const rows = async () => (await db.one<{ count: number }>(sql`SELECT count(*)::int AS count FROM actions`))!.count;

type Hostile = { name: string; body: string | Uint8Array; headers?: Record<string, string>; status: number; pointer?: string };
const hostile: Hostile[] = [
  { name: "10,000 levels of arrays", body: submission("[".repeat(10_000) + "]".repeat(10_000)), status: 422 },
  { name: "10,000 levels of objects", body: submission('{"a":'.repeat(10_000) + "1" + "}".repeat(10_000)), status: 422 },
  { name: "10,000 levels that never end", body: "[".repeat(10_000), status: 400 },
  { name: "a megabyte", body: submission(`{"a":"${"x".repeat(1_000_000)}"}`), status: 413 },
  { name: "one byte too many", body: submission(`{"a":"${"x".repeat(MOST_BYTES - submission('{"a":""}').length + 1)}"}`), status: 413 },
  { name: "nothing", body: "", status: 400 },
  { name: "white space", body: "  \n", status: 400 },
  { name: "half of an object", body: '{"tool":', status: 400 },
  { name: "a trailing comma", body: submission('{"a":1,}'), status: 400 },
  { name: "two values", body: submission("{}") + submission("{}"), status: 400 },
  { name: "a byte order mark", body: bytes([0xef, 0xbb, 0xbf], submission("{}")), status: 400 },
  { name: "NaN", body: submission('{"a":NaN}'), status: 400 },
  { name: "an array", body: "[]", status: 422, pointer: "" },
  { name: "a string", body: '"tool"', status: 422, pointer: "" },
  { name: "null", body: "null", status: 422, pointer: "" },
  { name: "__proto__", body: submission('{"__proto__":{"polluted":true}}'), status: 422, pointer: "/params/__proto__" },
  { name: "__proto__ deeper", body: submission('{"a":[{"b":{"__proto__":1}}]}'), status: 422, pointer: "/params/a/0/b/__proto__" },
  { name: "__proto__ beside", body: '{"tool":"x","params":{},"__proto__":{"mode":"live"}}', status: 422, pointer: "/__proto__" },
  { name: "constructor", body: submission('{"constructor":{"prototype":{"polluted":true}}}'), status: 422, pointer: "/params/constructor" },
  { name: "NUL in escapes", body: submission('{"a":"\\u0000"}'), status: 422, pointer: "/params/a" },
  { name: "NUL as it is", body: bytes(submission('{"a":"x').slice(0, -1), [0], '"}}'), status: 400 },
  { name: "NUL in a name", body: submission('{"\\u0000":1}'), status: 422, pointer: "/params/\uFFFD" },
  { name: "a lone surrogate in escapes", body: submission('{"a":"\\ud800"}'), status: 422, pointer: "/params/a" },
  { name: "a lone surrogate in a name", body: submission('{"\\udfff":1}'), status: 422 },
  { name: "a lone surrogate in bytes", body: bytes('{"tool":"x","params":{"a":"', [0xed, 0xa0, 0x80], '"}}'), status: 400 },
  { name: "bytes that are not UTF-8", body: bytes('{"tool":"x","params":{"a":"', [0xff, 0xfe], '"}}'), status: 400 },
  { name: "UTF-16", body: Buffer.from(submission("{}"), "utf16le"), status: 400 },
  { name: "a number past the largest", body: submission('{"a":1e999}'), status: 422, pointer: "/params/a" },
  { name: "an integer that changes when read", body: submission('{"a":9007199254740993}'), status: 422, pointer: "/params/a" },
  { name: "a number of 100,000 digits", body: submission(`{"a":${"9".repeat(100_000)}}`), status: 422, pointer: "/params/a" },
  { name: "more digits than are kept", body: submission('{"a":1.00000000000000000001}'), status: 422, pointer: "/params/a" },
  { name: "minus zero", body: submission('{"a":-0.0}'), status: 422, pointer: "/params/a" },
  { name: "a name twice", body: submission('{"a":1,"a":2}'), status: 422, pointer: "/params/a" },
  { name: "params twice", body: '{"tool":"x","params":{"amount":1},"params":{"amount":1000}}', status: 422, pointer: "/params" },
  { name: "60,000 names", body: submission(`{${Array.from({ length: 25_000 }, (_, i) => `"${i}":0`).join(",")}}`), status: 422 },
  { name: "a form", body: "tool=x&params=y", headers: { "Content-Type": "application/x-www-form-urlencoded" }, status: 415 },
  { name: "plain text", body: submission("{}"), headers: { "Content-Type": "text/plain" }, status: 415 },
  { name: "JSON of another kind", body: submission("{}"), headers: { "Content-Type": "application/vnd.api+json" }, status: 415 },
  { name: "something like JSON", body: submission("{}"), headers: { "Content-Type": "application/jsonp" }, status: 415 },
  { name: "another charset", body: submission("{}"), headers: { "Content-Type": "application/json; charset=utf-16" }, status: 415 },
  { name: "a compressed body", body: submission("{}"), headers: { "Content-Encoding": "gzip" }, status: 415 },
  { name: "a tool name with NUL", body: '{"tool":"x\\u0000y","params":{}}', status: 422 },
  { name: "a tool name of a megabyte's start", body: `{"tool":"${"x".repeat(200_000)}","params":{}}`, status: 422, pointer: "/tool" },
  { name: "a confidence of 2", body: '{"tool":"x","params":{},"statement":{"confidence":2}}', status: 422, pointer: "/statement/confidence" },
  { name: "a parent that is no id", body: '{"tool":"x","params":{},"parent_id":"1; DROP TABLE actions"}', status: 422, pointer: "/parent_id" },
];

test.each(hostile)("$name is refused with what is wrong, and nothing is kept", async ({ body, headers = {}, status, pointer }) => {
  const before = await rows();
  for (const way of [cast.bot, overSocket]) {
    const sent = await way.submit(body, { headers });
    expect(sent.status).toBe(status);
    const problem = asProblem(sent);
    expect(problem.detail.length).toBeGreaterThan(20);
    expect(sent.headers.get("content-type")).toBe("application/problem+json");
    if (pointer !== undefined) expect(problem.errors?.map((fault) => fault.pointer)).toContain(pointer);
  }
  expect(await rows()).toBe(before);
  // And nobody else notices.
  expect((await bystander.submit({ tool: "refund", params: { customer: "cus_1", amount: 1 } })).status).toBe(202);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test("a body that does not say how long it is, is cut off at the limit", async () => {
  let sentBytes = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = new Uint8Array(64 * 1024).fill(0x20);
      sentBytes += chunk.byteLength;
      controller.enqueue(chunk);
      if (sentBytes > 64 * 1024 * 1024) controller.close();
    },
  });
  const sent = await cast.bot.send("POST", "/actions", { body: endless, headers: { "Content-Type": "application/json", "Idempotency-Key": newKey() }, duplex: "half" } as never);
  expect(sent.status).toBe(413);
  expect(sentBytes).toBeLessThan(2 * 1024 * 1024);
});

test("a body without a content type is refused; none at all is fine where none is needed", async () => {
  const sent = await overSocket.send("POST", "/actions", { body: new TextEncoder().encode(submission("{}")), headers: { "Content-Type": "", "Idempotency-Key": newKey() } });
  expect(sent.status).toBe(415);
  const { id } = asAction(await overSocket.submit({ tool: "refund", params: { customer: "cus_1", amount: 1 } }));
  const cancelled = await overSocket.send("POST", `/actions/${id}/cancellation`);
  expect([cancelled.status, asAction(cancelled).state]).toEqual([200, "cancelled"]);
});

/** What fetch would not send. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let answer = "";
    socket.on("data", (data) => (answer += data.toString()));
    socket.on("close", () => resolve(answer));
    // Who hangs up on what it has not read resets the connection, after its answer.
    socket.on("error", (error) => (answer ? resolve(answer) : reject(error)));
  });
}

test.each([
  ["no Host", "GET /api/v1/tools HTTP/1.1\r\nConnection: close\r\n\r\n"],
  ["a Host that is no name", "GET /api/v1/tools HTTP/1.1\r\nHost: a/b@c\r\nConnection: close\r\n\r\n"],
  ["an empty Host", "GET /api/v1/tools HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n"],
  ["a backslash in the path", "GET /api/v1\\..\\tools HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
  ["two lengths", "POST /api/v1/actions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"],
  ["a length that is a lie", "POST /api/v1/actions HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n{}"],
  ["a method of its own", "BREW /api/v1/actions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
  ["a huge header", `GET /api/v1/tools HTTP/1.1\r\nHost: x\r\nX-A: ${"a".repeat(70_000)}\r\nConnection: close\r\n\r\n`],
  ["TRACE", "TRACE /api/v1/actions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"],
])("a request with %s is answered with a 4xx", async (_, text) => {
  expect(await raw(text)).toMatch(/^HTTP\/1\.1 4\d\d /);
});

const encoded = (text: string) => encodeURIComponent(text.toWellFormed());
const anyPath = fc.oneof(
  fc.constantFrom("/actions", "/tools", "/openapi.json", `/actions/${newId()}`, `/actions/${newId()}/cancellation`, `/actions/${newId()}/grant`, `/actions/${newId()}/result`),
  fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url).pathname + new URL(url).search),
  fc.string({ unit: "binary", maxLength: 30 }).map((text) => `/actions/${encoded(text)}`),
  fc.string({ unit: "binary", maxLength: 30 }).map((text) => `/actions?session=${encoded(text)}&tool=${encoded(text.slice(0, 5))}`),
);
const anyHeaders = fc.dictionary(fc.constantFrom("Prefer", "Idempotency-Key", "If-None-Match", "Last-Event-ID", "X-Request-Id", "Content-Type", "Accept"), fc.stringMatching(/^[\x21-\x7e]{1,40}$/));

test("whatever is sent, the answer is never a 5xx", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"),
      anyPath,
      anyHeaders,
      fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json({ maxDepth: 8, noUnicodeString: false }), fc.string({ unit: "binary" })),
      async (method, path, headers, body) => {
        const { status } = await cast.bot.send(method, path, { headers, ...(method === "GET" || method === "HEAD" ? {} : { body: typeof body === "string" ? body : Buffer.from(body) }) });
        expect(status).toBeLessThan(500);
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);

test("any JSON object for params of a tool that nobody registered is held, kept as it was sent", async () => {
  const reserved = new Set(["__proto__", "constructor", "prototype"]);
  const value = fc.jsonValue({ maxDepth: 5, noUnicodeString: false });
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string({ unit: "grapheme", minLength: 0, maxLength: 10 }).filter((name) => !reserved.has(name)), value, { maxKeys: 6 }), async (params) => {
      const sent = await cast.bot.submit({ tool: "nobody_knows", params });
      expect([202, 422]).toContain(sent.status);
      if (sent.status !== 202) return;
      const row = await db.one<{ params: string }>(sql`SELECT params FROM revisions WHERE action_id = ${asAction(sent).id}`);
      expect(JSON.parse(row!.params)).toEqual(JSON.parse(JSON.stringify(params)));
    }),
    { numRuns: 150 },
  );
}, 60_000);
