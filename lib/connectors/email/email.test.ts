import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { callOf } from "@/lib/connectors/testing";
import type { Json } from "@/lib/connectors/types";
import { email } from "./email";
import { EmailBinding, EmailConfig, type EmailCredentials } from "./schemas";

const { send } = email.operations as { send: NonNullable<(typeof email.operations)[string]> };
type Received = { from: string; to: string[]; text: string };
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; mails: Received[] }> {
  const mails: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), text });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  open.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { port: (server.server.address() as AddressInfo).port, mails };
}

/** A server that speaks just enough SMTP to break off wherever a test wants. */
async function rawServer(answer: (line: string, socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.write("220 raw\r\n");
    let rest = "";
    socket.on("data", (chunk) => {
      const lines = (rest + chunk.toString()).split("\r\n");
      rest = lines.pop()!;
      for (const line of lines) answer(line, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return (server.address() as AddressInfo).port;
}

const binding = EmailBinding.parse({ to: "{{params.to}}", cc: "{{params.cc?}}", subject: "{{params.subject}}", text: "{{params.text}}" });
const letter = { to: "mara@lindqvist.example", subject: "Your order — shipped", text: "Hej Mara,\n.\nIt left today.\n" };

type Over = { config?: Partial<EmailConfig>; params?: Record<string, Json>; credentials?: EmailCredentials; signal?: AbortSignal; sending?: () => Promise<void> };
async function run(port: number, { config, params, credentials = {}, ...over }: Over = {}) {
  const call = callOf({
    config: EmailConfig.parse({ host: "127.0.0.1", port, from: "Acme <support@acme.example>", ...config }),
    credentials,
    binding,
    params: { ...letter, ...params },
    ...over,
  });
  return { ...(await send.run(call)), sent: call.sent() };
}

test("a mail whose fate nobody knows cannot be asked for; its Message-ID says what to look for", async () => {
  const config = EmailConfig.parse({ host: "mail.acme.example", port: 25, from: "Acme <hello@acme.example>" });
  const binding = EmailBinding.parse({ to: "{{params.to}}", subject: "Hi", text: "Hello" });
  const probe = await send.probe!({ ...callOf({ config, credentials: {}, binding, params: { to: "mara@acme.example" } }), before: null });
  expect(probe).toMatchObject({ finding: "cannot_tell", evidence: expect.stringMatching(/mara@acme\.example.*Message-ID <[0-9a-f]{40}@acme\.example>/) });
});

describe("a mail", () => {
  test("leaves as plain text, with a Message-ID that the idempotency key fixes", async () => {
    const { port, mails } = await mailServer();
    const first = await run(port);
    const second = await run(port);
    expect(first).toMatchObject({ kind: "succeeded", response: { accepted: ["mara@lindqvist.example"] }, sent: true });
    expect(first).toEqual(second);
    expect(mails[0]).toMatchObject({ from: "support@acme.example", to: ["mara@lindqvist.example"] });
    expect(mails[0]!.text).toMatch(/^Message-ID: <[0-9a-f]{40}@acme\.example>$/m);
    expect(mails[0]!.text).toContain("Content-Type: text/plain; charset=utf-8");
    expect(mails[0]!.text).toContain("From: Acme <support@acme.example>");
  });

  test("goes to every recipient once, and hides those in bcc", async () => {
    const { port, mails } = await mailServer();
    const call = callOf({
      config: EmailConfig.parse({ host: "127.0.0.1", port, from: "support@acme.example" }),
      credentials: {},
      binding: EmailBinding.parse({ to: ["a@acme.example", "{{params.b}}"], cc: "{{params.b}}", bcc: "hidden@acme.example", subject: "x", text: "y" }),
      params: { b: "b@acme.example" },
    });
    expect(await send.run(call)).toMatchObject({ kind: "succeeded" });
    expect(mails[0]!.to).toEqual(["a@acme.example", "b@acme.example", "hidden@acme.example"]);
    expect(mails[0]!.text).not.toContain("hidden");
  });

  test("is announced when the server asks for its text, and not sent when it may not be announced", async () => {
    const { port, mails } = await mailServer();
    await expect(run(port, { sending: async () => Promise.reject(new Error("the claim was lost")) })).rejects.toThrow("the claim was lost");
    expect(mails).toEqual([]);
  });

  test("cannot be called back", () => {
    expect(send.rollBack).toBeUndefined();
    expect(send.idempotent(binding)).toBe("no");
  });

  test("is previewed without a connection", async () => {
    const config = EmailConfig.parse({ host: "127.0.0.1", port: 9, from: "support@acme.example" });
    const preview = await send.preview(callOf({ config, credentials: {}, binding, params: letter }));
    expect(preview).toMatchObject({ sentence: expect.stringContaining("mara@lindqvist.example") as string, request: { subject: letter.subject } });
  });
});

describe("nothing is sent", () => {
  test.each<[string, Record<string, Json>]>([
    ["a line break in the subject", { subject: "x\r\nBcc: evil@evil.example" }],
    ["a line break in an address", { to: "a@acme.example\r\nRCPT TO:<evil@evil.example>" }],
    ["a display name that looks like an address", { to: "ceo@acme.example <evil@evil.example>" }],
    ["two addresses in one text", { to: "a@acme.example, evil@evil.example" }],
    ["angle brackets", { to: "a@acme.example> <evil@evil.example" }],
    ["an address that is none", { to: "everybody" }],
    ["no recipient", { to: [] }],
    ["a number for a text", { text: 5 }],
  ])("with %s", async (_, params) => {
    const { port, mails } = await mailServer();
    expect(await run(port, { params })).toMatchObject({ kind: "failed", sent: false });
    expect(mails).toEqual([]);
  });

  test.each(["a@evil.example", "a@acme.example.evil.example", "a@notacme.example", '"a@acme.example"@evil.example'])("to %s when only acme.example is allowed", async (to) => {
    const { port, mails } = await mailServer();
    expect(await run(port, { params: { to }, config: { allowedDomains: ["acme.example"] } })).toMatchObject({ kind: "failed", sent: false });
    expect(mails).toEqual([]);
  });

  test("to anybody when the server refuses one of the recipients", async () => {
    const { port, mails } = await mailServer({
      onRcptTo: ({ address }, _, done) => done(address.startsWith("gone") ? Object.assign(new Error("no such user"), { responseCode: 550 }) : null),
    });
    expect(await run(port, { params: { to: ["a@acme.example", "gone@acme.example"] } })).toMatchObject({ kind: "failed", detail: { status: 550 }, sent: false });
    expect(await run(port, { params: { to: ["gone@acme.example"] } })).toMatchObject({ kind: "failed", detail: { status: 550 }, sent: false });
    expect(mails).toEqual([]);
  });
});

describe("what the server says", () => {
  test.each([
    [451, "retry"],
    [554, "failed"],
  ])("%i to the sender is %s", async (responseCode, kind) => {
    const { port } = await mailServer({ onMailFrom: (_, __, done) => done(Object.assign(new Error("no"), { responseCode })) });
    expect(await run(port)).toMatchObject({ kind, detail: { status: responseCode }, sent: false });
  });

  test.each([
    [451, "retry"],
    [552, "failed"],
  ])("%i to the whole mail is %s: it was not taken", async (responseCode, kind) => {
    const { port } = await mailServer({
      onData: (stream, _, done) => {
        stream.resume();
        stream.on("end", () => done(Object.assign(new Error("no"), { responseCode })));
      },
    });
    expect(await run(port)).toMatchObject({ kind, detail: { status: responseCode }, sent: true });
  });

  test("a wrong password has failed", async () => {
    const { port } = await mailServer({ allowInsecureAuth: true, onAuth: (_, __, done) => done(Object.assign(new Error("no"), { responseCode: 535 })) });
    expect(await run(port, { credentials: { user: "u", pass: "secret-pass" } })).toMatchObject({ kind: "failed", sent: false });
    const config = EmailConfig.parse({ host: "127.0.0.1", port, from: "a@acme.example" });
    const tested = await email.test(config, { user: "u", pass: "secret-pass" }, AbortSignal.timeout(5_000));
    expect(tested.ok).toBe(false);
    expect(tested.message).not.toContain("secret-pass");
  });

  test("no encryption when encryption is required: nothing is sent", async () => {
    const { port, mails } = await mailServer();
    expect(await run(port, { config: { requireTls: true } })).toMatchObject({ sent: false });
    expect(mails).toEqual([]);
  });
});

describe("when the connection breaks", () => {
  const talk = (breakAt: string, how: (socket: Socket) => void) => {
    let text = false;
    return (line: string, socket: Socket) => {
      if (text ? line === "." && breakAt === "." : line.startsWith(breakAt)) return how(socket);
      if (text) return;
      if (line === "DATA") {
        text = true;
        socket.write("354 go\r\n");
      } else socket.write("250 ok\r\n");
    };
  };

  test.each(["EHLO", "MAIL", "RCPT", "DATA"])("at %s, nothing was sent and it is tried again", async (at) => {
    const port = await rawServer(talk(at, (socket) => socket.resetAndDestroy()));
    expect(await run(port)).toMatchObject({ kind: "retry", sent: false });
  });

  test("after the text was handed over, nobody knows", async () => {
    const port = await rawServer(talk(".", (socket) => socket.resetAndDestroy()));
    expect(await run(port)).toMatchObject({ kind: "unknown", sent: true });
  });

  test("by silence after the text, nobody knows", async () => {
    const cut = new AbortController();
    const port = await rawServer(talk(".", () => cut.abort()));
    expect(await run(port, { signal: cut.signal })).toMatchObject({ kind: "unknown", reason: expect.stringContaining("time limit") as string, sent: true });
  });

  test("by silence before the text, it is tried again", async () => {
    const cut = new AbortController();
    const port = await rawServer(talk("EHLO", () => cut.abort()));
    expect(await run(port, { signal: cut.signal })).toMatchObject({ kind: "retry", sent: false });
  });

  test("because nobody listens, it is tried again", async () => {
    const spare = createServer();
    await new Promise<void>((resolve) => spare.listen(0, "127.0.0.1", resolve));
    const { port } = spare.address() as AddressInfo;
    await new Promise((resolve) => spare.close(resolve));
    expect(await run(port)).toMatchObject({ kind: "retry", sent: false });
  });
});

test("the test button signs in and sends nothing", async () => {
  const { port, mails } = await mailServer();
  const config = EmailConfig.parse({ host: "127.0.0.1", port, from: "a@acme.example" });
  expect(await email.test(config, {}, AbortSignal.timeout(5_000))).toMatchObject({ ok: true });
  expect(mails).toEqual([]);
});
