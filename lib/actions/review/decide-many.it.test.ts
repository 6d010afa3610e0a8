import { beforeAll, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { addTool, all, assemble, propose, publish, seen, trail, types, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { approveMany, differences, rejectMany } from "./decide-many";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
  await addTool("card_charge", { access: "write", sensitive: ["/card"] });
});

const several = async (count: number, tool = "refund") => Promise.all(Array.from({ length: count }, (_, index) => propose(cast.agent, tool, { customer: `cus_${index}`, amount: 10 })));
const look = (actions: { id: string }[]) => Promise.all(actions.map(seen));

test("several alike are approved with one press, each with a decision and an event of its own", async () => {
  const actions = await several(25);
  const decided = await approveMany(cast.reviewer, await look(actions), "routine");
  expect(decided).toEqual(actions.map(({ id }) => ({ id, ok: true, state: "approved", revision: 1, effectAt: null })));
  for (const action of actions) {
    expect(await trail(action)).toMatchObject([{ type: "action.submitted" }, { type: "action.approved", actorId: cast.reviewer.id, data: { together: 25, note: "routine", payload_hash: (await seen(action)).payloadHash } }]);
  }
});

test("each is told: what somebody else decided or has changed is refused, and the rest is decided", async () => {
  const [own, first, second] = await several(3);
  const looked = await look([own!, first!, second!]);
  await approve(cast.second, looked[1]!);
  looked[2] = { ...looked[2]!, payloadHash: "0".repeat(64) };
  const decided = await rejectMany(cast.reviewer, looked, "Not today");
  expect(decided).toMatchObject([
    { id: own!.id, ok: true, state: "rejected" },
    { id: first!.id, ok: false, code: "already_decided", facts: { by: "Sami" } },
    { id: second!.id, ok: false, code: "payload_mismatch" },
  ]);
  expect((await trail(own!)).at(-1)).toMatchObject({ type: "action.rejected", data: { note: "Not today", together: 3 } });
  expect(await types(second!)).toEqual(["action.submitted"]);
});

test("one's own agent's are not approved in a crowd either", async () => {
  const actions = await several(2);
  expect(await approveMany(cast.owner, await look(actions))).toMatchObject([{ ok: false, code: "self_approval" }, { ok: false, code: "self_approval" }]);
});

test("high ones, other tools, other policy versions, too many, repetitions and no reason are refused before anything is decided", async () => {
  const actions = await several(2);
  const looked = await look(actions);
  const refused = async (items: typeof looked, pointer: string, detail: string) =>
    expect(approveMany(cast.reviewer, items)).rejects.toMatchObject({ code: "invalid", faults: [expect.objectContaining({ pointer, detail: expect.stringContaining(detail) as string })] });
  await refused([...looked, await seen(await propose(cast.agent, "wire", { customer: "c" }))], "/actions/2", "another tool, wire");
  await refused([await seen(await propose(cast.agent, "purge", { customer: "c" }))], "/actions/0", "high");
  await refused([...looked, looked[0]!], "/actions/2", "twice");
  await refused([...looked, { ...looked[0]!, id: cast.reviewer.id }], "/actions/2", "not an action");
  await expect(approveMany(cast.reviewer, [])).rejects.toMatchObject({ code: "invalid" });
  await expect(approveMany(cast.reviewer, await look(await several(26)))).rejects.toMatchObject({ code: "invalid" });
  await expect(rejectMany(cast.reviewer, looked, " ")).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/note", detail: "is required to reject" }] });
  await publish();
  await refused([...looked, await seen(await propose(cast.agent))], "/actions/2", "another policy version");
  for (const action of actions) expect(await types(action)).toEqual(["action.submitted"]);
});

test("of two people who decide the same several at once, each is decided once and told to both", async () => {
  const actions = await several(10);
  const looked = await look(actions);
  const { won } = await all([approveMany(cast.reviewer, looked), rejectMany(cast.second, looked.toReversed(), "no")]);
  expect(won.flat().filter(({ ok }) => ok)).toHaveLength(10);
  for (const action of actions) expect(await types(action)).toHaveLength(2);
});

test("the table shows the fields that differ, and names those that all agree in; what is sensitive stays masked", async () => {
  const actions = [await propose(cast.agent, "card_charge", { customer: "cus_1", amount: 10, card: "4242424242424242" }), await propose(cast.agent, "card_charge", { customer: "cus_2", amount: 10 })];
  const table = await differences(cast.reviewer, actions.map(({ id }) => id));
  expect(table).toMatchObject({ same: [{ pointer: "/amount", value: 10, amount: "$10.00" }], columns: ["/card", "/customer"], more: 0 });
  expect(table.rows.map(({ id, values }) => [id, values])).toEqual([
    [actions[0]!.id, { "/card": "••••42", "/customer": "cus_1" }],
    [actions[1]!.id, { "/customer": "cus_2" }],
  ]);
});

test("money is shown as each action's sentence writes it", async () => {
  const actions = [await propose(cast.agent, "refund", { customer: "cus_1", amount: 10 }), await propose(cast.agent, "refund", { customer: "cus_1", amount: 1234.5 })];
  const { rows, same } = await differences(cast.reviewer, actions.map(({ id }) => id));
  expect(rows.map(({ amounts }) => amounts)).toEqual([{ "/amount": "$10.00" }, { "/amount": "$1,234.50" }]);
  expect(same).toEqual([{ pointer: "/customer", value: "cus_1", amount: null }]);
});
