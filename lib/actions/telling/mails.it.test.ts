import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { halt, liftHalt } from "@/lib/actions/halts/halt";
import { revise } from "@/lib/actions/revise";
import { actionById } from "@/lib/actions/row";
import { agentOf, assemble, propose, publish, seen, types, type Cast } from "@/lib/actions/testing";
import { remind } from "@/lib/actions/upkeep/remind";
import { sweep } from "@/lib/actions/upkeep/sweep";
import type { Person } from "@/lib/actor";
import { giveOwner } from "@/lib/agents/agents";
import { record } from "@/lib/audit/record";
import { useDatabase } from "@/lib/db/testing";
import { db, sql, transact } from "@/lib/db/tx";
import { derive } from "@/lib/deliveries/derive";
import { email } from "@/lib/deliveries/email/channel";
import { mailServerView, removeMailServer, setMailServer, testMail } from "@/lib/deliveries/email/server";
import { setPreferences, USUAL, type Preferences } from "@/lib/deliveries/preferences";
import { deliverDue } from "@/lib/deliveries/run";
import { readEverything } from "@/lib/deliveries/testing";
import { delegate, endDelegation } from "@/lib/people/delegations";
import { fixture } from "@/lib/people/testing";
import { balanced } from "@/lib/policy/balanced";

const database = useDatabase();
const worker = { kind: "worker" as const, id: "worker-1" };
let cast: Cast;
let port: number;
let refuse: number | undefined;
const arrived: (Email & { rcpt: string })[] = [];
const server = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  disabledCommands: ["STARTTLS"],
  onAuth: ({ username, password }, _, done) => (password === "smtp-pass-1" ? done(null, { user: username }) : done(new Error("no"))),
  onData: (stream, { envelope }, done) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      if (refuse) return done(Object.assign(new Error("later"), { responseCode: refuse }));
      void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
        arrived.push({ ...mail, rcpt: envelope.rcptTo.map(({ address }) => address).join() });
        done();
      });
    });
  },
});
server.on("error", () => {});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  port = (server.server.address() as AddressInfo).port;
  cast = await assemble();
  await derive("email", email);
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(async () => {
  await settle();
  await database.asOwner((client) => client.query("TRUNCATE deliveries, delivery_attempts, notification_preferences"));
  await setMailServer(cast.admin, settings());
  arrived.length = 0;
  refuse = undefined;
});

const settings = () => ({ host: "127.0.0.1", port, security: "offered" as const, sender: "Countersign <gate@acme.example>", username: null, password: "" });
const settle = () => readEverything({ email });
/** Sends what waits, company or not. */
async function deliver() {
  await settle();
  await transact((tx) => tx.run(sql`UPDATE deliveries SET next_at = clock_timestamp() - interval '1 second' WHERE status = 'waiting'`));
  return deliverDue(worker, { email });
}
const mailTo = (person: Person) => arrived.filter(({ rcpt }) => rcpt === person.email);
const recipients = () => arrived.map(({ rcpt }) => rcpt).toSorted();
const emailsOf = (...people: Person[]) => people.map((person) => person.email).toSorted();
const tomorrow = () => new Date(Date.now() + 86_400_000);
const statuses = async () => (await db.all<{ status: string }>(sql`SELECT status FROM deliveries ORDER BY created_at, id`)).map(({ status }) => status);
const only = (topics: Preferences["topics"], tiers: Preferences["tiers"] = ["low", "medium", "high"]) => ({ topics, tiers, groupIds: [] as string[] });
const mailed = (preferences: Preferences) => ({ ...USUAL, email: preferences });

test("whoever may decide gets a mail with a link; the agent's owner, who may not, gets none", async () => {
  const action = await propose(cast.agent);
  await deliver();
  expect(arrived.map(({ rcpt }) => rcpt).toSorted()).toEqual([cast.admin, cast.reviewer, cast.second].map(({ email: address }) => address).toSorted());
  const [mail] = mailTo(cast.reviewer);
  expect(mail).toMatchObject({ subject: expect.stringMatching(/^Waits for you: refund/) as string, from: { address: "gate@acme.example" } });
  expect(mail!.text).toContain(`http://countersign.test/queue/${action.id}`);
  expect(mail!.html).toContain(`http://countersign.test/queue/${action.id}`);
  expect(mail!.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
});

test("whoever owned the agent when it asked is not told that it waits, nor who stands in for them", async () => {
  const agent = await agentOf(cast.reviewer, "given-away");
  await propose(agent);
  await giveOwner(cast.admin, { agentId: agent.id, personId: cast.owner.id });
  const standIn = await fixture("reviewer", "Sina");
  const made = await delegate(cast.reviewer, { toId: standIn.id, endsAt: tomorrow() });
  await deliver();
  expect(recipients()).toEqual(emailsOf(cast.admin, cast.second));
  await endDelegation(cast.reviewer, made.id);
});

test("whoever wrote the revision is not told that it waits, unless the tier lets an editor approve", async () => {
  for (const may of [false, true]) {
    await publish({ tiers: { medium: { ...balanced.tiers.medium, undo: "0s", editor_may_approve: may } } as never });
    const action = await propose(cast.agent);
    await revise(cast.second, { id: action.id, revision: 1, params: { customer: "cus_81", amount: 3 }, note: "Less" });
    await deliver();
    arrived.length = 0;
    await transact((tx) => tx.run(sql`UPDATE actions SET remind_at = clock_timestamp() - interval '1 second' WHERE id = ${action.id}`));
    expect(await remind(action.id)).toBe(true);
    await deliver();
    expect(recipients()).toEqual(emailsOf(cast.admin, cast.reviewer, ...(may ? [cast.second] : [])));
    arrived.length = 0;
    await reject(cast.admin, { ...(await seen(await actionById(action.id))), note: "no" });
  }
  await publish();
});

test("who stands in for somebody is told what waits in their place", async () => {
  const standIn = await fixture("reviewer", "Stan");
  const made = await delegate(cast.second, { toId: standIn.id, endsAt: tomorrow() });
  await propose(cast.agent);
  await deliver();
  expect(recipients()).toEqual(emailsOf(cast.admin, cast.reviewer, cast.second, standIn));
  await endDelegation(cast.second, made.id);
});

test("a thousand at once are one mail to each, and each of them is on record with its action", async () => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => propose(cast.agent)));
  // As many more as a bad day brings, without proposing each.
  await settle();
  await transact((tx) =>
    tx.run(sql`INSERT INTO deliveries (id, channel, target, event_type, action_id, content, next_at)
      SELECT gen_random_uuid(), 'email', ${cast.reviewer.id}, 'action.submitted', ${ids[0]!.id}::uuid, '{}', clock_timestamp() + interval '5 minutes' FROM generate_series(1, 900)`),
  );
  await deliver();
  expect(mailTo(cast.reviewer)).toHaveLength(1);
  expect(mailTo(cast.reviewer)[0]!.subject).toBe("10 actions wait for you");
  expect(mailTo(cast.second)).toHaveLength(1);
  expect(new Set(await statuses())).toEqual(new Set(["delivered", "dropped"]));
});

test("what comes within five minutes of a mail waits, and goes out with the next", async () => {
  await propose(cast.agent);
  await deliver();
  arrived.length = 0;
  await propose(cast.agent);
  await propose(cast.agent);
  await settle();
  expect(await deliverDue(worker, { email })).toBe(0);
  const { wait } = (await db.one<{ wait: number }>(sql`SELECT extract(epoch FROM min(next_at) - clock_timestamp())::float8 AS wait FROM deliveries WHERE status = 'waiting' AND target = ${cast.reviewer.id}`))!;
  expect(wait).toBeGreaterThan(280);
  expect(wait).toBeLessThan(301);
  await deliver();
  expect(mailTo(cast.reviewer).map(({ subject }) => subject)).toEqual(["2 actions wait for you"]);
});

test("what was decided before the mail left is not mailed", async () => {
  const action = await propose(cast.agent);
  await settle();
  await reject(cast.second, { ...(await seen(action)), note: "no" });
  await deliver();
  expect(mailTo(cast.reviewer)).toEqual([]);
  expect(new Set(await statuses())).toEqual(new Set(["dropped"]));
});

test("whoever was told, and asked for it, hears that somebody else decided; who decided does not", async () => {
  for (const person of [cast.reviewer, cast.second]) await setPreferences(person, mailed(only(["pending", "decided"])));
  const action = await propose(cast.agent);
  await deliver();
  arrived.length = 0;
  await approve(cast.second, await seen(action));
  await deliver();
  expect(arrived.map(({ rcpt, subject }) => [rcpt, subject?.split(":")[0]])).toEqual([[cast.reviewer.email, "Approved"]]);
});

test("preferences choose topics, tiers and groups, and one's own groups only", async () => {
  const { groups } = (await db.one<{ groups: { id: string; name: string }[] }>(sql`SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name)) AS groups FROM groups`))!;
  const idOf = (name: string) => groups.find((group) => group.name === name)!.id;
  await setPreferences(cast.reviewer, mailed(only([], ["high"])));
  await setPreferences(cast.second, mailed(only(["pending"], ["high"])));
  await setPreferences(cast.admin, mailed({ ...only(["pending"]), groupIds: [idOf("admins")] }));
  await propose(cast.agent, "refund");
  await deliver();
  expect(arrived).toEqual([]);
  await propose(cast.agent, "purge");
  await deliver();
  expect(arrived.map(({ rcpt }) => rcpt)).toEqual([cast.second.email]);
  await expect(setPreferences(cast.reviewer, mailed({ ...USUAL.email, groupIds: [idOf("admins")] }))).rejects.toMatchObject({ code: "invalid" });
});

test("reminders, escalations and trouble are mailed from their events; rehearsals are not", async () => {
  const system = { kind: "system" as const, id: "sweeper" as const };
  const waiting = await propose(cast.agent);
  await transact((tx) => record(tx, { type: "action.reminded", actor: system, action: waiting }));
  await deliver();
  // The reminder is the newer news of the same action.
  expect(mailTo(cast.reviewer).map(({ subject }) => subject?.split(":")[0])).toEqual(["Still waits"]);
  arrived.length = 0;
  const broken = await propose({ ...cast.agent, mode: "test" });
  await deliver();
  expect(arrived).toEqual([]);
  await transact(async (tx) => {
    await tx.run(sql`UPDATE actions SET mode = 'live', dry_run = false, state = 'unknown', event_count = event_count + 1 WHERE id = ${broken.id}`);
    await tx.run(sql`INSERT INTO audit_events (id, type, actor_kind, actor_id, action_id, action_number, canonical, hash)
      SELECT gen_random_uuid(), 'action.lost_track', 'worker', 'worker-1', id, event_count, '{"to":"unknown"}', '' FROM actions WHERE id = ${broken.id}`);
  });
  await deliver();
  expect(arrived.map(({ rcpt, subject }) => [rcpt, subject?.split(":")[0]]).toSorted()).toEqual([cast.admin, cast.owner].map(({ email: address }) => [address, "Outcome unknown"]).toSorted());
});

test("what a halt holds back is mailed to those who answer for it, unless the halt was lifted by then", async () => {
  const agent = await agentOf(cast.owner, "held-bot");
  const due = async () => approve(cast.reviewer, await seen(await propose(agent)));
  const held = await due();
  const id = await halt(cast.admin, { scope: "agent", targetId: agent.id, rollbacks: false, reason: "Wait" });
  await sweep(async () => undefined);
  await deliver();
  const told = () => arrived.filter(({ subject }) => subject?.startsWith("Held back")).map(({ rcpt }) => rcpt);
  expect(told().toSorted()).toEqual([cast.admin.email, cast.owner.email].toSorted());
  expect((await types(held)).at(-1)).toBe("action.held_back");

  arrived.length = 0;
  await due();
  await sweep(async () => undefined);
  await settle();
  await liftHalt(cast.admin, { id, reason: "Go on" });
  await deliver();
  expect(told()).toEqual([]);
});

test("a server that asks to come back later is tried again, and a decision does not wait for it", async () => {
  refuse = 451;
  const action = await propose(cast.agent);
  await deliver();
  expect(new Set(await statuses())).toEqual(new Set(["waiting"]));
  await approve(cast.reviewer, await seen(action));
  refuse = undefined;
  await deliver();
  // By then there was nothing to say any more.
  expect(new Set(await statuses())).toEqual(new Set(["dropped"]));
});

test("the password is sealed, kept when it is left empty, and not sent to another server; admins only", async () => {
  await expect(setMailServer(cast.reviewer, settings())).rejects.toMatchObject({ code: "not_permitted" });
  await setMailServer(cast.admin, { ...settings(), username: "gate", password: "smtp-pass-1" });
  await setMailServer(cast.admin, { ...settings(), username: "gate", password: "", sender: "gate@acme.example" });
  expect(await mailServerView(cast.admin)).toMatchObject({ username: "gate", password: true, sender: "gate@acme.example" });
  await testMail(cast.admin);
  await deliver();
  expect(mailTo(cast.admin)).toMatchObject([{ subject: "A test mail from Countersign" }]);
  await expect(setMailServer(cast.admin, { ...settings(), host: "evil.example", username: "gate", password: "" })).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/password" }] });
  const { sealed } = (await db.one<{ sealed: Buffer }>(sql`SELECT sealed FROM mail_server`))!;
  expect(sealed.toString("latin1")).not.toContain("smtp-pass-1");
  const trail = await db.all<{ canonical: string }>(sql`SELECT canonical FROM audit_events WHERE subject_kind = 'mail_server'`);
  expect(trail.length).toBeGreaterThan(2);
  for (const { canonical } of trail) expect(canonical).not.toContain("smtp-pass");
  await removeMailServer(cast.admin);
  await propose(cast.agent);
  await settle();
  expect(await db.one(sql`SELECT count(*)::int AS n FROM deliveries WHERE status = 'waiting'`)).toEqual({ n: 0 });
});
