import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { connect, Refused, Unreachable } from "./client";

type Seen = { method?: string; url?: string; headers: IncomingMessage["headers"]; body: string };
type Answer = { status: number; headers?: Record<string, string>; body: object };

const close: (() => void)[] = [];
afterEach(() => close.splice(0).forEach((end) => end()));

/** A gateway that gives these answers in turn and remembers what it was asked. */
async function gateway(...answers: Answer[]) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    const { status, headers, body: answer } = answers[seen.length - 1]!;
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { seen, client: connect({ url, key: "csk_test_for_this" }) };
}

async function addressOfNobody() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const proposal = { tool: "reply_faq", params: { question: "q_1", text: "Yes" } };
const action = { id: "1", state: "pending", summary: "Answer", tool: "reply_faq", tier: "low" };

test("a submission carries its key, its idempotency key and how long it may be held", async () => {
  const { client, seen } = await gateway({ status: 202, body: action });
  expect(await client.submit(proposal, { idempotencyKey: "one", wait: 90 })).toEqual(action);
  expect(seen[0]).toMatchObject({ method: "POST", url: "/api/v1/actions", body: JSON.stringify(proposal) });
  expect(seen[0]!.headers).toMatchObject({
    authorization: "Bearer csk_test_for_this",
    "idempotency-key": "one",
    prefer: "wait=55",
  });
});

test("told to come back later, it does, with the same idempotency key", async () => {
  const busy = { status: 429, headers: { "Retry-After": "0.01" }, body: { code: "rate_limited" } };
  const { client, seen } = await gateway(busy, busy, { status: 202, body: action });
  expect((await client.submit(proposal, { idempotencyKey: "one" })).id).toBe("1");
  expect(seen.map(({ headers }) => headers["idempotency-key"])).toEqual(["one", "one", "one"]);
});

test("a refusal is not tried again; its code and every fault are there to read", async () => {
  const faults = [{ pointer: "/params/text", detail: "is required" }];
  const { client, seen } = await gateway({ status: 422, body: { code: "invalid", detail: "Not valid", errors: faults } });
  const error = await client.submit(proposal, { idempotencyKey: "one" }).catch((refused: unknown) => refused);
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({ status: 422, code: "invalid", message: "Not valid", faults });
  expect(seen).toHaveLength(1);
});

test("when nothing answers it says where, and how to start it", async () => {
  const url = await addressOfNobody();
  const error = await connect({ url, key: "csk_test_for_this", tries: 1 }).get("1").catch((unreachable: unknown) => unreachable);
  expect(error).toBeInstanceOf(Unreachable);
  expect((error as Error).message).toContain(url);
  expect((error as Error).message).toContain("npm run up");
});
