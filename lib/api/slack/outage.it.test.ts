import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { executeAll } from "@/lib/actions/execute";
import { expire } from "@/lib/actions/expire";
import { all as atOnce, pass, propose, seen } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { channels } from "@/lib/deliveries/registry";
import { deliverDue, startDelivering } from "@/lib/deliveries/run";
import { passForDeliveries } from "@/lib/deliveries/testing";
import { setPreferences, USUAL } from "@/lib/deliveries/preferences";
import { ageMessages } from "@/lib/slack/testing";
import { everywhere, type Everywhere } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
vi.setConfig({ testTimeout: 400_000 });
useDatabase();
let all: Everywhere;
beforeAll(async () => {
  all = await everywhere();
});
afterAll(() => all?.close());

const headline = ({ blocks }: { blocks: object[] }) => (blocks[0] as { text: { text: string } }).text.text;
const count = async (where: string) => (await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM deliveries WHERE channel = 'slack' AND status = ${where}`))!.n;

test("Slack is down for ten minutes: nothing waits for it, and afterwards everything stands there once, in order, as it is by then", async () => {
  const { cast, slack } = all;
  const told = async (action: { id: string }) => (await slack.about(action.id)).filter(({ channel }) => channel === "C0APPROVALS").map(headline);
  const [executed, ended] = [await propose(cast.agent), await propose(cast.agent)];
  await all.work();
  await slack.faults({ down: true });

  // Ten minutes of it, half a minute at a time; meanwhile there is work.
  const proposed = [];
  const took: number[] = [];
  const timed = async (work: Promise<unknown>) => {
    const began = performance.now();
    await work;
    took.push(performance.now() - began);
  };
  for (let half = 0; half < 20; half++) {
    if (half < 4) proposed.push(await propose(cast.agent));
    if (half === 5) await timed(approve(cast.second, await seen(executed)));
    if (half === 6) await timed(executeAll(cast.worker, [executed.id]));
    if (half === 7) await timed(reject(cast.second, { ...(await seen(proposed[1]!)), note: "no" }));
    if (half === 8) await timed(pass(ended, 3 * 3_600).then(() => expire(ended.id)));
    await all.derive();
    await passForDeliveries(30);
    await deliverDue(cast.worker, channels);
  }
  expect(Math.max(...took)).toBeLessThan(3_000);
  expect(await told(executed)).toEqual(["Medium · waits for a decision"]);
  expect(await count("failed")).toBe(0);
  // Mail and webhooks went on.
  expect(all.mail.arrived.length).toBeGreaterThan(0);
  expect(all.hook.arrived.filter(({ data }) => data.action_id === executed.id).map(({ data }) => data.state)).toEqual(expect.arrayContaining(["pending", "approved", "succeeded"]));
  const tries = await db.all<{ tries: number }>(sql`SELECT attempt_count AS tries FROM deliveries WHERE channel = 'slack' AND action_id = ${proposed[0]!.id}`);
  expect(Math.max(...tries.map((row) => row.tries)), "asked again at first often, then twice a minute").toBeLessThanOrEqual(25);

  await slack.faults({ down: false });
  const before = (await slack.state()).messages.length;
  await all.work();
  const { messages } = await slack.state();
  const fresh = messages.slice(before).filter(({ channel }) => channel === "C0APPROVALS");
  const waiting = [proposed[0]!, proposed[2]!, proposed[3]!];
  expect(fresh.map(({ blocks }) => waiting.findIndex(({ id }) => JSON.stringify(blocks).includes(id))), "once, and in the order in which they came").toEqual([0, 1, 2]);
  for (const action of waiting) expect(await told(action)).toEqual(["Medium · waits for a decision"]);
  expect(await told(proposed[1]!), "decided meanwhile").toEqual([]);
  expect([await told(executed), await told(ended)]).toEqual([["Medium · executed"], ["Medium · expired"]]);
  expect([await count("waiting"), await count("failed")]).toEqual([0, 0]);
  // Looking again says nothing again.
  await all.work();
  expect((await slack.state()).messages.length).toBe(messages.length);
});

test("a thousand at once are a handful of messages and one mail each, within Slack's limits, and decisions are as quick as ever", async () => {
  const { cast, slack, mail, hook } = all;
  await setPreferences(cast.reviewer, { ...USUAL, slack: { ...USUAL.slack, topics: ["pending"] } });
  await ageMessages();
  await db.run(sql`UPDATE deliveries SET created_at = created_at - interval '1 hour', finished_at = finished_at - interval '1 hour'`);
  const [before, mailsBefore, hooksBefore] = [await slack.state(), mail.arrived.length, hook.arrived.length];
  /** An approval and its execution, in ms. */
  const lifecycle = async () => {
    const action = await propose(cast.agent, "refund", { customer: "cus_between", amount: 1 });
    const began = performance.now();
    await approve(cast.second, await seen(action));
    await executeAll(cast.worker, [action.id]);
    return performance.now() - began;
  };
  const median = (figures: number[]) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!;
  const quiet: number[] = [];
  for (let n = 0; n < 7; n++) quiet.push(await lifecycle());

  await slack.faults({ unlimited: false });
  for (let batch = 0; batch < 20; batch++) {
    const { lost } = await atOnce(Array.from({ length: 50 }, () => propose(cast.agent)));
    expect(lost).toEqual([]);
  }
  const stop = startDelivering(cast.worker, channels, 50);
  await expect.poll(() => hook.arrived.length - hooksBefore, { timeout: 60_000 }).toBeGreaterThan(20);
  const busy: number[] = [];
  for (let n = 0; n < 7; n++) busy.push(await lifecycle());
  expect(median(busy), `ms at the median, ${median(quiet)} before`).toBeLessThan(Math.max(1_000, 10 * median(quiet)));

  const left = () => db.one(sql`SELECT count(*)::int AS n FROM deliveries WHERE status = 'waiting' AND attempt_count > 0 OR (status = 'waiting' AND channel <> 'email')`);
  await expect.poll(left, { timeout: 300_000, interval: 500 }).toEqual({ n: 0 });
  await stop();
  await slack.faults({ unlimited: true });
  await all.work();

  const after = await slack.state();
  const fresh = after.messages.slice(before.messages.length);
  // Those that were decided in between may have had one of their own each.
  for (const channel of ["C0APPROVALS", "D0ROSA"]) expect(fresh.filter((message) => message.channel === channel).length, channel).toBeLessThanOrEqual(6 + quiet.length + busy.length);
  expect(fresh.filter(({ blocks }) => /\d{3,} actions wait for a decision/.test(JSON.stringify(blocks))).map(({ channel }) => channel).toSorted()).toEqual(["C0APPROVALS", "D0ROSA"]);
  const calls = after.calls.slice(before.calls.length);
  const posted = calls.filter(({ method, ok, channel }) => method === "chat.postMessage" && ok && channel === "C0APPROVALS").map(({ at }) => at);
  expect(calls.filter(({ error }) => error === "ratelimited").length, "asked to slow down").toBeLessThanOrEqual(3);
  expect(posted.length).toBeLessThan(25);
  const shown = await db.one(sql`
    SELECT count(*)::int AS n FROM actions a WHERE state = 'pending' AND NOT EXISTS (SELECT FROM slack_messages m WHERE m.action_id = a.id AND m.channel_id = 'C0APPROVALS')`);
  expect(shown, "every one that waits stands in a message").toEqual({ n: 0 });

  const mails = mail.arrived.slice(mailsBefore);
  for (const person of [cast.reviewer, cast.second, cast.admin]) {
    const theirs = mails.filter(({ rcpt }) => rcpt === person.email);
    expect(theirs.length, `mails to ${person.name}`).toBeLessThanOrEqual(3);
    expect(theirs.some(({ subject }) => /\d{3,} actions wait for you/.test(subject ?? "")), person.name).toBe(true);
  }
  const hooked = new Set(hook.arrived.slice(hooksBefore).filter(({ type }) => type === "action.submitted").map(({ data }) => data.action_id));
  expect(hooked.size).toBeGreaterThanOrEqual(1_000);
  expect(await db.one(sql`SELECT count(*)::int AS n FROM deliveries WHERE status IN ('waiting', 'failed')`)).toEqual({ n: 0 });
});
