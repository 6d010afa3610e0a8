import { beforeAll, expect, test, vi } from "vitest";
import { deactivatePerson } from "@/lib/actions/desk/deactivate-person";
import { giveOwner } from "@/lib/agents/agents";
import { useDatabase } from "@/lib/db/testing";
import { db, sql, transact } from "@/lib/db/tx";
import { PASSWORD } from "@/lib/people/testing";
import { cancel } from "./cancel";
import { approve, readAhead, reject, takeBackVote, takeEffect } from "./decide";
import { expire } from "./expire";
import { release } from "./release";
import { revise } from "./revise";
import { actionById } from "./row";
import { agentOf, all, assemble, pass, propose, publish, seen, trail, types, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

test("one approval fills the one place, and the event names who and what they saw", async () => {
  const action = await propose(cast.agent);
  const decision = await seen(action);
  expect(await approve(cast.reviewer, { ...decision, note: "fine" })).toMatchObject({ state: "approved", deadlineAt: null });
  expect(await trail(action)).toMatchObject([
    { type: "action.submitted" },
    { type: "action.approved", actorId: cast.reviewer.id, data: { from: "pending", to: "approved", note: "fine", channel: "web", payload_hash: decision.payloadHash } },
  ]);
  expect((await actionById(action.id)).executeBy!.getTime()).toBeGreaterThan(Date.now() + 23 * 3600_000);
});

test("one reject ends it, with a reason that the agent is told", async () => {
  const action = await propose(cast.agent);
  await expect(reject(cast.reviewer, { ...(await seen(action)), note: " " })).rejects.toMatchObject({ code: "invalid" });
  expect(await reject(cast.reviewer, { ...(await seen(action)), note: "Wrong customer" })).toMatchObject({ state: "rejected" });
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.rejected", data: { note: "Wrong customer" } });
});

test("I1: of 200 people, agents and clocks at once on one action, exactly one wins; the rest are told who and when", async () => {
  for (let round = 0; round < Number(process.env.RACE_ROUNDS ?? 3); round++) {
    const action = await propose(cast.agent);
    const decision = await seen(action);
    const people = [cast.reviewer, cast.second, cast.admin];
    const { won, lost } = await all(
      Array.from({ length: 200 }, (_, index) => {
        const person = people[index % 3]!;
        if (index % 4 === 3) return cancel(cast.agent, { id: action.id, note: "" });
        return index % 2 === 0 ? approve(person, decision) : reject(person, { ...decision, note: "no" });
      }),
    );
    expect(won).toHaveLength(1);
    for (const refusal of lost) expect(refusal).toMatchObject({ name: "Refusal", code: "already_decided", facts: { by: expect.any(String), at: expect.any(String) } });
    expect(await types(action)).toEqual(["action.submitted", `action.${won[0]!.state}`]);
  }
});

test("I3: an approval of anything but the payload as it stands is refused", async () => {
  const action = await propose(cast.agent);
  const decision = await seen(action);
  await expect(approve(cast.reviewer, { ...decision, payloadHash: "00".repeat(32) })).rejects.toMatchObject({ code: "payload_mismatch" });
  await revise(cast.reviewer, { id: action.id, revision: 1, params: { customer: "cus_81", amount: 20 }, note: "less" });
  await expect(approve(cast.second, decision)).rejects.toMatchObject({ code: "stale_revision", facts: { revision: 2 } });
  expect(await approve(cast.second, await seen(action))).toMatchObject({ state: "approved", revision: 2, summary: "refund $20.00 for cus_81" });
});

test("I7: nobody approves their own: the agent's owner, the author of the edit, an auditor", async () => {
  const action = await propose(cast.agent);
  await expect(approve(cast.owner, await seen(action))).rejects.toMatchObject({ code: "self_approval" });
  await expect(approve(cast.auditor, await seen(action))).rejects.toMatchObject({ code: "not_permitted" });
  await revise(cast.reviewer, { id: action.id, revision: 1, params: { customer: "cus_81", amount: 20 }, note: "" });
  await expect(approve(cast.reviewer, await seen(action))).rejects.toMatchObject({ code: "self_approval" });
  expect(await types(action)).toEqual(["action.submitted", "action.revised"]);
});

test("I7: an owner who gives the agent away still does not approve what it asked for before", async () => {
  const agent = await agentOf(cast.admin, "handed-over-bot");
  const action = await propose(agent);
  await giveOwner(cast.admin, { agentId: agent.id, personId: cast.second.id });
  await expect(approve(cast.admin, await seen(action))).rejects.toMatchObject({ code: "self_approval" });
  await expect(approve(cast.second, await seen(action))).rejects.toMatchObject({ code: "self_approval" });
  expect(await approve(cast.admin, await seen(await propose(agent))), "what it asks for later is the new owner's").toMatchObject({ state: "approved" });
  expect(await approve(cast.reviewer, await seen(action))).toMatchObject({ state: "approved" });
});

test("what was read ahead decides nothing by itself: whoever has lost their group, come to own the agent or is somebody else is refused, and what changed since is seen", async () => {
  const ahead = async (agent = cast.agent) => {
    const action = await propose(agent);
    const read = readAhead(cast.reviewer.id, action.id);
    await read.under;
    return { action, decision: await seen(action), read };
  };
  const usual = await ahead();
  expect(await approve(cast.reviewer, usual.decision, usual.read)).toMatchObject({ state: "approved" });
  await expect(approve(cast.second, usual.decision, usual.read)).rejects.toMatchObject({ code: "already_decided" });

  const left = await ahead();
  const groups = await db.all<{ groupId: string }>(sql`DELETE FROM group_members WHERE person_id = ${cast.reviewer.id} RETURNING group_id`);
  await expect(approve(cast.reviewer, left.decision, left.read)).rejects.toMatchObject({ code: "not_permitted" });
  for (const { groupId } of groups) await db.run(sql`INSERT INTO group_members (group_id, person_id) VALUES (${groupId}, ${cast.reviewer.id})`);

  const given = await ahead(await agentOf(cast.owner, "gift-bot"));
  await giveOwner(cast.admin, { agentId: given.action.agentId, personId: cast.reviewer.id });
  await expect(approve(cast.reviewer, given.decision, given.read)).rejects.toMatchObject({ code: "self_approval" });

  const theirs = await ahead(await agentOf(cast.second, "seconds-bot"));
  await expect(approve(cast.second, theirs.decision, theirs.read), "read for somebody else").rejects.toMatchObject({ code: "self_approval" });
  for (const { action } of [left, given, theirs]) expect(await types(action)).not.toContain("action.approved");
  expect(await types(usual.action)).toEqual(["action.submitted", "action.approved"]);
});

test("I7: a vote stops counting when whoever cast it comes to own the agent", async () => {
  await publish({ tiers: { medium: { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 2 }], undo: "0s", editor_may_approve: false, execute_within: "24h" } } as never });
  const agent = await agentOf(cast.admin, "given-meanwhile-bot");
  const action = await propose(agent);
  expect(await approve(cast.second, await seen(action))).toMatchObject({ state: "pending" });
  await giveOwner(cast.admin, { agentId: agent.id, personId: cast.second.id });
  expect(await approve(cast.reviewer, await seen(action)), "the owner's vote is none of the two").toMatchObject({ state: "pending" });
  expect(await approve(cast.owner, await seen(action))).toMatchObject({ state: "approved" });
  await publish();
});

test("I7: while one person qualifies alone they decide with their password and a reason; a setting forbids it", async () => {
  await publish({ tiers: { medium: { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "founders", approvals: 1 }], undo: "0s", editor_may_approve: false, execute_within: "24h" } } as never });
  await transact(async (tx) => {
    await tx.run(sql`INSERT INTO groups (id, name) VALUES ('01900000-0000-7000-8000-00000000000f', 'founders')`);
    await tx.run(sql`INSERT INTO group_members (group_id, person_id) VALUES ('01900000-0000-7000-8000-00000000000f', ${cast.owner.id})`);
  });
  const action = await propose(cast.agent);
  const decision = await seen(action);
  await expect(approve(cast.owner, decision)).rejects.toMatchObject({ code: "self_approval", faults: [{ pointer: "/password" }, { pointer: "/note" }] });
  await expect(approve(cast.owner, { ...decision, password: "wrong password 1", note: "alone" })).rejects.toMatchObject({ name: "Refusal" });
  expect(await approve(cast.owner, { ...decision, password: PASSWORD, note: "alone" })).toMatchObject({ state: "approved" });
  expect(await types(action)).toEqual(["action.submitted", "action.self_approved", "action.approved"]);

  // Once an escalation lets others decide, nobody is alone any more.
  const late = await propose(cast.agent);
  await transact((tx) => tx.run(sql`UPDATE actions SET on_expiry = 'escalate', escalate_to = 'admins', deadline_at = deadline_at - interval '3 hours' WHERE id = ${late.id}`));
  expect(await expire(late.id)).toBe("escalated");
  await transact((tx) => tx.run(sql`UPDATE actions SET deadline_at = clock_timestamp() + interval '1 hour' WHERE id = ${late.id}`));
  await expect(approve(cast.owner, { ...(await seen(late)), password: PASSWORD, note: "alone" })).rejects.toMatchObject({ code: "self_approval" });
  expect(await approve(cast.admin, await seen(late))).toMatchObject({ state: "approved" });

  await transact((tx) => tx.run(sql`INSERT INTO settings (key, value) VALUES ('self_approval_when_alone', 'false')`));
  const next = await propose(cast.agent);
  await expect(approve(cast.owner, { ...(await seen(next)), password: PASSWORD, note: "alone" })).rejects.toMatchObject({ code: "self_approval" });
  await publish();
});

test("a person fills one place only, and the last place decides", async () => {
  await publish({ tiers: { medium: twoApprovals("0s") } as never });
  const action = await propose(cast.agent);
  expect(await approve(cast.reviewer, await seen(action))).toMatchObject({ state: "pending" });
  await expect(approve(cast.reviewer, await seen(action))).rejects.toMatchObject({ code: "already_decided" });
  expect(await approve(cast.second, await seen(action))).toMatchObject({ state: "approved" });
  expect(await types(action)).toEqual(["action.submitted", "action.vote_cast", "action.approved"]);
  await publish();
});

test("of the people who fill the last places at once, the action is approved once", async () => {
  await publish({ tiers: { medium: twoApprovals("0s") } as never });
  for (let round = 0; round < 5; round++) {
    const action = await propose(cast.agent);
    const decision = await seen(action);
    const { won } = await all([cast.reviewer, cast.second, cast.admin].map((person) => approve(person, decision)));
    expect(won.filter((result) => result.state === "approved")).toHaveLength(1);
    expect((await types(action)).filter((type) => type === "action.approved")).toHaveLength(1);
  }
  await publish();
});

test("an approval takes effect after the undo window, and until then can be taken back", async () => {
  await publish({ tiers: { medium: twoApprovals("10s", 1) } as never });
  const action = await propose(cast.agent);
  expect(await approve(cast.reviewer, await seen(action))).toMatchObject({ state: "pending", quorumAt: expect.any(Date) });
  expect(await takeEffect(action.id)).toBe(false);
  expect(await takeBackVote(cast.reviewer, { id: action.id, revision: 1 })).toMatchObject({ quorumAt: null, effectAt: null });

  await approve(cast.reviewer, await seen(action));
  await pass(action, 11);
  expect(await takeEffect(action.id)).toBe(true);
  expect(await trail(action)).toMatchObject([
    { type: "action.submitted" },
    { type: "action.vote_cast" },
    { type: "action.vote_taken_back" },
    { type: "action.quorum_lost" },
    { type: "action.vote_cast" },
    { type: "action.approved", data: { approvers: [cast.reviewer.id] } },
  ]);
  await publish();
});

test("votes that filled the places in time survive the undo window past the deadline", async () => {
  await publish({ tiers: { medium: twoApprovals("10s", 1) } as never });
  const action = await propose(cast.agent);
  await approve(cast.reviewer, await seen(action));
  await pass(action, 3 * 3600);
  expect(await expire(action.id)).toBe("unchanged");
  expect(await takeEffect(action.id)).toBe(true);
  await publish();
});

test("I11: a window that no vote holds open any more does not let a late approval in", async () => {
  await publish({ tiers: { medium: twoApprovals("10m", 1) } as never });
  const action = await propose(cast.agent);
  await approve(cast.reviewer, await seen(action));
  await pass(action, 2 * 3600 + 1);
  const groups = sql`SELECT group_id FROM group_members WHERE person_id = ${cast.reviewer.id}`;
  const [left] = await db.all<{ groupId: string }>(groups);
  await transact((tx) => tx.run(sql`DELETE FROM group_members WHERE person_id = ${cast.reviewer.id}`));
  await expect(approve(cast.second, await seen(action))).rejects.toMatchObject({ code: "expired" });
  await transact((tx) => tx.run(sql`INSERT INTO group_members (group_id, person_id) VALUES (${left!.groupId}, ${cast.reviewer.id})`));
  await publish();
});

test("a vote stops counting when its person is deactivated, and the agents they own are halted", async () => {
  await publish({ tiers: { medium: twoApprovals("10s", 1) } as never });
  const { fixture } = await import("@/lib/people/testing");
  const leaver = await fixture("reviewer", "Leo", ["reviewers"]);
  const owned = await agentOf(leaver, "leos-bot");
  const action = await propose(cast.agent);
  await approve(leaver, await seen(action));
  await deactivatePerson(cast.admin, { personId: leaver.id });
  expect(await actionById(action.id)).toMatchObject({ state: "pending", quorumAt: null });
  expect(await types(action)).toContain("action.quorum_lost");
  expect(await db.one(sql`SELECT cause FROM halts WHERE target_id = ${owned.id} AND lifted_at IS NULL`)).toEqual({ cause: "owner_deactivated" });
  await publish();
});

test("I11: a decision at or after the deadline is refused as expired, whether or not the sweeper has been", async () => {
  const action = await propose(cast.agent);
  const decision = await seen(action);
  await pass(action, 2 * 3600 + 1);
  await expect(approve(cast.reviewer, decision)).rejects.toMatchObject({ code: "expired" });
  await expect(reject(cast.reviewer, { ...decision, note: "no" })).rejects.toMatchObject({ code: "expired" });
  expect(await actionById(action.id)).toMatchObject({ state: "pending" });
  expect(await expire(action.id)).toBe("expired");
  await expect(approve(cast.reviewer, decision)).rejects.toMatchObject({ code: "expired" });
  expect(await types(action)).toEqual(["action.submitted", "action.expired"]);
});

test("I8: an expired deadline escalates where the tier says so, then ends; it never approves", async () => {
  const action = await propose(cast.agent, "purge");
  expect(action).toMatchObject({ tier: "high", onExpiry: "escalate", escalateTo: "admins" });
  await pass(action, 25 * 3600);
  expect(await expire(action.id)).toBe("escalated");
  expect(await expire(action.id)).toBe("unchanged");
  await pass(action, 25 * 3600);
  expect(await expire(action.id)).toBe("expired");
  expect(await types(action)).toEqual(["action.submitted", "action.escalated", "action.expired"]);
});

test("what policy blocked comes back as high when an admin releases it, and not by the releaser's vote", async () => {
  const reader = await agentOf(cast.owner, "blocked-bot", "read_only");
  const action = await propose(reader);
  await expect(release(cast.reviewer, { id: action.id, revision: 1, note: "please" })).rejects.toMatchObject({ code: "not_permitted" });
  expect(await release(cast.admin, { id: action.id, revision: 1, note: "known good" })).toMatchObject({ state: "pending", tier: "high" });
  await expect(approve(cast.admin, await seen(action))).rejects.toMatchObject({ code: "self_approval" });
  expect(await approve(cast.reviewer, await seen(action))).toMatchObject({ state: "approved" });
  expect(await types(action)).toEqual(["action.submitted", "action.released", "action.approved"]);
});

test("an edit that policy blocks is blocked, and voids the votes", async () => {
  await publish({ tiers: { medium: twoApprovals("0s") } as never });
  const bot = await agentOf(cast.owner, "edited-bot");
  const action = await propose(bot);
  await approve(cast.reviewer, await seen(action));
  await transact((tx) => tx.run(sql`UPDATE agents SET autonomy = 'read_only' WHERE id = ${bot.id}`));
  expect(await revise(cast.second, { id: action.id, revision: 1, params: { customer: "cus_9" }, note: "" })).toMatchObject({ state: "blocked", revision: 2 });
  expect(await db.one(sql`SELECT void_reason FROM decisions WHERE action_id = ${action.id}`)).toEqual({ voidReason: "revised" });
  await publish();
});

test("an agent cancels its own and nobody else's", async () => {
  const action = await propose(cast.agent);
  const other = await agentOf(cast.owner, "stranger-bot");
  await expect(cancel(other, { id: action.id, note: "" })).rejects.toMatchObject({ code: "not_found" });
  expect(await cancel(cast.agent, { id: action.id, note: "changed my mind" })).toMatchObject({ state: "cancelled" });
});

function twoApprovals(undo: string, approvals = 2) {
  return { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals }], undo, editor_may_approve: false, execute_within: "24h" };
}
