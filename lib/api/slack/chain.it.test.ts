import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { actionById } from "@/lib/actions/row";
import { sweep } from "@/lib/actions/upkeep/sweep";
import { pass, propose, publish, seen, trail } from "@/lib/actions/testing";
import type { Person } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { deliveriesOfAction } from "@/lib/deliveries/queries";
import { setPreferences, USUAL } from "@/lib/deliveries/preferences";
import { noticesOf } from "@/lib/notices/notices";
import { fixture } from "@/lib/people/testing";
import { balanced } from "@/lib/policy/balanced";
import { ageMessages } from "@/lib/slack/testing";
import { everywhere, type Everywhere } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
// Slack takes one message a second of a channel, and so do these tests.
vi.setConfig({ testTimeout: 120_000 });
useDatabase();
let all: Everywhere;
let boss: Person;
const HOUR = 3_600;

beforeAll(async () => {
  all = await everywhere();
  boss = await fixture("admin", "Bo", ["admins"]);
  const chain = { remind_after: "1h", within: "3h", on_expiry: "escalate", escalate: { to: "admins", within: "2h" }, undo: "0s" };
  await publish({ tiers: { ...balanced.tiers, medium: { ...balanced.tiers.medium, ...chain } } as never });
  const { cast } = all;
  await setPreferences(cast.reviewer, { ...USUAL, email: { ...USUAL.email, topics: ["pending", "reminder", "decided"] }, slack: { ...USUAL.slack, topics: ["pending", "reminder", "decided"] } });
});
afterAll(() => all?.close());

/** The clock goes on, the sweeper looks, and everybody is told. */
async function later(action: { id: string }, seconds: number) {
  await pass(action, seconds);
  await ageMessages();
  all.mail.arrived.length = 0;
  all.hook.arrived.length = 0;
  await sweep(async () => undefined);
  await all.work();
}
const mails = () => all.mail.arrived.map(({ rcpt, subject }) => [rcpt.split("@")[0], subject!.split(":")[0]]).toSorted();
const hooks = () => all.hook.arrived.map(({ type, data }) => [type, data.state, data.sequence]);
const notices = async (action: { id: string }) =>
  (await Promise.all([all.cast.reviewer, all.cast.second, all.cast.admin, boss].map(async (person) => (await noticesOf(person)).notices.filter(({ actionId }) => actionId === action.id).map(({ kind }) => kind)))).map((kinds) => kinds.toReversed());

/** By channel: the headline of the message, which buttons it has, and what its thread says. */
async function inSlack(action: { id: string }) {
  const { messages } = await all.slack.state();
  const copies = messages.filter(({ thread_ts: thread, blocks }) => !thread && JSON.stringify(blocks).includes(action.id));
  return Object.fromEntries(
    copies.map(({ channel, ts, blocks }) => [
      channel,
      {
        says: (blocks[0] as { text: { text: string } }).text.text,
        buttons: [...JSON.stringify(blocks).matchAll(/"action_id":"countersign\.(\w+)"/g)].map(([, name]) => name),
        thread: messages.filter(({ thread_ts: thread }) => thread === ts).map(({ blocks: [said] }) => (said as { text: { text: string } }).text.text),
      },
    ]),
  );
}

test("an action that nobody decides is reminded of, asked of the next group and ended, and every message says so", async () => {
  const action = await propose(all.cast.agent);
  await later(action, 0);
  const open = { says: "Medium · waits for a decision", buttons: ["approve", "reject", "open"], thread: [] };
  expect(await inSlack(action)).toEqual({ C0APPROVALS: open, D0ROSA: open });
  expect(mails()).toEqual([["ada", "Waits for you"], ["rita", "Waits for you"], ["sami", "Waits for you"]]);
  expect(hooks()).toEqual([["action.submitted", "pending", 1]]);

  await later(action, HOUR);
  const reminded = { ...open, thread: ["This still waits for a decision"] };
  expect(await inSlack(action)).toEqual({ C0APPROVALS: reminded, D0ROSA: reminded });
  expect(mails()).toEqual([["ada", "Still waits"], ["rita", "Still waits"], ["sami", "Still waits"]]);
  expect(hooks()).toEqual([["action.reminded", "pending", 2]]);
  expect(await notices(action)).toEqual([["reminder"], ["reminder"], ["reminder"], []]);

  const { messages } = await all.slack.state();
  const button = messages.find(({ channel, blocks }) => channel === "C0APPROVALS" && JSON.stringify(blocks).includes(action.id))!;
  await later(action, 2 * HOUR);
  const asked = "Nobody decided in time: admins is asked too";
  expect(await inSlack(action)).toEqual({
    C0APPROVALS: { ...reminded, thread: [...reminded.thread, asked] },
    // Rita is not in the group that is asked now: her copy follows, and nothing pings her.
    D0ROSA: reminded,
    C0ADMINS: open,
  });
  expect(mails()).toEqual([["ada", "You are asked now"], ["bo", "You are asked now"]]);
  expect(hooks()).toEqual([["action.escalated", "pending", 3]]);
  expect(await notices(action)).toEqual([["reminder"], ["reminder"], ["reminder", "escalated"], ["escalated"]]);

  await later(action, 2 * HOUR);
  expect((await actionById(action.id)).state).toBe("expired");
  const ended = { says: "Medium · expired", buttons: ["open"] };
  expect(await inSlack(action)).toMatchObject({ C0APPROVALS: ended, C0ADMINS: { ...ended, thread: [] }, D0ROSA: { ...ended, thread: ["This still waits for a decision", "Expired: nothing is left to do for you"] } });
  expect(mails()).toEqual([["rita", "Expired"]]);
  expect(hooks()).toEqual([["action.expired", "expired", 4]]);

  expect((await trail(action)).map(({ type, actorId, data }) => [type, actorId, data.to ?? null])).toEqual([
    ["action.submitted", all.cast.agent.id, "pending"],
    ["action.reminded", "sweeper", null],
    ["action.escalated", "sweeper", "admins"],
    ["action.expired", "sweeper", "expired"],
  ]);
  expect(new Set((await deliveriesOfAction(action.id)).map(({ status }) => status))).toEqual(new Set(["delivered"]));

  // Whoever still has the old message before them is told, and nothing happens.
  const { id, revision, payloadHash } = await seen(action);
  await all.slack.press("U0ROSA", button, "countersign.approve", JSON.stringify({ id, revision, hash: payloadHash }));
  await all.work();
  expect(JSON.stringify((await all.slack.notesTo("U0ROSA")).at(-1)?.blocks)).toMatch(/has expired/);
  expect(await trail(action)).toHaveLength(4);
});

test("the clocks are the database's: nothing happens early, and sweeping twice says nothing twice", async () => {
  const action = await propose(all.cast.agent);
  await later(action, HOUR - 60);
  expect(await trail(action)).toHaveLength(1);
  await later(action, 60);
  await Promise.all([sweep(async () => undefined), sweep(async () => undefined)]);
  await all.work();
  expect((await trail(action)).map(({ type }) => type)).toEqual(["action.submitted", "action.reminded"]);
  expect((await inSlack(action)).C0APPROVALS!.thread).toEqual(["This still waits for a decision"]);
  expect(await db.one(sql`SELECT count(*)::int AS n FROM deliveries WHERE status = 'waiting'`)).toEqual({ n: 0 });
});
