import { beforeAll, expect, test, vi } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { reviseAndApprove } from "@/lib/actions/revise";
import { actionById } from "@/lib/actions/row";
import { addTool, assemble, propose, publish, seen, trail, types, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { PASSWORD } from "@/lib/people/testing";
import type { Policy } from "@/lib/policy/types";
import { actionInFull } from "./action-page";
import { approveMany } from "./decide-many";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble({ tools: { wire: "high", card_charge: "high" } });
  await addTool("card_charge", { access: "write", sensitive: ["/card", "/customer"] });
});

const asSeen = async (action: { id: string }) => {
  const { fact: _, ...rest } = await seen(action);
  return rest;
};

test("what cannot be undone is approved by typing something of it; the trail says what was confirmed, not its value", async () => {
  const action = await propose(cast.agent, "wire", { customer: "cus_81", amount: 1900.5 });
  expect((await actionInFull(cast.reviewer, action.id)).may.fact).toEqual({ what: "the amount", value: "1900.5" });
  const refused = { code: "fact_required", status: 422, faults: [{ pointer: "/fact", detail: "is the amount" }] };
  await expect(approve(cast.reviewer, await asSeen(action))).rejects.toMatchObject({ ...refused, message: "It cannot be undone, so type the amount to approve it." });
  for (const fact of ["1900", "yes", "cus_81", " "]) await expect(approve(cast.reviewer, { ...(await asSeen(action)), fact })).rejects.toMatchObject(refused);
  expect(await types(action)).toEqual(["action.submitted"]);
  expect(await approve(cast.reviewer, { ...(await asSeen(action)), fact: "$1,900.50" })).toMatchObject({ state: "approved" });
  const last = (await trail(action)).at(-1)!;
  expect(last).toMatchObject({ type: "action.approved", data: { confirmed: "the amount" } });
  expect(JSON.stringify(last.data)).not.toContain("1,900");
});

test("nothing is typed to reject, for what can be undone, or for what is not high", async () => {
  expect(await reject(cast.reviewer, { ...(await asSeen(await propose(cast.agent, "wire"))), note: "no" })).toMatchObject({ state: "rejected" });
  expect(await approve(cast.reviewer, await asSeen(await propose(cast.agent, "refund")))).toMatchObject({ state: "approved" });
});

test("what is masked is not asked for: the tool's name stands in", async () => {
  const action = await propose(cast.agent, "card_charge", { customer: "cus_81", card: "4242424242424242" });
  await expect(approve(cast.reviewer, { ...(await asSeen(action)), fact: "cus_81" })).rejects.toMatchObject({ faults: [{ pointer: "/fact", detail: "is the tool’s name" }] });
  expect(await approve(cast.reviewer, { ...(await asSeen(action)), fact: "card_charge" })).toMatchObject({ state: "approved" });
});

test("an edit is approved in the same step by a fact of what it becomes, not of what it was", async () => {
  const tier = { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 1 }], undo: "0s", editor_may_approve: true, execute_within: "24h" };
  await publish({ tools: { wire: "high" }, tiers: { high: tier } as Policy["tiers"] });
  const action = await propose(cast.agent, "wire", { customer: "cus_81", amount: 900 });
  const edit = { id: action.id, revision: 1, params: { customer: "cus_81", amount: 700 }, note: "less", channel: "web" as const };
  for (const fact of [undefined, "900"]) await expect(reviseAndApprove(cast.reviewer, { ...edit, fact })).rejects.toMatchObject({ code: "fact_required" });
  expect(await actionById(action.id)).toMatchObject({ revision: 1, state: "pending" });
  expect(await reviseAndApprove(cast.reviewer, { ...edit, fact: "700" })).toMatchObject({ state: "approved", revision: 2 });
});

test("whoever decides alone types it as well", async () => {
  await publish({ tools: { wire: "high" } });
  await db.run(sql`DELETE FROM group_members WHERE person_id <> ${cast.owner.id}`);
  const action = await propose(cast.agent, "wire", { customer: "cus_81", amount: 900 });
  const alone = { ...(await asSeen(action)), note: "nobody else is here", password: PASSWORD };
  await expect(approve(cast.owner, alone)).rejects.toMatchObject({ code: "fact_required" });
  expect(await approve(cast.owner, { ...alone, fact: "900" })).toMatchObject({ state: "approved" });
  expect(await trail(action)).toMatchObject([{ type: "action.submitted" }, { type: "action.self_approved", data: { confirmed: "the amount" } }, { type: "action.approved" }]);
});

test("several are decided only as they were shown: what is asked for more since is refused, and the rest decided", async () => {
  await db.run(sql`INSERT INTO group_members (group_id, person_id) SELECT id, ${cast.reviewer.id}::uuid FROM groups WHERE name = 'reviewers'`);
  const actions = [await propose(cast.agent), await propose(cast.agent)];
  const looked = await Promise.all(actions.map(seen));
  const decided = await approveMany(cast.reviewer, [looked[0]!, { ...looked[1]!, requirementHash: "0".repeat(64) }]);
  expect(decided).toMatchObject([{ ok: true }, { ok: false, code: "stale_revision", message: expect.stringContaining("asks of those who approve has changed") as string }]);
  // Released to high after the check: the hash that was shown is of another tier.
  const late = await propose(cast.agent);
  const shown = await seen(late);
  await db.run(sql`UPDATE actions SET tier = 'high' WHERE id = ${late.id}`);
  await expect(approve(cast.reviewer, { ...shown, together: 2 })).rejects.toMatchObject({ code: "stale_revision" });
  expect(await types(late)).toEqual(["action.submitted"]);
});
