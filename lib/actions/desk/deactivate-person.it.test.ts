import { beforeAll, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { shareClaims } from "@/lib/actions/halts/halted";
import { actionById } from "@/lib/actions/row";
import { assemble, propose, publish, seen, trail, type Cast } from "@/lib/actions/testing";
import type { Person } from "@/lib/actor";
import { createAgent, giveOwner } from "@/lib/agents/agents";
import { agentView } from "@/lib/agents/queries";
import { useDatabase } from "@/lib/db/testing";
import { db, sql, transact } from "@/lib/db/tx";
import { acceptInvitation, invite } from "@/lib/people/invitations";
import { reactivate } from "@/lib/people/roles";
import { personOfSession } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { eventsAbout, fixture, lineUp, PASSWORD } from "@/lib/people/testing";
import { deactivatePerson } from "./deactivate-person";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

const visit = { ip: null, userAgent: null };
let count = 0;
const leaver = (role: "reviewer" | "admin" = "reviewer"): Promise<Person> => fixture(role, `Leo${++count}`, ["reviewers"]);

test("whoever is deactivated is out at once, and everything they left open is closed", async () => {
  const leo = await leaver("admin");
  const elsewhere = await signIn(leo.email, PASSWORD, visit);
  const bot = await createAgent(cast.admin, { name: "leos-agent", ownerId: leo.id });
  const { token } = await invite(leo, { email: "friend@acme.example", role: "admin", groupIds: [] });

  await deactivatePerson(cast.admin, { personId: leo.id, reason: "Left the company" });

  expect(await personOfSession(leo.sessionId)).toBeUndefined();
  expect(await personOfSession(elsewhere.id)).toBeUndefined();
  await expect(signIn(leo.email, PASSWORD, visit)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(acceptInvitation(token, { name: "Friend", password: PASSWORD })).rejects.toMatchObject({ code: "expired" });
  expect(await agentView(cast.admin, bot.id)).toMatchObject({ owner: { active: false }, halts: [{ cause: "owner_deactivated" }] });
  expect((await eventsAbout(leo.id)).find((event) => event.type === "person.deactivated")).toMatchObject({
    actorId: cast.admin.id,
    data: { reason: "Left the company", agents_halted: [bot.id], votes_voided: [] },
  });
});

const waitingForLocks = async () =>
  (await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`))!.n;

test("a claim that is under way when the owner leaves ends first, and none comes after", async () => {
  const leo = await leaver();
  await createAgent(cast.admin, { name: "claiming", ownerId: leo.id });
  const order: string[] = [];
  let deactivated: Promise<unknown> | undefined;
  await transact(async (tx) => {
    await shareClaims(tx);
    deactivated = deactivatePerson(cast.admin, { personId: leo.id }).then(() => order.push("halted"));
    await expect.poll(waitingForLocks, { timeout: 20_000 }).toBe(1);
    order.push("claimed");
  });
  await deactivated;
  expect(order).toEqual(["claimed", "halted"]);
});

test("an agent stays halted until it has a new owner; coming back alone does not start it", async () => {
  const leo = await leaver();
  const bot = await createAgent(cast.admin, { name: "orphan", ownerId: leo.id });
  await deactivatePerson(cast.admin, { personId: leo.id });
  await expect(createAgent(cast.admin, { name: "another", ownerId: leo.id })).rejects.toMatchObject({ code: "invalid" });
  await expect(giveOwner(cast.admin, { agentId: bot.id, personId: leo.id })).rejects.toMatchObject({ code: "invalid" });

  await reactivate(cast.admin, leo.id);
  expect(await personOfSession(leo.sessionId)).toBeUndefined();
  await expect(signIn(leo.email, PASSWORD, visit)).resolves.toMatchObject({ personId: leo.id });
  const [halt] = (await agentView(cast.admin, bot.id))!.halts;
  expect(halt).toMatchObject({ cause: "owner_deactivated" });

  await giveOwner(cast.admin, { agentId: bot.id, personId: cast.owner.id });
  expect(await agentView(cast.admin, bot.id)).toMatchObject({ owner: { id: cast.owner.id }, halts: [] });
  expect((await eventsAbout(halt!.id)).map((event) => event.type)).toEqual(["halt.set", "halt.lifted"]);
});

test("their vote is void, on record, while a quorum that others fill stands", async () => {
  await publish({ tiers: { medium: { review: "before", within: "2h", approve: [{ group: "reviewers", approvals: 1 }], undo: "60s" } } as never });
  const leo = await leaver();
  const action = await propose(cast.agent);
  await approve(leo, await seen(action));
  await approve(cast.reviewer, await seen(action));
  await deactivatePerson(cast.admin, { personId: leo.id });
  const after = await actionById(action.id);
  expect(after).toMatchObject({ state: "pending" });
  expect(after.quorumAt).not.toBeNull();
  expect(await db.all(sql`SELECT void_reason FROM decisions WHERE action_id = ${action.id} ORDER BY decided_at`)).toEqual([{ voidReason: "deactivated" }, { voidReason: null }]);
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.vote_voided", actorId: cast.admin.id, data: { person: leo.id, verdict: "approve" } });
  await publish();
});

test("a vote and its voter's deactivation at the same moment never leave a quorum that rests on it", async () => {
  await publish({ tiers: { medium: { review: "before", within: "2h", approve: [{ group: "reviewers", approvals: 1 }], undo: "60s" } } as never });
  for (let round = 0; round < 8; round++) {
    const leo = await leaver();
    const action = await propose(cast.agent);
    const decision = await seen(action);
    await Promise.allSettled([approve(leo, decision), deactivatePerson(cast.admin, { personId: leo.id })]);
    const { quorumAt } = await actionById(action.id);
    const votes = await db.all(sql`SELECT FROM decisions WHERE action_id = ${action.id} AND voided_at IS NULL`);
    // Whichever came first: either the vote was voided, or it came too late to count.
    if (votes.length > 0) expect(quorumAt).toBeNull();
    expect(await personOfSession(leo.sessionId)).toBeUndefined();
  }
  await publish();
});

test("a sign-in and a deactivation at the same moment leave no open session", async () => {
  for (let round = 0; round < 5; round++) {
    const leo = await leaver();
    const both = () => Promise.allSettled([signIn(leo.email, PASSWORD, visit), deactivatePerson(cast.admin, { personId: leo.id })]);
    await lineUp(database, "sessions", 2, both);
    expect(await db.one(sql`SELECT count(*)::int AS open FROM sessions WHERE person_id = ${leo.id} AND ended_at IS NULL`)).toEqual({ open: 0 });
  }
});

test("nobody deactivates themselves, and nobody but an admin anybody", async () => {
  await expect(deactivatePerson(cast.admin, { personId: cast.admin.id })).rejects.toMatchObject({ code: "conflict" });
  await expect(deactivatePerson(cast.reviewer, { personId: cast.owner.id })).rejects.toMatchObject({ code: "not_permitted" });
});

test("two admins who deactivate each other at once leave one", async () => {
  await db.run(sql`UPDATE people SET deactivated_at = clock_timestamp() WHERE role = 'admin' AND deactivated_at IS NULL`);
  const [one, other] = [await leaver("admin"), await leaver("admin")];
  const results = await Promise.allSettled([deactivatePerson(one, { personId: other.id }), deactivatePerson(other, { personId: one.id })]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await db.one(sql`SELECT count(*)::int AS n FROM people WHERE role = 'admin' AND deactivated_at IS NULL`)).toEqual({ n: 1 });
});
