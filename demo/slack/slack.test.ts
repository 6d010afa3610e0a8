import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSlack } from "./slack";

const token = "xoxb-demo-for-this-test-only";
const secret = "a-secret-for-this-test";
type Answer = { ok: boolean; error?: string; ts?: string; response_metadata?: { messages: string[] } };
type State = { messages: { ts: string; text: string; edited: number }[]; views: { id: string }[]; visits: { url: string; status: number }[] };

describe("the demo workspace", () => {
  let app: Server;
  let slack: Awaited<ReturnType<typeof startSlack>>;
  const received: { url: string; agent: string; body: string; signed: boolean }[] = [];

  beforeAll(async () => {
    app = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const base = `v0:${String(request.headers["x-slack-request-timestamp"])}:${body}`;
      const signed = request.headers["x-slack-signature"] === `v0=${createHmac("sha256", secret).update(base).digest("hex")}`;
      received.push({ url: request.url!, agent: String(request.headers["user-agent"]), body, signed });
      response.end();
    });
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    slack = await startSlack({ SLACK_PORT: 0, SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret, SLACK_INTERACTIONS_URL: `${appUrl()}/api/slack/interactions` });
  });
  afterAll(async () => {
    await slack.close();
    await new Promise((resolve) => app.close(resolve));
  });
  const appUrl = () => `http://127.0.0.1:${(app.address() as AddressInfo).port}`;

  const raw = (method: string, body: object, bearer = token) =>
    fetch(`${slack.url}/api/${method}`, { method: "POST", headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const call = async (method: string, body: object): Promise<Answer> => (await raw(method, body)).json() as Promise<Answer>;
  const state = async () => (await fetch(`${slack.url}/state.json`)).json() as Promise<State>;
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = { "X-Demo": "1" }) => fetch(`${slack.url}${path}`, { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" });
  const plain = (text: string) => ({ type: "plain_text", text });
  const section = (text: string) => ({ type: "section", text: plain(text) });

  test("takes no other token", async () => {
    expect(await (await raw("auth.test", {}, "xoxb-demo-of-somebody-else")).json()).toEqual({ ok: false, error: "invalid_auth" });
  });

  test.each([
    ["a section of 3,001 characters", [section("x".repeat(3_001))]],
    ["an empty text", [section("")]],
    ["51 blocks", Array.from({ length: 51 }, () => section("x"))],
    ["a header of 151 characters", [{ type: "header", text: plain("x".repeat(151)) }]],
    ["a header that is not plain text", [{ type: "header", text: { type: "mrkdwn", text: "x" } }]],
    ["a button text of 76 characters", [{ type: "actions", elements: [{ type: "button", action_id: "a", text: plain("x".repeat(76)) }] }]],
    ["a button value of 2,001 characters", [{ type: "actions", elements: [{ type: "button", action_id: "a", text: plain("x"), value: "x".repeat(2_001) }] }]],
    ["an id of 256 characters", [{ type: "actions", elements: [{ type: "button", action_id: "a".repeat(256), text: plain("x") }] }]],
    ["one id twice", [{ type: "actions", elements: [{ type: "button", action_id: "a", text: plain("x") }, { type: "button", action_id: "a", text: plain("y") }] }]],
    ["a block of an unknown type", [{ type: "marquee", text: plain("x") }]],
  ])("refuses %s", async (_, blocks) => {
    expect(await call("chat.postMessage", { channel: "C0ADMINS", text: "x", blocks })).toMatchObject({ ok: false, error: "invalid_blocks" });
  });

  test("says which channel is not there, and where the app is no member", async () => {
    expect(await call("chat.postMessage", { channel: "C0NOWHERE", text: "x" })).toMatchObject({ error: "channel_not_found" });
    expect(await call("chat.postMessage", { channel: "C0RANDOM", text: "x" })).toMatchObject({ error: "not_in_channel" });
  });

  test("posts, updates, follows its links as Slackbot, and sends signed clicks", async () => {
    const link = `${appUrl()}/queue/1`;
    const blocks = [{ type: "actions", block_id: "b", elements: [{ type: "button", action_id: "go", text: plain("Go"), value: "1" }, { type: "button", action_id: "open", text: plain("Open"), url: link }] }];
    const { ts } = await call("chat.postMessage", { channel: "C0APPROVALS", text: "x", blocks });
    expect(await call("chat.update", { channel: "C0APPROVALS", ts, text: "y", blocks })).toMatchObject({ ok: true });
    expect(await call("chat.update", { channel: "C0APPROVALS", ts: "1.1", text: "y" })).toMatchObject({ error: "message_not_found" });
    await expect.poll(async () => (await state()).visits).toContainEqual({ url: link, status: 200 });
    expect(received.find(({ url }) => url === "/queue/1")!.agent).toMatch(/^Slackbot-LinkExpanding/);

    expect(await (await post("/press", { as: "U0ROSA", channel: "C0APPROVALS", ts: ts!, action_id: "go" })).json()).toMatchObject({ status: 200 });
    const click = received.at(-1)!;
    expect(click).toMatchObject({ url: "/api/slack/interactions", signed: true });
    const payload = JSON.parse(new URLSearchParams(click.body).get("payload")!) as { trigger_id: string };
    expect(payload).toMatchObject({ type: "block_actions", user: { id: "U0ROSA" }, actions: [{ action_id: "go", value: "1" }] });

    const view = { type: "modal", title: plain("Why"), blocks: [{ type: "input", block_id: "i", label: plain("Why?"), element: { type: "plain_text_input", action_id: "why" } }] };
    expect(await call("views.open", { trigger_id: payload.trigger_id, view: { ...view, title: plain("x".repeat(25)) } })).toMatchObject({ error: "invalid_arguments" });
    expect(await call("views.open", { trigger_id: payload.trigger_id, view: { ...view, private_metadata: "x".repeat(3_001) } })).toMatchObject({ error: "invalid_arguments" });
    expect(await call("views.open", { trigger_id: payload.trigger_id, view })).toMatchObject({ ok: true });
    expect(await call("views.open", { trigger_id: payload.trigger_id, view })).toMatchObject({ error: "invalid_trigger_id" });

    const [open] = (await state()).views;
    await post("/submit", { as: "U0ROSA", view: open!.id, why: "Because" });
    expect(JSON.parse(new URLSearchParams(received.at(-1)!.body).get("payload")!)).toMatchObject({ type: "view_submission", view: { state: { values: { i: { why: { value: "Because" } } } } } });
    expect((await state()).views).toEqual([]);
  });

  test("lets one message a second into a channel, and says how long to wait", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => raw("chat.postMessage", { channel: "U0SAM", text: "x" })));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThanOrEqual(3);
    expect(Number(limited[0]!.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  });

  test("its own page can, as browsers send forms", async () => {
    const page = await fetch(slack.url);
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
    expect((await post("/press", { as: "U0ROSA" }, { Origin: slack.url })).status).toBe(404);
  });

  test("no other site's page can press its buttons", async () => {
    for (const headers of [{}, { Origin: "https://evil.example" }, { Origin: "null" }]) expect((await post("/press", { as: "U0ROSA" }, headers as Record<string, string>)).status).toBe(403);
  });
});
