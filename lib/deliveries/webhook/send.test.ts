import dns from "node:dns";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newSecret, signedHeaders } from "./message";
import { post } from "./send";

const settings = vi.hoisted(() => ({ ALLOW_PRIVATE_TARGETS: true, PUBLIC_URL: "http://countersign.test" }));
vi.mock("@/lib/env", () => ({ env: () => settings }));

type Seen = { headers: IncomingMessage["headers"]; body: string };
const seen: Seen[] = [];
let connections = 0;
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    seen.push({ headers: request.headers, body });
    answer(response);
  });
});
server.on("connection", () => void connections++);
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
beforeEach(() => {
  seen.length = 0;
  connections = 0;
  settings.ALLOW_PRIVATE_TARGETS = true;
  answer = (response) => response.writeHead(204).end();
});
afterEach(() => vi.restoreAllMocks());

const delivery = { id: "0190f0c0-0000-7000-8000-00000000000a", content: { type: "action.approved", data: { action_id: "x", sequence: 4 } } };
const secrets = [newSecret(), newSecret()];
const send = (url = `http://127.0.0.1:${port}/hook`, { ms = 5_000, now = new Date() } = {}) => post({ url, secrets, now }, delivery, AbortSignal.timeout(ms));
const status = (code: number, headers: Record<string, string> = {}) => (response: ServerResponse) => void response.writeHead(code, headers).end("so it says");

test("what arrives verifies under each of the secrets, and under no other", async () => {
  expect(await send()).toMatchObject({ outcome: "delivered", response: { status: 204 } });
  const [{ headers, body }] = seen as [Seen];
  const given = { "webhook-id": String(headers["webhook-id"]), "webhook-timestamp": String(headers["webhook-timestamp"]), "webhook-signature": String(headers["webhook-signature"]) };
  for (const secret of secrets) expect(new Webhook(secret).verify(body, given)).toEqual(delivery.content);
  expect(() => new Webhook(newSecret()).verify(body, given)).toThrow("No matching signature");
  expect(() => new Webhook(secrets[0]!).verify(`${body} `, given)).toThrow("No matching signature");
  expect(given["webhook-id"]).toBe(delivery.id);
});

test("the same message sent again has the same id and body, and the time of its own sending", async () => {
  await send(undefined, { now: new Date("2026-01-01T00:00:00Z") });
  await send(undefined, { now: new Date("2026-01-01T00:05:00Z") });
  expect(seen.map(({ headers }) => headers["webhook-id"])).toEqual([delivery.id, delivery.id]);
  expect(seen.map(({ headers }) => headers["webhook-timestamp"])).toEqual(["1767225600", "1767225900"]);
  expect(seen[0]!.body).toBe(seen[1]!.body);
});

test("a signature is an HMAC over id, time and body, as others compute it", () => {
  // node -e 'crypto.createHmac("sha256", Buffer.from("c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0", "base64")).update("id_1.1700000000.{}").digest("base64")'
  const headers = signedHeaders(["whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"], "id_1", new Date(1_700_000_000_000), "{}");
  expect(headers).toEqual({ "webhook-id": "id_1", "webhook-timestamp": "1700000000", "webhook-signature": "v1,4cEx20BhTqrYjFMEONCkOqsDicmL1eLjdtzQ06/Gzss=" });
});

describe("what an endpoint answers", () => {
  test.each([
    [200, {}, { outcome: "delivered" }],
    [400, {}, { outcome: "retry" }],
    [404, {}, { outcome: "retry" }],
    [500, {}, { outcome: "retry", reason: "It answered 500." }],
    [429, { "retry-after": "120" }, { outcome: "retry", after: 120 }],
    [503, { "retry-after": "30" }, { outcome: "retry", after: 30 }],
    [410, {}, { outcome: "failed", gone: true }],
  ])("%i is acted on", async (code, headers, outcome) => {
    answer = status(code, headers as Record<string, string>);
    expect(await send()).toMatchObject({ ...outcome, response: { status: code } });
  });

  test.each(["http://127.0.0.1:PORT/other", "http://169.254.169.254/latest/meta-data/", "http://[::1]:PORT/"])("a redirect to %s is not followed", async (location) => {
    answer = status(302, { location: location.replace("PORT", String(port)) });
    expect(await send()).toMatchObject({ outcome: "retry", reason: expect.stringContaining("redirect") as string });
    expect(connections).toBe(1);
  });

  test("one that hangs is given up at the time limit", async () => {
    answer = () => {};
    expect(await send(undefined, { ms: 200 })).toMatchObject({ outcome: "retry", reason: "The time limit passed." });
  });

  test("one that drips its answer for ever is given up too", async () => {
    answer = (response) => {
      response.writeHead(200);
      const dripping = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(dripping));
    };
    expect(await send(undefined, { ms: 300 })).toMatchObject({ outcome: "retry" });
  });

  test("nobody there is tried again, and an answer is kept short", async () => {
    expect(await send("http://127.0.0.1:9/")).toMatchObject({ outcome: "retry" });
    answer = (response) => response.writeHead(200).end("x".repeat(100_000));
    const { response } = await send();
    expect((response as { body: string }).body).toHaveLength(2_001);
  });
});

describe("where private addresses are refused, nothing is connected to", () => {
  beforeEach(() => {
    settings.ALLOW_PRIVATE_TARGETS = false;
  });

  const written = {
    "plainly": ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254", "0.0.0.0"],
    "by name": ["localhost", "LOCALHOST"],
    "as one number, in octal, in hexadecimal, in part, in other digits": ["2130706433", "017700000001", "0x7f000001", "0177.0.0.1", "0x7f.0.0.1", "127.1", "127.0.1", "0", "2852039166", "①②⑦.⓪.⓪.①"],
    "in IPv6": ["[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]"],
    "as IPv4 within IPv6": ["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:169.254.169.254]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]"],
  };
  test.each(Object.entries(written).flatMap(([how, hosts]) => hosts.map((host) => [host, how] as const)))(
    "%s, %s",
    async (host) => {
      expect(await send(`http://${host}:${port}/latest/`, { ms: 2_000 })).toMatchObject({ outcome: "failed", reason: expect.stringContaining("Not sent") as string });
      expect([connections, seen]).toEqual([0, []]);
    },
  );

  test("a name that leads to a public address once and to a private one then is looked up once, and only the public one is connected to", async () => {
    const answers = ["1.2.3.4", "127.0.0.1", "127.0.0.1"];
    let asked = 0;
    vi.spyOn(dns, "lookup").mockImplementation(((_: string, options: { all?: boolean }, done: (error: null, found: unknown, family?: number) => void) => {
      const address = answers[Math.min(asked++, answers.length - 1)]!;
      if (options.all) done(null, [{ address, family: 4 }]);
      else done(null, address, 4);
    }) as never);
    const sent = await send(`http://rebind.example:${port}/`, { ms: 300 });
    // It was let through the check, and nobody answers there.
    expect(sent).toMatchObject({ outcome: "retry" });
    expect([asked, connections, seen]).toEqual([1, 0, []]);
  });

  test.each(["302", "307", "308"])("a redirect (%s) from a public receiver to a private address is answered by no connection", async (code) => {
    const asked: string[] = [];
    // The one connection that is let through ends at our own server, which sends it on.
    vi.spyOn(dns, "lookup").mockImplementation(((name: string, options: { all?: boolean }, done: (error: null, found: unknown, family?: number) => void) => {
      asked.push(name);
      if (options.all) done(null, [{ address: "127.0.0.1", family: 4 }]);
      else done(null, "127.0.0.1", 4);
    }) as never);
    settings.ALLOW_PRIVATE_TARGETS = true;
    for (const location of [`http://127.0.0.1:${port}/inside`, "http://169.254.169.254/latest/meta-data/"]) {
      answer = status(Number(code), { location });
      expect(await send(`http://outside.example:${port}/`)).toMatchObject({ outcome: "retry" });
    }
    expect([asked, connections, seen.length]).toEqual([["outside.example", "outside.example"], 2, 2]);
  });

  test.each(["inside.example", "localhost.", "ip6-localhost", "127.0.0.1.nip.example"])("a name that leads to a private address is refused: %s", async (name) => {
    vi.spyOn(dns, "lookup").mockImplementation(((_: string, options: { all?: boolean }, done: (error: null, found: unknown, family?: number) => void) => {
      if (options.all) done(null, [{ address: "127.0.0.1", family: 4 }]);
      else done(null, "127.0.0.1", 4);
    }) as never);
    expect(await send(`http://${name}:${port}/`)).toMatchObject({ outcome: "failed", reason: expect.stringContaining("Not sent") as string });
    expect(connections).toBe(0);
  });
});

test.each(["169.254.169.254", "2852039166", "0xa9fea9fe", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[::169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[fd00:ec2::254]", "100.100.100.200"])("cloud metadata at %s is refused where private addresses are allowed, too", async (host) => {
  expect(await send(`http://${host}/latest/meta-data/`, { ms: 2_000 })).toMatchObject({ outcome: "failed", reason: expect.stringContaining("Not sent") as string });
});
