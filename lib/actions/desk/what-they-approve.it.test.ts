import { beforeAll, expect, test, vi } from "vitest";
import { assemble, propose, publish, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { delegate } from "@/lib/people/delegations";
import { fixture } from "@/lib/people/testing";
import { assign } from "./assign";
import { assigneesOf } from "./assignees";
import { whatTheyApprove } from "./what-they-approve";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
  await publish({ tools: { wire: "high" }, rules: [{ name: "large", when: "params.amount > 1000.0", require: { approve: [{ group: "admins", approvals: 1 }] } }] });
});

const tierOf = async (person: Cast["reviewer"], tier: string) => (await whatTheyApprove(person)).tiers.find((one) => one.tier === tier);

test("tier by tier: yes, not needed, or why not", async () => {
  expect(await tierOf(cast.reviewer, "medium")).toEqual({ tier: "medium", needs: [{ group: "reviewers", approvals: 1 }], answer: "yes" });
  expect(await tierOf(cast.reviewer, "low")).toMatchObject({ answer: "nobody" });
  expect(await tierOf(cast.auditor, "high")).toMatchObject({ answer: "auditor" });
  const outsider = await fixture("reviewer", "Ute");
  expect(await tierOf(outsider, "high")).toMatchObject({ answer: "group" });
  await delegate(cast.second, { toId: outsider.id, endsAt: new Date(Date.now() + 86_400_000) });
  expect(await whatTheyApprove(outsider)).toMatchObject({ groups: [], standsIn: [{ name: "Sami", group: "reviewers" }], tiers: [{ answer: "yes" }, { answer: "yes" }, { answer: "nobody" }] });
});

test("tool by tool with its tier, the rules that ask others, and of what waits why not", async () => {
  const action = await propose(cast.agent);
  const own = await whatTheyApprove(cast.owner);
  expect(own.tools).toContainEqual({ name: "wire", title: "wire", tier: "high" });
  expect(own.tools).toContainEqual({ name: "refund", title: "refund", tier: "medium" });
  expect(own.rules).toEqual([{ rule: "large", group: "admins", approvals: 1, member: false }]);
  expect(own.ownedAgents).toEqual(["support-bot"]);
  expect(own.waiting).toContainEqual(expect.objectContaining({ id: action.id, may: "You own the agent that asks for this. Somebody else must decide." }));
  expect((await whatTheyApprove(cast.reviewer)).waiting).toContainEqual(expect.objectContaining({ id: action.id, may: true }));
});

test("of somebody else, admins only", async () => {
  const [first] = (await whatTheyApprove(cast.admin, cast.owner.id)).waiting;
  expect(first?.may).toMatch(/^Olga owns the agent/);
  await expect(whatTheyApprove(cast.reviewer, cast.owner.id)).rejects.toMatchObject({ code: "not_permitted" });
});

test("whom one might ask are exactly those whom the verb lets one ask", async () => {
  const action = await propose(cast.agent);
  const { people, groups } = await assigneesOf(cast.reviewer, action.id);
  expect(groups).toMatchObject([{ name: "reviewers", mine: true }]);
  expect(people.map(({ name }) => name)).toEqual(["Ada", "Sami", "Ute"]); // Ute stands in for Sami; Olga owns the agent, Otto audits
  for (const { id } of people) await assign(cast.reviewer, { id: action.id, to: { personId: id } });
  for (const nobody of [cast.owner, cast.auditor]) await expect(assign(cast.reviewer, { id: action.id, to: { personId: nobody.id } })).rejects.toMatchObject({ code: expect.stringMatching(/self_approval|not_permitted/) as string });
  await expect(assigneesOf(cast.auditor, action.id)).rejects.toMatchObject({ code: "not_permitted" });
});
