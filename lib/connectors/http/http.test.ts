import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { callOf, rollbackOf } from "@/lib/connectors/testing";
import type { Json, Outcome } from "@/lib/connectors/types";
import { http } from "./http";
import { retryAfter } from "./judge";
import { HttpBinding, HttpConfig } from "./schemas";

const settings = vi.hoisted(() => ({ ALLOW_PRIVATE_TARGETS: true, ALLOW_NOOP_CONNECTOR: false }));
vi.mock("@/lib/env", () => ({ env: () => settings }));

type Seen = { method: string; url: string; headers: IncomingMessage["headers"]; body: string };
let answer: (response: ServerResponse, socket: Socket) => void;
const seen: Seen[] = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
    answer(response, request.socket);
  });
});
let host: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
beforeEach(() => {
  seen.length = 0;
  settings.ALLOW_PRIVATE_TARGETS = true;
  answer = json(201, { id: "ref_1" });
});

const json = (status: number, body: Json, headers: Record<string, string> = {}) => (response: ServerResponse) => {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
};

const refund = HttpBinding.parse({
  method: "POST",
  path: "/refunds",
  body: { order: "{{params.order}}", amount: "{{params.amount}}" },
  success: { status: [201] },
  idempotent: false,
});
const credentials = { headers: { authorization: "Bearer acme-token-1234" } };
const config = (more: Partial<HttpConfig> = {}) => HttpConfig.parse({ baseUrl: `http://${host}/v1/`, allowedHosts: [host], ...more });
const params = { order: "ord 1", amount: 900 };
const { request } = http.operations as { request: NonNullable<(typeof http.operations)[string]> };

type Over = { binding?: Partial<HttpBinding>; config?: HttpConfig; signal?: AbortSignal; sending?: () => Promise<void>; params?: Record<string, Json> };
async function run({ binding, ...over }: Over = {}): Promise<Outcome & { sent: boolean }> {
  const call = callOf({ config: config(), credentials, params, ...over, binding: { ...refund, ...binding } });
  const outcome = await request.run(call);
  return { ...outcome, sent: call.sent() };
}

describe("a request", () => {
  test("carries the rendered body, the idempotency key and the credentials, to the path under the base", async () => {
    const outcome = await run();
    expect(outcome).toMatchObject({ kind: "succeeded", response: { status: 201, body: { id: "ref_1" } }, after: { body: { id: "ref_1" } }, sent: true });
    expect(seen).toMatchObject([
      {
        method: "POST",
        url: "/v1/refunds",
        body: '{"order":"ord 1","amount":900}',
        headers: { "idempotency-key": "0190f0c0-0000-7000-8000-000000000001:1", authorization: "Bearer acme-token-1234", "content-type": "application/json" },
      },
    ]);
  });

  test("is announced once the connection stands and before its first byte leaves", async () => {
    const outcome = run({
      sending: async () => {
        expect(seen).toEqual([]);
      },
    });
    expect((await outcome).kind).toBe("succeeded");
  });

  test("does not leave when it may not be announced", async () => {
    await expect(run({ sending: async () => Promise.reject(new Error("the claim was lost")) })).rejects.toThrow("the claim was lost");
    expect(seen).toEqual([]);
  });

  test("with a missing param has failed, and nothing was sent", async () => {
    expect(await run({ params: { order: "ord_1" } })).toMatchObject({ kind: "failed", reason: /no value for {{params.amount}}/ as never, sent: false } as never);
    expect(seen).toEqual([]);
  });

  test("cannot get a second header from a value", async () => {
    const outcome = await run({ binding: { headers: { "x-order": "{{params.order}}" } }, params: { order: "a\r\nx-evil: 1", amount: 1 } });
    expect(outcome).toMatchObject({ kind: "failed", sent: false });
  });

  test("is previewed with its credentials masked, without an effect", async () => {
    const call = callOf({ config: config(), credentials, params, binding: refund });
    const preview = await request.preview(call);
    expect(preview.request).toMatchObject({ method: "POST", url: `http://${host}/v1/refunds`, headers: { authorization: "••••" }, body: { amount: 900 } });
    expect(JSON.stringify(preview)).not.toContain("acme-token");
    expect(seen).toEqual([]);
  });

  test("whose target repeats a credential shows it masked", async () => {
    answer = json(201, { echoed: "Bearer acme-token-1234", token: "acme-token-1234" });
    expect(JSON.stringify(await run())).not.toContain("acme-token");
  });
});

describe("what an answer means", () => {
  test.each<[number, Record<string, string>, boolean, Partial<Outcome>]>([
    [200, {}, true, { kind: "unknown" }],
    [400, {}, true, { kind: "failed" }],
    [404, {}, false, { kind: "failed" }],
    [409, {}, false, { kind: "failed" }],
    [429, { "retry-after": "7" }, false, { kind: "retry", after: 7 }],
    [503, {}, false, { kind: "unknown" }],
    [503, { "retry-after": "9" }, true, { kind: "retry", after: 9, mayHaveHappened: true }],
    [408, {}, false, { kind: "unknown" }],
    [408, {}, true, { kind: "retry", mayHaveHappened: true }],
    [425, {}, true, { kind: "retry", mayHaveHappened: true }],
    [500, {}, false, { kind: "unknown" }],
    [502, {}, true, { kind: "retry", mayHaveHappened: true }],
    [307, { location: "http://169.254.169.254/latest" }, true, { kind: "failed" }],
    [302, { location: "http://evil.example/" }, true, { kind: "unknown" }],
  ])("%i with %j, idempotent: %j → %j", async (status, headers, idempotent, expected) => {
    answer = json(status, { error: { message: "because" } }, headers);
    const outcome = await run({ binding: { idempotent } });
    expect(outcome).toMatchObject(expected);
    expect("reason" in outcome && outcome.reason).toContain(String(status));
    expect(seen).toHaveLength(1);
    if (expected.kind === "retry" && !("mayHaveHappened" in expected)) expect(outcome).not.toHaveProperty("mayHaveHappened");
  });

  test("a redirect is named and not followed, not even to the same host", async () => {
    answer = json(308, null, { location: `http://${host}/elsewhere` });
    const outcome = await run();
    expect(outcome).toMatchObject({ kind: "failed" });
    expect("reason" in outcome && outcome.reason).toContain("/elsewhere");
    expect(seen).toHaveLength(1);
  });

  test("the target's own words are part of the reason", async () => {
    answer = json(422, { error: { code: "too_much", message: "Only 20.00 USD is left to refund." } });
    expect(await run()).toMatchObject({ kind: "failed", reason: "The target answered 422: Only 20.00 USD is left to refund." });
  });

  test("a success that does not look as declared is unknown", async () => {
    const responseSchema = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
    expect(await run({ binding: { responseSchema } })).toMatchObject({ kind: "succeeded" });
    answer = json(201, { ok: true });
    expect(await run({ binding: { responseSchema } })).toMatchObject({ kind: "unknown", reason: expect.stringContaining("id is required") as string });
    answer = (response) => response.writeHead(201).end("<html>");
    expect(await run({ binding: { responseSchema } })).toMatchObject({ kind: "unknown" });
  });

  test("what only reads has no unknown outcome: it fails, or is tried again", async () => {
    const read = { method: "GET" as const, body: undefined, responseSchema: { type: "object", required: ["id"] } };
    for (const [status, body, kind] of [[200, {}, "failed"], [201, {}, "failed"], [302, null, "failed"], [500, null, "retry"]] as const) {
      answer = json(status, body);
      expect(await run({ binding: read }), String(status)).toMatchObject({ kind });
    }
  });

  test("an answer of more than 64 KiB is cut, and says so", async () => {
    answer = (response) => response.writeHead(201).end("x".repeat(1_000_000));
    const outcome = await run();
    expect(outcome).toMatchObject({ kind: "succeeded", response: { truncated: true } });
    expect(JSON.stringify(outcome).length).toBeLessThan(140_000);
  });

  test.each([
    ["3", 3],
    ["Wed, 21 Oct 2026 07:28:10 GMT", 10],
    ["Wed, 21 Oct 2020 07:28:10 GMT", 0],
    ["9999999999", 86_400],
    ["soon", undefined],
    ["-1", undefined],
  ])("Retry-After: %s is %j seconds", (value, seconds) => {
    expect(retryAfter(value, Date.parse("Wed, 21 Oct 2026 07:28:00 GMT"))).toBe(seconds);
  });
});

describe("when the connection breaks", () => {
  const lost: [string, (response: ServerResponse, socket: Socket) => void][] = [
    ["before an answer", (_, socket) => socket.resetAndDestroy()],
    ["in the middle of the answer", (response, socket) => response.writeHead(201, { "content-length": "100" }).write("{", () => socket.destroy())],
    ["with something that is not HTTP", (_, socket) => socket.end("garbage\r\n\r\n")],
    ["by switching protocols", (response) => response.writeHead(101, { connection: "upgrade", upgrade: "websocket" }).end()],
  ];
  test.each(lost)("%s, what happened is unknown", async (_, how) => {
    answer = how;
    expect(await run()).toMatchObject({ kind: "unknown", sent: true });
  });
  test.each(lost)("%s, an idempotent request is tried again", async (_, how) => {
    answer = how;
    expect(await run({ binding: { idempotent: true } })).toMatchObject({ kind: "retry", mayHaveHappened: true });
  });

  test("what came of the answer before that is kept, without credentials", async () => {
    answer = (response, socket) => response.writeHead(201, { "content-length": "100" }).write('{"id":"ref_1","by":"acme-token-1234', () => socket.destroy());
    const outcome = await run();
    expect(outcome).toMatchObject({ kind: "unknown", detail: { status: 201, bytes: 35, body: expect.stringMatching(/^\{"id":"ref_1","by":"/) as string } });
    expect(JSON.stringify(outcome)).not.toContain("acme-token-1234");
  });

  test("a target that never answers is cut off at the time limit", async () => {
    const cut = new AbortController();
    answer = () => cut.abort();
    expect(await run({ signal: cut.signal })).toMatchObject({ kind: "unknown", reason: expect.stringContaining("time limit") as string });
  });

  test("a target that drips its answer is cut off at the time limit", async () => {
    const cut = new AbortController();
    answer = (response) => {
      response.writeHead(201);
      const drip = setInterval(() => response.write(" "), 10);
      response.on("close", () => clearInterval(drip));
      // From the first drop on: a busy machine takes its time until then.
      setTimeout(() => cut.abort(), 1_000);
    };
    expect(await run({ signal: cut.signal })).toMatchObject({ kind: "unknown", detail: { status: 201 } });
  });

  test("a target that is not there has seen nothing, so it is tried again", async () => {
    const spare = createServer();
    await new Promise<void>((resolve) => spare.listen(0, "127.0.0.1", resolve));
    const { port } = spare.address() as AddressInfo;
    await new Promise((resolve) => spare.close(resolve));
    const gone = HttpConfig.parse({ baseUrl: `http://127.0.0.1:${port}`, allowedHosts: [`127.0.0.1:${port}`] });
    const outcome = await run({ config: gone });
    expect(outcome).toMatchObject({ kind: "retry", sent: false });
    expect(outcome).not.toHaveProperty("mayHaveHappened");
  });

  test("a name that does not exist has seen nothing, so it is tried again", async () => {
    const nowhere = HttpConfig.parse({ baseUrl: "http://nowhere.invalid", allowedHosts: ["nowhere.invalid"] });
    expect(await run({ config: nowhere })).toMatchObject({ kind: "retry", sent: false });
  });
});

describe("where a request may go", () => {
  test.each(["http://127.0.0.1:9", "http://[::1]:9", "http://10.0.0.1", "http://192.168.1.1", "http://[fd00::1]", "http://[::ffff:127.0.0.1]:9", "http://localhost:9", "http://0.0.0.0:9", "http://2130706433:9"])(
    "%s is refused before anything is sent unless private targets are allowed",
    async (baseUrl) => {
      settings.ALLOW_PRIVATE_TARGETS = false;
      const outcome = await run({ config: HttpConfig.parse({ baseUrl, allowedHosts: [new URL(baseUrl).host] }) });
      expect(outcome).toMatchObject({ kind: "failed", sent: false });
      expect("reason" in outcome && outcome.reason).toContain("may not be called");
    },
  );

  test.each(["http://169.254.169.254", "http://[::ffff:169.254.169.254]", "http://[fd00:ec2::254]"])("%s (cloud metadata) is refused even then", async (baseUrl) => {
    const outcome = await run({ config: HttpConfig.parse({ baseUrl, allowedHosts: [new URL(baseUrl).host] }) });
    expect(outcome).toMatchObject({ kind: "failed", sent: false });
  });

  test("a host that is not in the list is refused, on another port too", async () => {
    const elsewhere = { ...config(), allowedHosts: ["127.0.0.1", "api.example.com"] };
    expect(await run({ config: elsewhere })).toMatchObject({ kind: "failed", reason: expect.stringContaining("not among this connector's allowed hosts") as string, sent: false });
    expect(seen).toEqual([]);
  });

  test.each(["//evil.example/x", "/\\evil.example", "refunds", "https://evil.example"])("a binding with the path %s is not saved", (path) => {
    expect(HttpBinding.safeParse({ ...refund, path }).success).toBe(false);
  });

  test.each(["Host", "Idempotency-Key", "Transfer-Encoding", "Connection", "bad name"])("a binding that sets %s is not saved", (name) => {
    expect(HttpBinding.safeParse({ ...refund, headers: { [name]: "x" } }).success).toBe(false);
  });

  test("a binding cannot replace a credential", async () => {
    await run({ binding: { headers: { Authorization: "Bearer other" } } });
    expect(seen[0]?.headers.authorization).toBe("Bearer acme-token-1234");
  });

  test("a base address outside the list, with a password or with a query is not saved", () => {
    for (const baseUrl of ["https://other.example", "https://u:p@api.example.com", "https://api.example.com?x=1", "ftp://api.example.com"]) {
      expect(HttpConfig.safeParse({ baseUrl, allowedHosts: ["api.example.com"] }).success).toBe(false);
    }
  });
});

describe("a compensation", () => {
  const compensation = { method: "POST" as const, path: "/refunds/{{response.id}}/cancellation", success: { status: [200] } };
  const after = { status: 201, body: { id: "ref_1" } };
  const parts = () => ({ config: config(), credentials, params, binding: { ...refund, compensation }, after });

  test("calls what the tool declares, with values the target answered and a key of its own", async () => {
    answer = json(200, { id: "ref_1", status: "cancelled" });
    expect(await request.rollBack!.run(rollbackOf(parts()))).toMatchObject({ kind: "succeeded" });
    expect(seen).toMatchObject([{ method: "POST", url: "/v1/refunds/ref_1/cancellation", headers: { "idempotency-key": expect.stringMatching(/:1:rollback$/) as string } }]);
  });

  test("that was not declared is said not to be possible", () => {
    expect(request.rollBack!.possible({ ...refund, compensation })).toBe(true);
    expect(request.rollBack!.possible(refund)).toContain("no compensation");
  });

  test("without the value it needs has failed, and nothing was sent", async () => {
    const call = rollbackOf({ ...parts(), after: { status: 201, body: "cut" } });
    expect(await request.rollBack!.run(call)).toMatchObject({ kind: "failed", reason: expect.stringContaining("{{response.id}}") as string });
    expect([call.sent(), seen]).toEqual([false, []]);
  });

  test("is previewed as the request it would be", async () => {
    expect(await request.rollBack!.preview(rollbackOf(parts()))).toMatchObject({
      request: { url: `http://${host}/v1/refunds/ref_1/cancellation`, headers: { authorization: "••••" } },
      changedSince: null,
    });
    expect(seen).toEqual([]);
  });
});

describe("the test button", () => {
  test.each([[200, true], [404, true], [401, false], [500, false]])("on %i says %j", async (status, ok) => {
    answer = (response) => response.writeHead(status).end();
    expect((await http.test(config(), credentials, AbortSignal.timeout(2_000))).ok).toBe(ok);
    expect(seen[0]?.method).toBe("HEAD");
  });
});
