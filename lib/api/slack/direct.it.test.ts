import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { answer, ask } from "@/lib/actions/review/ask";
import { assign } from "@/lib/actions/desk/assign";
import { approve, reject } from "@/lib/actions/decide";
import { deactivatePerson } from "@/lib/actions/desk/deactivate-person";
import { executeAll } from "@/lib/actions/execute";
import { remind } from "@/lib/actions/upkeep/remind";
import { revise } from "@/lib/actions/revise";
import { actionById } from "@/lib/actions/row";
import { addTool, propose, publish, seen, trail, types } from "@/lib/actions/testing";
import type { Person } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { deliveriesOfAction } from "@/lib/deliveries/queries";
import { setPreferences, USUAL, type Preferences } from "@/lib/deliveries/preferences";
import type { Way } from "@/lib/deliveries/view";
import { noticesOf } from "@/lib/notices/notices";
import { reactivate } from "@/lib/people/roles";
import { balanced } from "@/lib/policy/balanced";
import { unlinkSlack } from "@/lib/slack/links";
import { ageMessages, linked } from "@/lib/slack/testing";
import { everywhere, type Everywhere } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
vi.setConfig({ testTimeout: 120_000 });
const database = useDatabase();
let all: Everywhere;
beforeAll(async () => {
  all = await everywhere();
});
afterAll(() => all?.close());
beforeEach(async () => {
  await ageMessages();
  await db.run(sql`UPDATE deliveries SET created_at = created_at - interval '1 hour', finished_at = finished_at - interval '1 hour'`);
  all.mail.arrived.length = 0;
});

const choose = (person: Person, way: Way, change: Partial<Preferences>) => setPreferences(person, { ...USUAL, [way]: { ...USUAL[way], ...change } });
/** The message to one user about an action, with what its thread says. */
async function direct(action: { id: string }, channel = "D0ROSA") {
  const { messages } = await all.slack.state();
  const found = messages.filter((message) => message.channel === channel && !message.thread_ts && JSON.stringify(message.blocks).includes(action.id));
  const [message] = found;
  if (!message) return undefined;
  const text = JSON.stringify(message.blocks);
  return {
    message,
    copies: found.length,
    says: (message.blocks[0] as { text: { text: string } }).text.text,
    buttons: [...text.matchAll(/"action_id":"countersign\.(\w+)"/g)].map(([, name]) => name),
    thread: messages.filter((reply) => reply.thread_ts === message.ts).map((reply) => JSON.stringify(reply.blocks)),
  };
}

describe("direct messages", () => {
  test("go to linked people who asked for them, with the buttons of the channel, and every copy follows the decision", async () => {
    await choose(all.cast.reviewer, "slack", { topics: ["pending"] });
    const action = await propose(all.cast.agent);
    await all.work();
    const told = (await direct(action))!;
    expect(told).toMatchObject({ copies: 1, says: "Medium · waits for a decision", buttons: ["approve", "reject", "open"] });
    expect(await direct(action, "D0RAVI"), "who asked for none").toBeUndefined();
    await all.slack.press("U0ROSA", told.message, "countersign.approve");
    await all.work();
    expect((await trail(action)).at(-1)).toMatchObject({ type: "action.approved", actorId: all.cast.reviewer.id, data: { channel: "slack" } });
    await executeAll(all.cast.worker, [action.id]);
    await all.work();
    expect(await direct(action)).toMatchObject({ copies: 1, says: "Medium · executed", buttons: ["open"] });
    expect((await all.slack.about(action.id)).map(({ channel, blocks }) => [channel, /"Medium · executed"/.test(JSON.stringify(blocks))]).toSorted()).toEqual([["C0APPROVALS", true], ["D0ROSA", true]]);
    expect((await deliveriesOfAction(action.id)).filter(({ to }) => to === "Rita" ).length).toBeGreaterThan(1);
  });

  test("a high one can only be opened there, and so can one that asks for a password again", async () => {
    const high = await propose(all.cast.agent, "purge");
    const proof = await propose(all.cast.agent);
    // As a policy that asks for it classifies.
    await database.asOwner(async (client) => {
      await client.query("ALTER TABLE classifications DISABLE TRIGGER USER");
      await client.query(`UPDATE classifications SET requirement = requirement || '{"stepUp": "password"}' WHERE action_id = $1`, [proof.id]);
      await client.query("ALTER TABLE classifications ENABLE TRIGGER USER");
    });
    await all.work();
    for (const action of [high, proof]) {
      for (const { blocks } of await all.slack.about(action.id)) expect(JSON.stringify(blocks)).not.toMatch(/countersign\.(approve|reject)/);
      expect((await all.slack.about(action.id)).length).toBe(2);
    }
    const told = (await direct(high))!;
    const { id, revision, payloadHash } = await seen(high);
    await all.slack.press("U0ROSA", told.message, "countersign.approve", JSON.stringify({ id, revision, hash: payloadHash }));
    await all.work();
    expect(await types(high)).toEqual(["action.submitted"]);
    expect(JSON.stringify((await all.slack.notesTo("U0ROSA")).at(-1)?.blocks)).toMatch(/high action is not decided in Slack/);
  });

  test("tiers and groups are chosen", async () => {
    const { id: admins } = (await db.one<{ id: string }>(sql`SELECT id FROM groups WHERE name = 'admins'`))!;
    await choose(all.cast.reviewer, "slack", { topics: ["pending"], tiers: ["high"] });
    await linked(all.cast.admin, "U0OTTO");
    await choose(all.cast.admin, "slack", { topics: ["pending"], groupIds: [admins] });
    const [medium, high] = [await propose(all.cast.agent), await propose(all.cast.agent, "purge")];
    await all.work();
    expect([await direct(medium), (await direct(high))?.says]).toEqual([undefined, "High · waits for a decision"]);
    expect(await direct(high, "D0OTTO"), "reviewers are asked, and that is not the group that she chose").toBeUndefined();
  });

  test("who is unlinked gets nothing new, and what they have still follows", async () => {
    await choose(all.cast.reviewer, "slack", { topics: ["pending"] });
    const before = await propose(all.cast.agent);
    await all.work();
    await unlinkSlack(all.cast.reviewer);
    const after = await propose(all.cast.agent);
    await reject(all.cast.second, { ...(await seen(before)), note: "no" });
    await all.work();
    expect(await direct(before)).toMatchObject({ says: "Medium · rejected", buttons: ["open"] });
    expect(await direct(after)).toBeUndefined();
    await linked(all.cast.reviewer, "U0ROSA");
  });

  test("tell nothing more to who is deactivated: not what was edited since, nor what became of it", async () => {
    await choose(all.cast.reviewer, "slack", { topics: ["pending"] });
    const action = await propose(all.cast.agent, "refund", { customer: "cus_81", amount: 120 });
    await all.work();
    const { ts } = (await direct(action))!.message;
    await deactivatePerson(all.cast.admin, { personId: all.cast.reviewer.id });
    await revise(all.cast.second, { id: action.id, revision: 1, params: { customer: "cus_edited", amount: 77 }, note: "" });
    await all.work();
    const { messages } = await all.slack.state();
    const told = JSON.stringify(messages.filter((message) => message.channel === "D0ROSA" && message.ts === ts));
    expect(told).toContain("no longer shown to you");
    expect(told).not.toMatch(/cus_edited|cus_81|countersign\.approve/);
    await reactivate(all.cast.admin, all.cast.reviewer.id);
  });

  test("say when somebody else decided, and to who answers for the agent that it failed", async () => {
    await addTool("breaks", { access: "write", binding: { fail: "failed" } });
    await choose(all.cast.reviewer, "slack", { topics: ["pending", "decided"] });
    await choose(all.cast.owner, "slack", { topics: ["trouble"] });
    const action = await propose(all.cast.agent, "breaks");
    await all.work();
    await approve(all.cast.second, await seen(action));
    await all.work();
    expect((await direct(action))!.thread.join()).toMatch(/Approved by Sami: nothing is left to do for you/);
    expect(await direct(action, "D0ADA"), "the owner asked for failures only").toBeUndefined();
    await executeAll(all.cast.worker, [action.id]);
    expect((await actionById(action.id)).state).toBe("failed");
    await all.work();
    expect(await direct(action, "D0ADA")).toMatchObject({ says: "Medium · failed", buttons: ["open"], thread: [] });
    expect(await direct(action)).toMatchObject({ copies: 1, says: "Medium · failed" });
  });
});

describe("an answer", () => {
  const asked = async () => {
    const action = await propose(all.cast.agent);
    await ask(all.cast.second, { id: action.id, revision: 1, question: "Which order?" });
    const { id } = (await db.one<{ id: string }>(sql`SELECT id FROM questions WHERE action_id = ${action.id}`))!;
    await all.work();
    all.mail.arrived.length = 0;
    await answer(all.cast.agent, { id: action.id, question: id, answer: "Order 7, <!channel> secret words" });
    await all.work();
    return action;
  };
  const answeredMails = () => all.mail.arrived.filter(({ subject }) => subject!.startsWith("Answered"));

  test("reaches who asked by mail and in the application, and nobody else, without its words", async () => {
    const action = await asked();
    expect(answeredMails().map(({ rcpt }) => rcpt)).toEqual([all.cast.second.email]);
    expect(answeredMails()[0]!.text).toContain(`/queue/${action.id}`);
    expect(`${answeredMails()[0]!.text} ${answeredMails()[0]!.html}`).not.toContain("secret words");
    expect((await noticesOf(all.cast.second)).notices[0]).toMatchObject({ kind: "answered", actionId: action.id });
    expect(await direct(action, "D0RAVI")).toBeUndefined();
    expect(all.hook.arrived.map(({ type }) => type)).toEqual(expect.arrayContaining(["action.asked", "action.answered"]));
  });

  test("comes as a direct message and by no other way to who prefers that", async () => {
    await setPreferences(all.cast.second, { email: { ...USUAL.email, topics: [] }, slack: { ...USUAL.slack, topics: ["answered"] }, app: { ...USUAL.app, topics: [] } });
    const action = await asked();
    const told = (await direct(action, "D0RAVI"))!;
    expect(told).toMatchObject({ copies: 1, buttons: ["approve", "reject", "open"] });
    expect(told.thread.join()).toMatch(/support-bot has answered your question/);
    expect(told.thread.join()).not.toContain("secret words");
    expect(answeredMails()).toEqual([]);
    expect((await noticesOf(all.cast.second)).notices.filter(({ actionId }) => actionId === action.id)).toEqual([]);
    expect((await all.slack.about(action.id)).find(({ channel }) => channel === "C0APPROVALS"), "the channel does not hear of it").toMatchObject({ edited: 0 });
    await setPreferences(all.cast.second, USUAL);
  });
});

test("in the application, tiers and groups are chosen too; what one cannot turn off is said all the same", async () => {
  await publish({ tiers: { ...balanced.tiers, medium: { ...balanced.tiers.medium, undo: "0s" } } as never });

  await choose(all.cast.reviewer, "app", { topics: ["reminder"], tiers: ["high"] });
  const action = await propose(all.cast.agent);
  await db.run(sql`UPDATE actions SET remind_at = clock_timestamp() WHERE id = ${action.id}`);
  expect(await remind(action.id)).toBe(true);
  const kinds = async (person: Person) => (await noticesOf(person)).notices.filter(({ actionId }) => actionId === action.id).map(({ kind }) => kind);
  expect([await kinds(all.cast.reviewer), await kinds(all.cast.second)]).toEqual([[], ["reminder"]]);

  await assign(all.cast.second, { id: action.id, to: { personId: all.cast.reviewer.id } });
  expect(await kinds(all.cast.reviewer)).toEqual(["assigned"]);
});
