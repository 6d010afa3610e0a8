import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { callSlack, Posted, SlackUser, unfit, wordsFor } from "./client";

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
  vi.stubEnv("SLACK_DEMO_URL", "http://127.0.0.1:4050/api");
});
afterEach(() => void vi.unstubAllGlobals());

const called: { url: string; init: RequestInit }[] = [];
function answering(answer: () => Response | Promise<Response>) {
  called.length = 0;
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    called.push({ url, init });
    return answer();
  });
}
const json = (body: unknown, init?: ResponseInit) => () => new Response(JSON.stringify(body), init);
const post = (token = "xoxb-1-real") => callSlack(token, "chat.postMessage", { channel: "C1", text: "x" }, Posted);

describe("a call of Slack's Web API", () => {
  test("takes a real token to Slack and the demo's to the demo, never the other way round", async () => {
    answering(json({ ok: true, channel: "C1", ts: "1.2" }));
    expect(await post()).toEqual({ ok: true, body: expect.objectContaining({ ts: "1.2" }) as object });
    expect(await post("xoxb-demo-1")).toMatchObject({ ok: true });
    expect(called.map(({ url }) => url)).toEqual(["https://slack.com/api/chat.postMessage", "http://127.0.0.1:4050/api/chat.postMessage"]);
    expect(called[0]!.init).toMatchObject({ redirect: "error", method: "POST" });
  });

  test("sends a form where Slack reads no JSON", async () => {
    answering(json({ ok: true, user: { id: "U1" } }));
    await callSlack("xoxb-1", "users.info", { user: "U1" }, SlackUser);
    expect(String(called[0]!.init.body)).toBe("user=U1");
  });

  test.each([
    ["a limit, with the time it names", json({ ok: false }, { status: 429, headers: { "Retry-After": "7" } }), { kind: "rate_limited", after: 7 }],
    ["a limit without a time", json({ ok: false }, { status: 429 }), { kind: "rate_limited", after: 30 }],
    ["a no, with its reasons", json({ ok: false, error: "invalid_blocks", response_metadata: { messages: ["[ERROR] too long"] } }), { kind: "refused", error: "invalid_blocks [ERROR] too long" }],
    ["a fault that passes", json({ ok: false, error: "internal_error" }), { kind: "unreached", error: "internal_error" }],
    ["a page instead of an answer", () => new Response("<html>", { status: 200 }), { kind: "unreached" }],
    ["a proxy's fault", () => new Response("", { status: 502 }), { kind: "unreached", error: "HTTP 502" }],
    ["an answer without what was asked for", json({ ok: true }), { kind: "unreached" }],
    ["no connection", () => Promise.reject(new TypeError("fetch failed")), { kind: "unreached", error: "not reachable" }],
  ])("tells %s as a value", async (_, answer, expected) => {
    answering(answer);
    expect(await post()).toMatchObject({ ok: false, ...expected });
  });
});

test("guests, apps and whoever is gone decide nothing; a member may", () => {
  const user = (more: object) => SlackUser.parse({ user: { id: "U1", ...more } }).user;
  expect(unfit(user({}))).toBeNull();
  for (const more of [{ deleted: true }, { is_bot: true }, { is_restricted: true }, { is_ultra_restricted: true }, { is_stranger: true }]) expect(unfit(user(more))).toEqual(expect.any(String));
});

test("what an admin can mend is said as what to do", () => {
  expect(wordsFor("not_in_channel [ERROR]")).toContain("/invite");
  expect(wordsFor("something_new")).toContain("something_new");
});
