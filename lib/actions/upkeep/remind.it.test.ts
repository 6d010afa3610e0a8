import { beforeAll, expect, test, vi } from "vitest";
import { approve } from "@/lib/actions/decide";
import { assign } from "@/lib/actions/desk/assign";
import { take } from "@/lib/actions/desk/take";
import { expire } from "@/lib/actions/expire";
import { ask, closeQuestion } from "@/lib/actions/review/ask";
import { actionById } from "@/lib/actions/row";
import { all, assemble, pass, propose, publish, seen, trail, types, type Cast } from "@/lib/actions/testing";
import type { Person } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { noticesOf } from "@/lib/notices/notices";
import { fixture } from "@/lib/people/testing";
import { balanced } from "@/lib/policy/balanced";
import { Policy } from "@/lib/policy/types";
import { escalate, remind } from "./remind";
import { sweep } from "./sweep";
import { tidy } from "./tidy";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
let boss: Person;
beforeAll(async () => {
  cast = await assemble();
  boss = await fixture("admin", "Bo", ["admins"]);
});

const tier = (more: object) =>
  ({ tiers: { medium: { review: "before", within: "8h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 1 }], undo: "0s", editor_may_approve: false, execute_within: "24h", ...more } } }) as never;
const idle = async () => undefined;
const reminders = async (person: Person, actionId: string) => (await noticesOf(person)).notices.filter((notice) => notice.kind === "reminder" && notice.actionId === actionId).length;

test("those who may decide are reminded once, however many sweepers look", async () => {
  await publish(tier({ remind_after: "1h" }));
  const action = await propose(cast.agent);
  await sweep(idle);
  expect(await types(action), "not before its time").toEqual(["action.submitted"]);
  await pass(action, 3_600);
  await Promise.all([sweep(idle), sweep(idle), remind(action.id), remind(action.id)]);
  await sweep(idle);
  expect((await trail(action)).slice(1)).toMatchObject([{ type: "action.reminded", actorId: "sweeper" }]);
  expect(await Promise.all([cast.reviewer, cast.second, cast.admin, cast.owner, cast.auditor, boss].map((person) => reminders(person, action.id))), "the agent's owner may not decide it").toEqual([1, 1, 1, 0, 0, 0]);
});

test("whoever was asked or has it is reminded alone", async () => {
  const [assigned, taken] = [await propose(cast.agent), await propose(cast.agent)];
  await assign(cast.reviewer, { id: assigned.id, to: { personId: cast.second.id } });
  await take(cast.reviewer, { id: taken.id });
  for (const action of [assigned, taken]) await pass(action, 3_600);
  await sweep(idle);
  expect([await reminders(cast.reviewer, assigned.id), await reminders(cast.second, assigned.id)]).toEqual([0, 1]);
  expect([await reminders(cast.reviewer, taken.id), await reminders(cast.second, taken.id)]).toEqual([1, 0]);
});

test("nobody is reminded of what is decided, and not while the agent is asked", async () => {
  const [decided, asked] = [await propose(cast.agent), await propose(cast.agent)];
  await approve(cast.reviewer, await seen(decided));
  await ask(cast.reviewer, { id: asked.id, revision: 1, question: "Why?" });
  for (const action of [decided, asked]) await pass(action, 3_600);
  await sweep(idle);
  expect(await types(decided)).not.toContain("action.reminded");
  expect(await types(asked)).not.toContain("action.reminded");
  await closeQuestion(cast.reviewer, { id: asked.id, revision: 1 });
  await sweep(idle);
  expect(await types(asked)).toContain("action.reminded");
});

test("after a while the next group may decide too, is told, and gets its own time", async () => {
  await publish(tier({ on_expiry: "escalate", escalate: { to: "admins", within: "12h", after: "4h" } }));
  const action = await propose(cast.agent);
  await expect(approve(boss, await seen(action))).rejects.toMatchObject({ code: "not_permitted" });
  await pass(action, 4 * 3_600);
  await Promise.all([sweep(idle), sweep(idle), escalate(action.id), escalate(action.id)]);
  expect((await trail(action)).slice(1)).toMatchObject([{ type: "action.escalated", data: { to: "admins", early: true } }]);
  const left = (await actionById(action.id)).deadlineAt!.getTime() - Date.now();
  expect(Math.round(left / 3_600_000)).toBe(12);
  expect((await noticesOf(boss)).notices[0]).toMatchObject({ kind: "escalated", actionId: action.id });
  expect(await approve(boss, await seen(action))).toMatchObject({ state: "approved" });
  const late = await propose(cast.agent);
  await pass(late, 4 * 3_600);
  await sweep(idle);
  await pass(late, 12 * 3_600 + 1);
  expect(await expire(late.id), "it escalates once; the second time it ends").toBe("expired");
  expect(await types(late)).toEqual(["action.submitted", "action.escalated", "action.expired"]);
});

test("where the deadline ends the action, asking others earlier does not move it", async () => {
  await publish(tier({ on_expiry: "expire", escalate: { to: "admins", within: "12h", after: "4h" } }));
  const action = await propose(cast.agent);
  await pass(action, 4 * 3_600);
  const before = (await actionById(action.id)).deadlineAt;
  await sweep(idle);
  expect(await actionById(action.id)).toMatchObject({ deadlineAt: before, escalateAt: null });
  expect((await actionById(action.id)).escalatedAt).not.toBeNull();
});

test("of an escalation and an approval at once, both stand in one order or the other", async () => {
  await publish(tier({ on_expiry: "escalate", escalate: { to: "admins", within: "12h", after: "4h" } }));
  for (let round = 0; round < 5; round++) {
    const action = await propose(cast.agent);
    await pass(action, 4 * 3_600);
    const { lost } = await all<unknown>([escalate(action.id), approve(cast.reviewer, await seen(action)), escalate(action.id)]);
    expect(lost).toEqual([]);
    expect((await types(action)).filter((type) => type === "action.escalated").length).toBeLessThanOrEqual(1);
    expect((await actionById(action.id)).state).toBe("approved");
  }
});

test("a tier whose clocks make no sense is refused with the place", () => {
  const faults = (more: object) => {
    const medium = { ...(balanced.tiers.medium as object), ...more };
    return Policy.safeParse({ ...balanced, tiers: { ...balanced.tiers, medium } }).error?.issues.map(({ path }) => path.join("."));
  };
  expect(faults({ remind_after: "2h" })).toEqual(["tiers.medium.remind_after"]);
  expect(faults({ escalate: { to: "admins", within: "1h", after: "3h" } })).toEqual(["tiers.medium.escalate.after"]);
  expect(faults({ pause_at_most: "10m" })).toEqual(["tiers.medium.pause_at_most"]);
  expect(faults({ remind_after: "soon" })).toEqual(["tiers.medium.remind_after"]);
  expect(faults({ remind_after: "1h", while_asked: "pauses", pause_at_most: "10m" })).toBeUndefined();
});

test("what is over is cleared away, at most once a minute", async () => {
  const now = performance.now() + 3_600_000;
  expect(await tidy(now)).toBe(true);
  expect(await tidy(now + 59_000)).toBe(false);
  expect(await tidy(now + 61_000)).toBe(true);
});
