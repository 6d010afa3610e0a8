import { beforeAll, expect, test, vi } from "vitest";
import { assign } from "@/lib/actions/desk/assign";
import { deactivatePerson } from "@/lib/actions/desk/deactivate-person";
import { takeNext } from "@/lib/actions/desk/take-next";
import { timelineOf } from "@/lib/actions/history/timeline";
import type { Person } from "@/lib/actor";
import { giveOwner } from "@/lib/agents/agents";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { noticesOf } from "@/lib/notices/notices";
import { deciders } from "@/lib/people/deciders";
import { delegate, delegations, endDelegation } from "@/lib/people/delegations";
import { eventsAbout, fixture } from "@/lib/people/testing";
import { approve, takeEffect } from "./decide";
import { expire } from "./expire";
import { mayApprove } from "./may";
import { approvableBy, reachOf } from "./reach";
import { revise } from "./revise";
import { actionById, type ActionRow } from "./row";
import { standingFor } from "./standing";
import { agentOf, all, assemble, propose, publish, seen, trail, types, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
let outsider: Person;
beforeAll(async () => {
  cast = await assemble();
  outsider = await fixture("reviewer", "Ute");
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const twoOf = (undo = "0s") => ({ review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 2 }], undo, editor_may_approve: false, execute_within: "24h" });

async function approvable(person: Person): Promise<Set<string>> {
  const reach = await reachOf(person);
  if (!reach) return new Set();
  const rows = await db.all<{ id: string }>(sql`
    SELECT a.id FROM actions a JOIN classifications c ON c.action_id = a.id AND c.revision = a.revision WHERE ${approvableBy(reach)}`);
  return new Set(rows.map(({ id }) => id));
}

test("what SQL says a person may approve, and who is told so, is what the verb says, for everybody and everything", async () => {
  const actions: ActionRow[] = [await propose(cast.agent), await propose(cast.agent, "purge", { customer: "c" }), await propose(await agentOf(cast.reviewer, "ritas-bot"))];
  const edited = await propose(cast.agent);
  await revise(cast.second, { id: edited.id, revision: 1, params: { customer: "cus_81", amount: 2 }, note: "" });
  const given = await agentOf(cast.admin, "given-bot");
  actions.push(edited, await propose(given));
  await giveOwner(cast.admin, { agentId: given.id, personId: cast.reviewer.id });
  const released = await propose(cast.agent);
  await db.run(sql`UPDATE actions SET released_by = ${cast.reviewer.id} WHERE id = ${released.id}`);
  const asked = await propose(cast.agent);
  await db.run(sql`UPDATE actions SET requested_by = ${cast.second.id} WHERE id = ${asked.id}`);
  const escalated = await propose(cast.agent);
  await db.run(sql`UPDATE actions SET on_expiry = 'escalate', escalate_to = 'admins', deadline_at = clock_timestamp() - interval '1 second' WHERE id = ${escalated.id}`);
  await expire(escalated.id);
  await db.run(sql`UPDATE actions SET deadline_at = clock_timestamp() + interval '1 hour' WHERE id = ${escalated.id}`);
  const late = await propose(cast.agent);
  await db.run(sql`UPDATE actions SET deadline_at = clock_timestamp() - interval '1 second' WHERE id = ${late.id}`);
  await publish({ tiers: { medium: { ...twoOf(), approve: [{ group: "founders", approvals: 1 }] } } as never });
  await db.run(sql`INSERT INTO groups (id, name) VALUES ('01900000-0000-7000-8000-00000000000f', 'founders')`);
  await db.run(sql`INSERT INTO group_members (group_id, person_id) VALUES ('01900000-0000-7000-8000-00000000000f', ${cast.owner.id})`);
  const alone = await propose(cast.agent);
  await publish();
  actions.push(released, asked, escalated, late, alone);
  const lea = await fixture("admin", "Lea", ["admins"]);
  await delegate(lea, { toId: outsider.id, endsAt: inDays(2) });
  const standIn = await fixture("reviewer", "Stan");
  await delegate(cast.reviewer, { toId: standIn.id, endsAt: inDays(2) });

  const told = await db.all<{ actionId: string; personId: string }>(sql`SELECT action_id, person_id FROM (${deciders(actions.map(({ id }) => id))}) able`);
  const isTold = (person: Person, id: string) => told.some(({ actionId, personId }) => actionId === id && personId === person.id);
  let yes = 0;
  for (const person of [cast.reviewer, cast.second, cast.admin, cast.auditor, cast.owner, outsider, standIn, lea]) {
    const found = await approvable(person);
    for (const { id } of actions) {
      const { action, standing } = await standingFor(db, person, id);
      const may = mayApprove(person, action, standing);
      expect([found.has(id), isTold(person, id)], `${person.name} on ${actions.findIndex((one) => one.id === id)}: ${JSON.stringify(may)}`).toEqual([may === true, may === true]);
      if (may === true) yes++;
    }
  }
  expect(yes).toBeGreaterThan(20);
  await db.run(sql`UPDATE delegations SET ended_at = clock_timestamp()`);
  await db.run(sql`UPDATE actions SET deadline_at = clock_timestamp() - interval '1 second' WHERE state = 'pending'`);
});

test("while somebody is away another approves in their place; before and after, and by default, they do not", async () => {
  const action = await propose(cast.agent);
  await expect(approve(outsider, await seen(action))).rejects.toMatchObject({ code: "not_permitted" });
  const made = await delegate(cast.reviewer, { toId: outsider.id, startsAt: inDays(1), endsAt: inDays(3), note: "Holiday" });
  await expect(approve(outsider, await seen(action))).rejects.toMatchObject({ code: "not_permitted" });
  await db.run(sql`UPDATE delegations SET starts_at = clock_timestamp() - interval '1 second' WHERE id = ${made.id}`);
  expect(await takeNext(outsider)).toMatchObject({ id: action.id });
  expect(await approve(outsider, await seen(action))).toMatchObject({ state: "approved" });
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.approved", actorId: outsider.id, data: { stands_in_for: ["reviewers"] } });
  await endDelegation(outsider, made.id);
  const next = await propose(cast.agent);
  await expect(approve(outsider, await seen(next))).rejects.toMatchObject({ code: "not_permitted" });
  expect((await eventsAbout(cast.reviewer.id)).slice(-2)).toMatchObject([
    { type: "delegation.created", actorId: cast.reviewer.id, data: { to: outsider.id, note: "Holiday" } },
    { type: "delegation.ended", actorId: outsider.id },
  ]);
  expect((await noticesOf(outsider)).notices[0]).toMatchObject({ kind: "delegated" });
});

test("I7: nobody is stood in for where they or their stand-in have an interest, and nothing is passed on", async () => {
  const [middle, end] = [await fixture("reviewer", "Mia"), await fixture("reviewer", "Eva")];
  // Olga owns the agent: her place on its actions is nobody's.
  const owners = await delegate(cast.owner, { toId: middle.id, endsAt: inDays(2) });
  const action = await propose(cast.agent);
  await expect(approve(middle, await seen(action))).rejects.toMatchObject({ code: "not_permitted" });
  // Who asks for it does not decide it in somebody's place.
  const own = await propose(await agentOf(middle, "mias-bot"));
  await expect(approve(middle, await seen(own))).rejects.toMatchObject({ code: "self_approval" });
  await endDelegation(cast.owner, owners.id);
  const first = await delegate(cast.reviewer, { toId: middle.id, endsAt: inDays(2) });
  await delegate(middle, { toId: end.id, endsAt: inDays(2) });
  await expect(approve(end, await seen(action)), "a stand-in's stand-in").rejects.toMatchObject({ code: "not_permitted" });
  expect((await noticesOf(cast.reviewer)).notices[0]?.text, "who leans on somebody who leaves is told").toContain("Mia, who stands in for you, is away too");
  await expect(delegate(end, { toId: middle.id, endsAt: inDays(1) })).rejects.toMatchObject({ code: "conflict" });
  await expect(delegate(cast.reviewer, { toId: cast.reviewer.id, endsAt: inDays(1) })).rejects.toMatchObject({ code: "invalid" });
  await expect(delegate(cast.reviewer, { toId: end.id, endsAt: inDays(1) }), "one at a time").rejects.toMatchObject({ code: "conflict" });
  await expect(delegate(cast.second, { toId: cast.auditor.id, endsAt: inDays(1) })).rejects.toMatchObject({ code: "invalid" });
  await expect(delegate(cast.second, { toId: end.id, endsAt: inDays(-1) })).rejects.toMatchObject({ code: "invalid" });
  await expect(delegate(cast.second, { toId: end.id, endsAt: inDays(400) })).rejects.toMatchObject({ code: "invalid" });
  await expect(delegate(cast.second, { fromId: cast.reviewer.id, toId: end.id, endsAt: inDays(1) })).rejects.toMatchObject({ code: "not_permitted" });
  await endDelegation(cast.admin, first.id);
  await db.run(sql`UPDATE delegations SET ended_at = clock_timestamp()`);
});

test("somebody and their stand-in fill one place between them", async () => {
  await publish({ tiers: { medium: twoOf() } as never });
  const action = await propose(cast.agent);
  await delegate(cast.reviewer, { toId: outsider.id, endsAt: inDays(2) });
  expect(await approve(outsider, await seen(action))).toMatchObject({ state: "pending" });
  expect(await approve(cast.reviewer, await seen(action)), "Rita is back: the place is hers").toMatchObject({ state: "pending" });
  expect(await approve(cast.second, await seen(action))).toMatchObject({ state: "approved" });
  await db.run(sql`UPDATE delegations SET ended_at = clock_timestamp()`);
  await publish();
});

test("a vote in somebody's place stops counting when they are deactivated, and the delegation ends", async () => {
  await publish({ tiers: { medium: { ...twoOf("10s"), approve: [{ group: "reviewers", approvals: 1 }] } } as never });
  const leaver = await fixture("reviewer", "Ola", ["reviewers"]);
  const action = await propose(cast.agent);
  const made = await delegate(leaver, { toId: outsider.id, endsAt: inDays(2) });
  expect((await approve(outsider, await seen(action))).quorumAt).not.toBeNull();
  await deactivatePerson(cast.admin, { personId: leaver.id });
  await db.run(sql`UPDATE actions SET effect_at = clock_timestamp() - interval '1 second' WHERE id = ${action.id}`);
  expect(await takeEffect(action.id)).toBe(false);
  expect(await types(action)).toEqual(["action.submitted", "action.vote_cast", "action.quorum_lost"]);
  expect(await delegations()).not.toContainEqual(expect.objectContaining({ id: made.id }));
  await publish();
});

test("of two who name each other at once, at most one is away", async () => {
  const [one, other] = [await fixture("reviewer", "Una", ["reviewers"]), await fixture("reviewer", "Oto", ["reviewers"])];
  const { won, lost } = await all([delegate(one, { toId: other.id, endsAt: inDays(1) }), delegate(other, { toId: one.id, endsAt: inDays(1) })]);
  expect([won.length, lost.length]).toEqual([1, 1]);
  expect(lost[0]).toMatchObject({ code: "conflict" });
});

test("what is assigned goes to whoever was asked first, and others are asked only for the rest", async () => {
  await db.run(sql`UPDATE actions SET deadline_at = clock_timestamp() - interval '1 second' WHERE state = 'pending'`);
  const [first, second] = [await propose(cast.agent, "purge", { customer: "c" }), await propose(cast.agent)];
  await assign(cast.reviewer, { id: second.id, to: { personId: cast.second.id }, note: "You know them" });
  expect(await takeNext(cast.second), "what was assigned comes before what is more urgent").toMatchObject({ id: second.id });
  expect(await takeNext(cast.admin, { skip: [first.id] })).toBeUndefined();
  expect((await noticesOf(cast.second)).notices[0]).toMatchObject({ kind: "assigned", text: expect.stringContaining("You know them") as string });
  expect((await trail(second)).find(({ type }) => type === "action.assigned")).toMatchObject({ actorId: cast.reviewer.id, data: { person: cast.second.id, before: { person: null } } });
  expect(await approve(cast.admin, await seen(second)), "others still may").toMatchObject({ state: "approved" });
  await assign(cast.reviewer, { id: first.id, to: { groupId: cast.reviewer.groupIds[0]! } });
  expect(await takeNext(cast.admin)).toMatchObject({ id: first.id });
  const names = async (action: { id: string }) => (await timelineOf(cast.reviewer, action.id)).flatMap((event) => event.names ?? []);
  expect([await names(second), await names(first)], "the timeline names whoever is asked").toEqual([[cast.second.name], ["reviewers"]]);
});

test("only whoever could approve it is asked, with the reason why another is not", async () => {
  const action = await propose(cast.agent);
  const to = (person: Person) => assign(cast.reviewer, { id: action.id, to: { personId: person.id } });
  await expect(to(cast.owner)).rejects.toMatchObject({ code: "self_approval", message: "Olga owns the agent that asks for this. Somebody else must decide." });
  await expect(to(outsider)).rejects.toMatchObject({ code: "not_permitted", message: expect.stringContaining("Ute may not approve this.") as string });
  await expect(to(cast.auditor)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(assign(cast.auditor, { id: action.id, to: null })).rejects.toMatchObject({ code: "not_permitted" });
  await expect(assign(cast.reviewer, { id: action.id, to: { groupId: "01900000-0000-7000-8000-000000000002" } })).rejects.toMatchObject({ code: "not_permitted", message: expect.stringContaining("needs reviewers") as string });
  expect(await types(action)).toEqual(["action.submitted"]);
});

test("what was assigned to somebody who is deactivated goes back to everybody", async () => {
  const action = await propose(cast.agent);
  const leaver = await fixture("reviewer", "Leo", ["reviewers"]);
  await assign(cast.reviewer, { id: action.id, to: { personId: leaver.id } });
  await deactivatePerson(cast.admin, { personId: leaver.id });
  expect(await actionById(action.id)).toMatchObject({ assigneeId: null });
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.assigned", actorId: cast.admin.id, data: { person: null, before: { person: leaver.id }, reason: "deactivated" } });
});
