import { beforeAll, expect, test, vi } from "vitest";
import { cancel } from "@/lib/actions/cancel";
import { approve, reject } from "@/lib/actions/decide";
import { assemble, propose, seen, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/ids";
import { precedents } from "./precedent";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

const refund = (customer: string, amount: number) => propose(cast.agent, "refund", { customer, amount });

test("what was decided of calls like this one comes with who said what, the most alike first, and a rule that would cover it", async () => {
  const [same, near, far, gone] = [await refund("cus_81", 120), await refund("cus_81", 130), await refund("cus_9", 5), await refund("cus_7", 1)];
  const other = await propose(cast.agent, "wire", { customer: "cus_81", amount: 120 });
  for (const action of [same, near, other]) await approve(cast.reviewer, { ...(await seen(action)), note: "known" });
  await reject(cast.second, { ...(await seen(far)), note: "never seen" });
  await cancel(cast.agent, { id: gone.id, note: "" });
  await refund("cus_81", 120);
  const asked = await refund("cus_81", 120);
  const found = await precedents(asked.id);
  expect(found.similar.map(({ id }) => id)).toEqual([same.id, near.id, gone.id, far.id]);
  expect(found.similar[0]).toMatchObject({ score: 1, sameDestination: true, same: ["/amount", "/customer"], decision: { verdict: "approve", by: "Rita", note: "known" } });
  expect(found.similar[1]).toMatchObject({ near: ["/amount"], sameDestination: true });
  expect(found.similar[3]).toMatchObject({ decision: { verdict: "reject", by: "Sami", note: "never seen" }, sameDestination: false });
  expect(found).toMatchObject({ ofTool: { approved: 2, rejected: 1, undecided: 1 }, ofDestination: { approved: 2, rejected: 0, undecided: 0 } });
  expect(found.draft.text).toContain('params.customer == "cus_81"');
  expect(found.draft.text).toContain("has(params.amount) && params.amount <= 120.0");
});

test("the first of its kind has none, and what is not there is said so", async () => {
  const first = await propose(cast.agent, "own_hands", { customer: "c" });
  expect(await precedents(first.id)).toMatchObject({ similar: [], ofTool: { approved: 0, rejected: 0, undecided: 0 } });
  await expect(precedents(newId())).rejects.toMatchObject({ code: "not_found" });
});
