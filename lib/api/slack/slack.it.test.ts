import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { cancel } from "@/lib/actions/cancel";
import { approve } from "@/lib/actions/decide";
import { executeAll } from "@/lib/actions/execute";
import { expire } from "@/lib/actions/expire";
import { rollBack } from "@/lib/actions/roll-back";
import { actionById } from "@/lib/actions/row";
import { answerClick } from "@/lib/actions/review/slack-click";
import { addTool, all, assemble, pass, propose, publish, seen, trail, types, type Cast } from "@/lib/actions/testing";
import { balanced } from "@/lib/policy/balanced";
import type { Person } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { deliverDue, deriveAll } from "@/lib/deliveries/run";
import { readEverything } from "@/lib/deliveries/testing";
import { eventsAbout } from "@/lib/people/testing";
import { slack } from "@/lib/slack/channel";
import { claimClicks } from "@/lib/slack/interactions";
import { confirmLink, lookUpCode, unlinkSlack } from "@/lib/slack/links";
import { signatureOf } from "@/lib/slack/signature";
import { ageMessages, fakeSlack, linked, makeDue, SECRET, TOKEN, type FakeSlack } from "@/lib/slack/testing";
import { connectSlack, routeSlack } from "@/lib/slack/workspace";
import { slackApi } from "./app";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
const [APPROVE, REJECT] = ["countersign.approve", "countersign.reject"];
const [RITA, SAMI, OLGA, STRANGER, GUEST] = ["U0ROSA", "U0RAVI", "U0ADA", "U0SAM", "U0GWEN"];
let server: Server;
let fake: FakeSlack;
let cast: Cast;

beforeAll(async () => {
  server = createServer(getRequestListener((request) => slackApi.fetch(request), { overrideGlobalObjects: false }) as never);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.PUBLIC_URL = here;
  fake = await fakeSlack(`${here}/api/slack/interactions`);
  await fake.faults({ unlimited: true, user: { id: RITA, email: "rita@acme.example", real_name: "Rita" } });
  cast = await assemble();
  await connectSlack(cast.admin, { botToken: TOKEN, signingSecret: SECRET });
  await routeSlack(cast.admin, { channel: "C0APPROVALS", routes: [{ group: "admins", channel: "C0ADMINS" }] });
  await linked(cast.reviewer, RITA!);
  await linked(cast.second, SAMI!);
  await linked(cast.owner, OLGA!);
  await deriveAll({ slack });
});
afterAll(async () => {
  await fake?.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(ageMessages);

/** What workers do, until nothing is left to do. */
async function work(): Promise<void> {
  for (let busy = true; busy; ) {
    const clicks = await claimClicks();
    await Promise.all(clicks.map(answerClick));
    await readEverything({ slack });
    await makeDue();
    busy = (await deliverDue(cast.worker, { slack })) > 0 || clicks.length > 0;
  }
}

async function waiting(tool = "refund", params?: Parameters<typeof propose>[2]) {
  const action = await propose(cast.agent, tool, params);
  await work();
  const [message] = await fake.about(action.id);
  return { action, message: message! };
}
const said = async (id: string) => (await fake.about(id)).map(({ blocks }) => JSON.stringify(blocks)).join("\n");
const buttons = async (id: string) => [...(await said(id)).matchAll(/"action_id":"countersign\.(\w+)"/g)].map(([, name]) => name);
const lastNote = async (user: string) => JSON.stringify((await fake.notesTo(user)).at(-1)?.blocks ?? "");

describe("approving and rejecting in Slack", () => {
  test("a click approves as the linked person, by the same verb, and the message follows to the outcome", async () => {
    const { action, message } = await waiting();
    expect(await buttons(action.id)).toEqual(["approve", "reject", "open"]);
    const answered = await fake.press(RITA!, message, APPROVE!);
    expect(answered.status).toBe(200);
    expect(answered.ms).toBeLessThan(1_000);
    expect((await actionById(action.id)).state).toBe("pending");
    await work();
    expect((await trail(action)).at(-1)).toMatchObject({ type: "action.approved", actorId: cast.reviewer.id, data: { channel: "slack" } });
    await executeAll(cast.worker, [action.id]);
    await work();
    expect((await actionById(action.id)).state).toBe("succeeded");
    expect(await fake.about(action.id)).toHaveLength(1);
    expect(await buttons(action.id)).toEqual(["open"]);
    expect(await said(action.id)).toMatch(/executed[^]*Rita approved in Slack/);
  });

  test("a reject asks why first, decides nothing without a reason, and the agent is told it", async () => {
    const { action, message } = await waiting();
    await fake.press(RITA!, message, REJECT!);
    const [form] = (await fake.state()).views;
    expect(form).toMatchObject({ user: RITA, callback_id: "countersign.reason" });
    await work();
    expect((await actionById(action.id)).state).toBe("pending");
    await fake.submit(RITA!, form!.id, { "countersign.reason.input": "  " });
    expect((await fake.state()).views[0]!.errors).toEqual({ "countersign.reason.block": "Say why: the agent is told." });
    await fake.submit(RITA!, form!.id, { "countersign.reason.input": "Wrong customer" });
    expect((await fake.state()).views).toEqual([]);
    await work();
    expect((await trail(action)).at(-1)).toMatchObject({ type: "action.rejected", actorId: cast.reviewer.id, data: { note: "Wrong customer", channel: "slack" } });
    expect(await said(action.id)).toContain("Rita rejected in Slack: Wrong customer");
    expect(await buttons(action.id)).toEqual(["open"]);
  });

  test("of two at once, in Slack and on the page, one wins, and whoever lost is told who", async () => {
    const { action, message } = await waiting();
    await fake.press(RITA!, message, APPROVE!);
    const before = (await fake.notesTo(RITA!)).length;
    const clicks = await claimClicks();
    const { won } = await all([approve(cast.second, { ...(await seen(action)) }).then(() => "page"), ...clicks.map((click) => answerClick(click).then(() => "slack"))]);
    expect(won).toContain("slack");
    expect((await types(action)).filter((type) => type === "action.approved")).toHaveLength(1);
    const [winner] = await db.all<{ personId: string }>(sql`SELECT person_id FROM decisions WHERE action_id = ${action.id}`);
    const notes = (await fake.notesTo(RITA!)).length - before;
    if (winner!.personId === cast.reviewer.id) expect(notes).toBe(0);
    else expect(await lastNote(RITA!)).toMatch(/already approved \(by Sami/);
    await work();
    expect(await buttons(action.id)).toEqual(["open"]);
  });

  test("a click that is worked on twice decides once", async () => {
    const { action, message } = await waiting();
    await fake.press(RITA!, message, APPROVE!);
    const before = (await fake.notesTo(RITA!)).length;
    const [click] = await claimClicks();
    await answerClick(click!);
    await answerClick({ ...click!, tries: 2 });
    expect((await types(action)).filter((type) => type === "action.approved")).toHaveLength(1);
    expect((await fake.notesTo(RITA!)).length).toBe(before);
  });
});

describe("who and what may not decide from Slack", () => {
  /** What this user is told after pressing Approve; nothing may have changed. */
  async function refusal(user: string, { action, message }: Awaited<ReturnType<typeof waiting>>, value?: string): Promise<string> {
    expect((await fake.press(user, message, APPROVE!, value)).status).toBe(200);
    await work();
    expect(await types(action)).toEqual(["action.submitted"]);
    expect(await db.all(sql`SELECT FROM decisions WHERE action_id = ${action.id}`)).toEqual([]);
    return lastNote(user);
  }

  test("a Slack user whom nobody here knows gets a private note, and nothing is decided", async () => {
    expect(await refusal(STRANGER!, await waiting())).toMatch(/not linked[^]*profile/);
    expect((await fake.notesTo(RITA!)).some((note) => JSON.stringify(note).includes("not linked"))).toBe(false);
  });

  test("an unlinked user's reject opens no form", async () => {
    const { message } = await waiting();
    await fake.press(STRANGER!, message, REJECT!);
    expect((await fake.state()).views).toEqual([]);
    await work();
    expect(await lastNote(STRANGER!)).toMatch(/not linked/);
  });

  test("a guest, though linked", async () => {
    await linked(cast.auditor, GUEST!);
    expect(await refusal(GUEST!, await waiting())).toMatch(/Guests in this Slack workspace decide nothing/);
    await unlinkSlack(cast.auditor);
  });

  test("a person who is deactivated here, and a user who is deactivated there", async () => {
    const waits = await waiting();
    await db.run(sql`UPDATE people SET deactivated_at = clock_timestamp() WHERE id = ${cast.second.id}`);
    expect(await refusal(SAMI!, waits)).toMatch(/Countersign account is deactivated/);
    await db.run(sql`UPDATE people SET deactivated_at = NULL WHERE id = ${cast.second.id}`);
    await fake.faults({ user: { id: SAMI, deleted: true } });
    expect(await refusal(SAMI!, waits)).toMatch(/Slack account is deactivated/);
    await fake.faults({ user: { id: SAMI, deleted: false } });
  });

  test("the owner of the agent: nobody approves their own", async () => {
    expect(await refusal(OLGA!, await waiting())).toMatch(/You own the agent/);
  });

  test("after the deadline, whether or not the sweeper has been", async () => {
    const waits = await waiting();
    await pass(waits.action, 3 * 3600);
    expect(await refusal(RITA!, waits)).toMatch(/deadline for deciding has passed/);
  });

  test("a high action cannot be decided from Slack, whatever a forged button carries", async () => {
    const waits = await waiting("purge");
    expect(await buttons(waits.action.id)).toEqual(["open"]);
    const { id, revision, payloadHash } = await seen(waits.action);
    const value = JSON.stringify({ id, revision, hash: payloadHash });
    expect(await refusal(RITA!, waits, value)).toMatch(/high action is not decided in Slack/);
    await fake.press(RITA!, waits.message, REJECT!, value);
    await fake.submit(RITA!, (await fake.state()).views[0]!.id, { "countersign.reason.input": "forged" });
    await work();
    expect(await lastNote(RITA!)).toMatch(/high action is not decided in Slack/);
    expect(await types(waits.action)).toEqual(["action.submitted"]);
  });

  test("what was seen is what is decided: another revision or payload than the current one is refused", async () => {
    const waits = await waiting();
    const { id, revision, payloadHash } = await seen(waits.action);
    expect(await refusal(RITA!, waits, JSON.stringify({ id, revision, hash: "0".repeat(64) }))).toMatch(/not what would run/);
    expect(await refusal(RITA!, waits, JSON.stringify({ id, revision: revision + 1, hash: payloadHash }))).toMatch(/has changed to revision/);
  });
});

describe("what is not from Slack", () => {
  const payload = async (action: { id: string }) => {
    const { id, revision, payloadHash } = await seen(action);
    const value = JSON.stringify({ id, revision, hash: payloadHash });
    return new URLSearchParams({
      payload: JSON.stringify({ type: "block_actions", user: { id: RITA, team_id: "T0ACME" }, team: { id: "T0ACME" }, channel: { id: "C0APPROVALS" }, actions: [{ action_id: APPROVE, value }] }),
    }).toString();
  };
  const now = () => Math.floor(Date.now() / 1000);
  const send = async (raw: string, timestamp: string, signature: string | undefined) =>
    slackApi.request("/api/slack/interactions", { method: "POST", body: raw, headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Slack-Request-Timestamp": timestamp, ...(signature !== undefined && { "X-Slack-Signature": signature }) } });
  const clicks = async () => (await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM slack_interactions`))!.n;

  test("a replay, an old request, a wrong signature and none are refused, and leave nothing behind", async () => {
    const { action } = await waiting();
    const raw = await payload(action);
    const before = await clicks();
    const old = String(now() - 301);
    expect((await send(raw, old, signatureOf(SECRET, old, raw))).status).toBe(401);
    const fresh = String(now());
    expect((await send(raw, fresh, signatureOf("another-secret-of-somebody", fresh, raw))).status).toBe(401);
    expect((await send(raw, fresh, undefined)).status).toBe(401);
    expect((await send(`${raw}&`, fresh, signatureOf(SECRET, fresh, raw))).status).toBe(401);
    expect(await clicks()).toBe(before);
    expect((await send(raw, fresh, signatureOf(SECRET, fresh, raw))).status).toBe(200);
    expect((await send(raw, fresh, signatureOf(SECRET, fresh, raw))).status).toBe(401);
    expect(await clicks()).toBe(before + 1);
    const together = String(now() - 1);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(raw, together, signatureOf(SECRET, together, raw))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401, 401]);
    await work();
  });

  test("hostile bodies are told what is wrong with them, and links of every kind do nothing", async () => {
    const hostile = ["", "payload=", "payload={", "payload=null", "payload=[]", `payload=${encodeURIComponent("[".repeat(20_000))}`, `payload=${encodeURIComponent('{"type":"block_actions","actions":[{"action_id":"countersign.approve","value":"{}"}],"user":{"id":"U1"}}')}`, "payload=%00%ff"];
    for (const raw of hostile) {
      const at = String(now());
      const { status } = await send(raw, at, signatureOf(SECRET, at, raw));
      expect(status, raw.slice(0, 60)).toBe(400);
    }
    const big = `payload=${"x".repeat(300 * 1024)}`;
    expect((await send(big, String(now()), "v0=x")).status).toBe(413);
    for (const method of ["GET", "HEAD", "PUT", "OPTIONS"]) expect((await slackApi.request("/api/slack/interactions", { method })).status).toBe(404);
  });
});

describe("messages", () => {
  const ended: [string, (action: Awaited<ReturnType<typeof waiting>>["action"]) => Promise<unknown>, RegExp][] = [
    ["approved on the page", async (action) => approve(cast.second, await seen(action)), /approved/],
    ["cancelled by its agent", async (action) => cancel(cast.agent, { id: action.id, note: "Not wanted any more" }), /cancelled/],
    ["expired", async (action) => pass(action, 3 * 3600).then(() => expire(action.id)), /expired/],
  ];
  test.each(ended)("follow an action that is %s", async (_, end, words) => {
    const { action } = await waiting();
    await end(action);
    await work();
    expect(await said(action.id)).toMatch(words);
    expect(await buttons(action.id)).toEqual(["open"]);
  });

  test("follow an action whose effect is rolled back", async () => {
    const { action } = await waiting();
    await approve(cast.second, await seen(action));
    await executeAll(cast.worker, [action.id]);
    const undo = await rollBack(cast.reviewer, { id: action.id, revision: action.revision, note: "It was wrong" });
    await work();
    if (undo.state === "pending") await approve(cast.second, await seen(undo));
    await executeAll(cast.worker, [undo.id]);
    await work();
    expect((await actionById(action.id)).state).toBe("rolled_back");
    expect(await said(action.id)).toContain("rolled back");
  });

  test("an escalation is said in the thread, and the next group's channel hears of it", async () => {
    await publish({ tiers: { ...balanced.tiers, medium: { ...balanced.tiers.medium, undo: "0s", on_expiry: "escalate", escalate: { to: "admins", within: "1h" } } as never } });
    const { action, message } = await waiting();
    await pass(action, 3 * 3600);
    expect(await expire(action.id)).toBe("escalated");
    await work();
    await publish();
    const { messages } = await fake.state();
    expect(messages.filter(({ thread_ts: thread }) => thread === message.ts).map(({ blocks }) => JSON.stringify(blocks)).join()).toContain("admins is asked too");
    expect((await fake.about(action.id)).map(({ channel }) => channel).toSorted()).toEqual(["C0ADMINS", "C0APPROVALS"]);
    const other = (await fake.about(action.id)).find(({ channel }) => channel === "C0ADMINS")!;
    await fake.press(RITA!, other, APPROVE!);
    await work();
    // Every copy says so, whichever was pressed.
    expect(await buttons(action.id)).toEqual(["open", "open"]);
  });

  test("carry no sensitive value, and what an agent sends only as plain text", async () => {
    await addTool("charge", { access: "write", sensitive: ["/card"] });
    const { action } = await waiting("charge", { customer: "<!channel> <https://evil.example|pay>", card: "4111111111111111" });
    const text = await said(action.id);
    expect(text).not.toContain("4111111111111111");
    const blocks = (await fake.about(action.id))[0]!;
    expect(blocks.text).not.toContain("channel");
    for (const found of text.matchAll(/"type":"mrkdwn","text":"([^"]*)"/g)) expect(found[1]).not.toContain("evil");
    expect(text).toContain("<!channel>");
  });

  test("while Slack is down nothing waits for it; what still waits is told once it is back", async () => {
    await fake.faults({ down: true });
    const [decided, open] = [await propose(cast.agent), await propose(cast.agent)];
    await deriveAll({ slack });
    await makeDue();
    await deliverDue(cast.worker, { slack });
    const waits = () => db.all<{ status: string; lastResult: string }>(sql`SELECT status, last_result FROM deliveries WHERE action_id = ANY(${[decided.id, open.id]}::uuid[]) ORDER BY created_at`);
    expect(await waits()).toMatchObject([{ status: "waiting", lastResult: expect.stringContaining("Slack did not take it") as string }, { status: "waiting" }]);
    await approve(cast.second, await seen(decided));
    expect((await actionById(decided.id)).state).toBe("approved");
    await fake.faults({ down: false });
    await work();
    expect(await buttons(open.id)).toEqual(["approve", "reject", "open"]);
    expect(await fake.about(decided.id)).toEqual([]);
    expect(await waits()).not.toContainEqual(expect.objectContaining({ status: "waiting" }));
  });

  test("a click while Slack does not say who clicked decides nothing yet, and is worked on when it does", async () => {
    const { action, message } = await waiting();
    await fake.press(RITA!, message, APPROVE!);
    await fake.faults({ down: true });
    for (const click of await claimClicks()) await answerClick(click);
    expect((await actionById(action.id)).state).toBe("pending");
    await fake.faults({ down: false });
    await db.run(sql`UPDATE slack_interactions SET next_at = clock_timestamp() - interval '1 second' WHERE next_at IS NOT NULL`);
    await work();
    expect((await actionById(action.id)).state).toBe("approved");
  });
});

describe("linking", () => {
  const codeFor = async (user: string) => /code there: ([A-Z0-9]{4}-[A-Z0-9]{4})/.exec(await lastNote(user))![1]!;
  const links = (person: Person) => db.all(sql`SELECT user_id FROM slack_links WHERE person_id = ${person.id} AND ended_at IS NULL`);

  test("takes the code, then the person's word for who it is, and their password where the address is another's", async () => {
    const { message } = await waiting();
    await fake.press(STRANGER!, message, APPROVE!);
    await work();
    const code = await codeFor(STRANGER!);
    const claim = await lookUpCode(cast.admin, code);
    expect(claim).toMatchObject({ userId: STRANGER, userName: "Sam", otherAddress: true });
    expect(await links(cast.admin)).toEqual([]);
    await expect(confirmLink(cast.admin, { code, userId: RITA! })).rejects.toMatchObject({ code: "invalid" });
    await expect(confirmLink(cast.admin, { code, userId: STRANGER! })).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/password" }] });
    await confirmLink(cast.admin, { code, userId: STRANGER!, password: "quiet-harbour-lantern-42" });
    expect(await links(cast.admin)).toEqual([{ userId: STRANGER }]);
    expect((await eventsAbout(cast.admin.id)).at(-1)).toMatchObject({ type: "person.slack_linked", actorId: cast.admin.id, data: { after: { user: STRANGER } } });
    await expect(lookUpCode(cast.auditor, code)).rejects.toMatchObject({ code: "invalid" });
    await unlinkSlack(cast.admin);
    expect(await links(cast.admin)).toEqual([]);
    expect((await eventsAbout(cast.admin.id)).at(-1)).toMatchObject({ type: "person.slack_unlinked" });
  });

  test("a code that is late, and a Slack user who is somebody else's, link nothing", async () => {
    const { message } = await waiting();
    await fake.press(STRANGER!, message, APPROVE!);
    await work();
    const code = await codeFor(STRANGER!);
    await db.run(sql`UPDATE slack_codes SET expires_at = clock_timestamp() - interval '1 second'`);
    await expect(lookUpCode(cast.admin, code)).rejects.toMatchObject({ code: "invalid" });
    await db.run(sql`UPDATE slack_codes SET expires_at = clock_timestamp() + interval '1 minute', user_id = ${RITA}`);
    await expect(confirmLink(cast.admin, { code, userId: RITA!, password: "quiet-harbour-lantern-42" })).rejects.toMatchObject({ code: "conflict" });
  });
});
