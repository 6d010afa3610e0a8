import { beforeAll, expect, test, vi } from "vitest";
import { cancel } from "@/lib/actions/cancel";
import { approve } from "@/lib/actions/decide";
import { takeNext } from "@/lib/actions/desk/take-next";
import { ask, closeQuestion } from "@/lib/actions/review/ask";
import { reviewState } from "@/lib/actions/review/review-state";
import { actionById } from "@/lib/actions/row";
import { all, propose, publish, seen, trail, types } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { noticesOf } from "@/lib/notices/notices";
import { agentClient, asAction, asProblem, assembleApi, type Client } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Awaited<ReturnType<typeof assembleApi>>;
let bystander: Client;
beforeAll(async () => {
  cast = await assembleApi();
  bystander = await agentClient(cast.admin, cast.owner, "bystander");
});

const medium = (more: object) => ({ tiers: { medium: { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 1 }], undo: "0s", editor_may_approve: false, execute_within: "24h", ...more } } }) as never;

async function asked(question = "Which invoice is this for?") {
  const action = await propose(cast.agent);
  await ask(cast.reviewer, { id: action.id, revision: 1, question });
  const read = asAction(await cast.bot.get(`/actions/${action.id}`));
  return { action, question: read.question! };
}
const reply = (bot: Client, id: string, body: unknown) => bot.send("POST", `/actions/${id}/answers`, { body });

test("a reviewer's question waits on the agent, which reads it, answers it, and gives the action back to whoever asked", async () => {
  const { action, question } = await asked();
  expect(question).toMatchObject({ text: "Which invoice is this for?", by: "Rita" });
  expect(await takeNext(cast.second, { skip: [] }), "nobody is asked to decide it meanwhile").toBeUndefined();
  const answered = await reply(cast.bot, action.id, { question: question.id, answer: "Invoice 81, of March." });
  expect(answered.status).toBe(200);
  expect(asAction(answered)).toMatchObject({ state: "pending", question: null });
  expect(await reviewState(cast.reviewer, action.id)).toMatchObject({
    assigned: { kind: "person", id: cast.reviewer.id, mine: true },
    questions: [{ question: "Which invoice is this for?", by: "Rita", mine: true, answer: "Invoice 81, of March.", closed: false }],
  });
  expect((await noticesOf(cast.reviewer)).notices[0]).toMatchObject({ kind: "answered", actionId: action.id });
  expect(await takeNext(cast.second)).toBeUndefined();
  expect(await takeNext(cast.reviewer)).toMatchObject({ id: action.id });
  const events = await trail(action);
  expect(events.slice(0, 3)).toMatchObject([
    { type: "action.submitted" },
    { type: "action.asked", actorId: cast.reviewer.id, data: { question_id: question.id, question: "Which invoice is this for?", paused_for: 0 } },
    { type: "action.answered", actorId: cast.agent.id, data: { question_id: question.id, back_to: cast.reviewer.id, length: 21 } },
  ]);
  expect(JSON.stringify(events), "the agent's words stay out of the trail").not.toContain("Invoice 81");
  expect(await approve(cast.reviewer, await seen(action))).toMatchObject({ state: "approved" });
});

test("the agent that waits is told at once: a held read ends, and the stream carries the question", async () => {
  const action = await propose(cast.agent);
  const held = cast.bot.get(`/actions/${action.id}`, { Prefer: "wait=20" });
  const started = performance.now();
  setTimeout(() => void ask(cast.reviewer, { id: action.id, revision: 1, question: "Why?" }), 100);
  expect(asAction(await held).question).toMatchObject({ text: "Why?" });
  expect(performance.now() - started).toBeLessThan(8_000);
  await cancel(cast.agent, { id: action.id, note: "" });
  const stream = await cast.bot.get(`/actions/${action.id}/events`);
  expect(stream.text).toContain("event: action.asked");
  expect(stream.text).toContain('"question":"Why?"');
});

test("the same answer again changes nothing, also at once; another answer is a conflict", async () => {
  const { action, question } = await asked();
  const body = { question: question.id, answer: "Because." };
  const { won } = await all(Array.from({ length: 8 }, () => reply(cast.bot, action.id, body)));
  expect(won.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect((await types(action)).filter((type) => type === "action.answered")).toHaveLength(1);
  expect(asProblem(await reply(cast.bot, action.id, { ...body, answer: "No." }))).toMatchObject({ status: 409, code: "conflict" });
  await cancel(cast.agent, { id: action.id, note: "" });
  expect((await reply(cast.bot, action.id, body)).status, "a repetition is answered even later").toBe(200);
});

test("of two reviewers who ask at once one does, and the other is told who", async () => {
  const action = await propose(cast.agent);
  const { won, lost } = await all([cast.reviewer, cast.second].map((person) => ask(person, { id: action.id, revision: 1, question: "Why?" })));
  expect([won.length, lost.length]).toEqual([1, 1]);
  expect(lost[0]).toMatchObject({ code: "conflict", facts: { by: expect.stringMatching(/Rita|Sami/) as string } });
});

test("whoever may not decide asks nothing, and nothing is asked of what is decided or has changed", async () => {
  const action = await propose(cast.agent);
  const question = { id: action.id, revision: 1, question: "Why?" };
  await expect(ask(cast.auditor, question)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(ask(cast.reviewer, { ...question, question: "  " })).rejects.toMatchObject({ code: "invalid" });
  await expect(ask(cast.reviewer, { ...question, question: "x".repeat(2_001) })).rejects.toMatchObject({ code: "invalid" });
  await expect(ask(cast.reviewer, { ...question, revision: 2 })).rejects.toMatchObject({ code: "stale_revision" });
  await approve(cast.reviewer, await seen(action));
  await expect(ask(cast.reviewer, question)).rejects.toMatchObject({ code: "already_decided" });
});

test("a question may be taken back; then no answer is needed", async () => {
  const { action, question } = await asked();
  expect(await closeQuestion(cast.reviewer, { id: action.id, revision: 1 })).toBe(true);
  expect(await closeQuestion(cast.reviewer, { id: action.id, revision: 1 })).toBe(false);
  expect(asAction(await cast.bot.get(`/actions/${action.id}`)).question).toBeNull();
  expect(asProblem(await reply(cast.bot, action.id, { question: question.id, answer: "x" }))).toMatchObject({ status: 409, code: "wrong_state" });
  expect((await types(action)).at(-1)).toBe("action.question_closed");
});

test("hostile answers are told what is wrong with them and change nothing", async () => {
  const { action, question } = await asked();
  const good = { question: question.id, answer: "x" };
  const wrong: [unknown, number][] = [
    ["", 400], ["{", 400], ["null", 422], ["[]", 422], ['"x"', 422], [{}, 422], [{ ...good, answer: "" }, 422], [{ ...good, answer: "   " }, 422],
    [{ ...good, answer: "x".repeat(4_001) }, 422], [{ ...good, answer: 1 }, 422], [{ ...good, answer: ["x"] }, 422], [{ ...good, question: "1" }, 422],
    [{ ...good, by: cast.admin.id }, 422], [`{"question":"${question.id}","answer":"\\u0000"}`, 422], [`{"question":"${question.id}","answer":"\\ud800"}`, 422],
    [`{"question":"${question.id}","answer":"a","answer":"b"}`, 422], [{ ...good, answer: "x".repeat(300_000) }, 413], [{ ...good, question: newId() }, 404],
  ];
  for (const [body, status] of wrong) expect((await reply(cast.bot, action.id, body)).status, JSON.stringify(body).slice(0, 80)).toBe(status);
  for (const id of [newId(), "1", "%00"]) expect((await reply(cast.bot, id, good)).status).toBeGreaterThanOrEqual(404);
  expect((await reply(bystander, action.id, good)).status, "another agent's").toBe(404);
  expect((await reply(await agentClient(cast.admin, cast.owner, "reader", { scopes: ["actions:read"] }), action.id, good)).status).toBe(403);
  expect(await types(action)).toEqual(["action.submitted", "action.asked"]);
});

test("the clocks run on while the agent is asked, unless the tier says that they stand still, once, and for so long", async () => {
  const running = await propose(cast.agent);
  expect((await ask(cast.reviewer, { id: running.id, revision: 1, question: "Why?" })).deadlineAt).toEqual(running.deadlineAt);
  await publish(medium({ while_asked: "pauses", pause_at_most: "30m", remind_after: "1h" }));
  const action = await propose(cast.agent);
  const before = action.deadlineAt!.getTime();
  const first = await ask(cast.reviewer, { id: action.id, revision: 1, question: "Why?" });
  expect(first.deadlineAt!.getTime() - before).toBe(1_800_000);
  expect(first.remindAt!.getTime() - action.remindAt!.getTime()).toBe(1_800_000);
  // The agent takes ten minutes.
  await db.run(sql`UPDATE questions SET asked_at = asked_at - interval '10 minutes' WHERE action_id = ${action.id}`);
  const { question } = asAction(await cast.bot.get(`/actions/${action.id}`));
  await reply(cast.bot, action.id, { question: question!.id, answer: "So." });
  const after = (await actionById(action.id)).deadlineAt!.getTime() - before;
  expect(after).toBeGreaterThanOrEqual(600_000);
  expect(after).toBeLessThan(605_000);
  const second = await ask(cast.reviewer, { id: action.id, revision: 1, question: "And why?" });
  expect(second.deadlineAt!.getTime() - before, "once only").toBe(after);
  await publish();
});

test("an answer that takes longer than the pause brings no time back", async () => {
  await publish(medium({ while_asked: "pauses", pause_at_most: "30m" }));
  const { action, question } = await asked();
  await db.run(sql`UPDATE questions SET asked_at = asked_at - interval '50 minutes' WHERE action_id = ${action.id}`);
  await reply(cast.bot, action.id, { question: question.id, answer: "So." });
  expect((await actionById(action.id)).deadlineAt!.getTime() - action.deadlineAt!.getTime()).toBe(1_800_000);
  await publish();
});
