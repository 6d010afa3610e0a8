import { beforeAll, expect, test, vi } from "vitest";
import { assemble, propose, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { now } from "./queries";
import { deskArrived, deskCounts, deskLines, deskPage } from "./queue-desk";
import { snooze } from "./snooze";
import { take } from "./take";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

const ids = async (view: Parameters<typeof deskPage>[1], filters = {}, person = cast.reviewer) => (await deskPage(person, view, filters)).lines.map(({ id }) => id);

test("a line says who looks at it, to them and to others, in a page and when it is read again", async () => {
  const action = await propose(cast.agent);
  await take(cast.second, { id: action.id });
  const lineFor = async (person = cast.reviewer) => (await deskPage(person, "waiting", {})).lines.find(({ id }) => id === action.id);
  expect((await lineFor())?.taken).toEqual({ name: cast.second.name, mine: false });
  expect((await lineFor(cast.second))?.taken).toEqual({ name: cast.second.name, mine: true });
  expect(await deskLines(cast.reviewer, [action.id])).toEqual([await lineFor()]);
  expect(await ids("taken")).toContain(action.id);
  expect(await ids("mine")).not.toContain(action.id);
});

test("what arrives is counted for whom it waits, narrowed as the view is", async () => {
  const since = await now();
  await propose(cast.agent, "refund", { customer: "cus_77", amount: 5 });
  await propose(cast.agent, "purge", { customer: "cus_78" });
  const arrived = async (person: Cast["reviewer"], filters = {}) => (await deskArrived(person, "mine", since, filters)).number;
  expect(await arrived(cast.reviewer)).toBe(2);
  expect(await arrived(cast.reviewer, { tier: "high" })).toBe(1);
  expect(await arrived(cast.reviewer, { text: "cus_7_" })).toBe(0);
  expect(await arrived(cast.reviewer, { text: "CUS_77" })).toBe(1);
  expect(await arrived(cast.owner)).toBe(0);
  expect(await arrived(cast.auditor)).toBe(0);
});

test("what one person puts off leaves their queue and nobody else's, and the counts agree", async () => {
  const action = await propose(cast.agent);
  const before = await deskCounts(cast.reviewer);
  await snooze(cast.reviewer, { id: action.id });
  expect([await ids("mine"), await ids("snoozed")].map((view) => view.includes(action.id))).toEqual([false, true]);
  expect(await ids("mine", {}, cast.second)).toContain(action.id);
  const after = await deskCounts(cast.reviewer);
  expect([after.mine.number, after.snoozed.number, after.waiting.number]).toEqual([before.mine.number - 1, before.snoozed.number + 1, before.waiting.number]);
});

test("views that stand alike for everybody are as they were", async () => {
  await propose(cast.agent, "look_up");
  const page = await deskPage(cast.auditor, "in-flight", {});
  expect(page.lines).toEqual([expect.objectContaining({ state: "approved", taken: null, askedAt: null })]);
});
