import { beforeAll, expect, test, vi } from "vitest";
import { approve, reject } from "@/lib/actions/decide";
import { revise, reviseAndApprove } from "@/lib/actions/revise";
import { actionById } from "@/lib/actions/row";
import { assemble, propose, publish, seen, trail, types, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { personOfSession } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";
import { stepUp, steppedUpUntil } from "@/lib/people/step-up";
import { eventsAbout, PASSWORD } from "@/lib/people/testing";
import type { Policy } from "@/lib/policy/types";
import { actionInFull } from "./action-page";
import { approveMany, differences } from "./decide-many";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
const medium = (change: object) => ({ tiers: { medium: { review: "before", within: "2h", on_expiry: "expire", approve: [{ group: "reviewers", approvals: 1 }], undo: "0s", editor_may_approve: true, execute_within: "24h", ...change } } as Policy["tiers"] });
beforeAll(async () => {
  cast = await assemble(medium({ step_up: "password" }));
});

const age = (sessionId: string, minutes: number) => db.run(sql`UPDATE sessions SET stepped_up_at = stepped_up_at - ${minutes}::int * interval '1 minute' WHERE id = ${sessionId}`);
const forget = (sessionId: string) => db.run(sql`UPDATE sessions SET stepped_up_at = NULL WHERE id = ${sessionId}`);
const REQUIRED = { code: "step_up_required", status: 403, faults: [{ pointer: "/password", detail: "is required" }] };

test("without the password again nothing is approved; with it the decision says so, and so does the person's trail", async () => {
  const action = await propose(cast.agent);
  await expect(approve(cast.reviewer, await seen(action))).rejects.toMatchObject(REQUIRED);
  await expect(approve(cast.reviewer, { ...(await seen(action)), password: "not-my-password" })).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/password" }] });
  expect(await types(action)).toEqual(["action.submitted"]);
  expect(await approve(cast.reviewer, { ...(await seen(action)), password: PASSWORD })).toMatchObject({ state: "approved" });
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.approved", data: { step_up: "password" } });
  expect((await eventsAbout(cast.reviewer.id)).slice(-2)).toMatchObject([
    { type: "person.step_up_failed", data: { session: cast.reviewer.sessionId, how: "password" } },
    { type: "person.stepped_up", data: { session: cast.reviewer.sessionId, how: "password" } },
  ]);
});

test("a password that was given holds for its session for five minutes by the database's clock, and for no other", async () => {
  await forget(cast.reviewer.sessionId);
  await stepUp(cast.reviewer, PASSWORD);
  expect((await actionInFull(cast.reviewer, (await propose(cast.agent)).id)).may.stepUp).toEqual({ until: expect.any(String) as string });
  expect(await approve(cast.reviewer, await seen(await propose(cast.agent)))).toMatchObject({ state: "approved" });
  const elsewhere = (await personOfSession((await signIn(cast.reviewer.email, PASSWORD, { ip: null, userAgent: null })).id))!;
  await forget(elsewhere.sessionId);
  await expect(approve(elsewhere, await seen(await propose(cast.agent)))).rejects.toMatchObject(REQUIRED);
  await age(cast.reviewer.sessionId, 4);
  expect(await steppedUpUntil(db, cast.reviewer)).not.toBeNull();
  await age(cast.reviewer.sessionId, 1);
  await expect(approve(cast.reviewer, await seen(await propose(cast.agent)))).rejects.toMatchObject(REQUIRED);
});

test("whoever has just signed in has given their password; a session that ended proves nothing", async () => {
  const fresh = (await personOfSession((await signIn(cast.second.email, PASSWORD, { ip: null, userAgent: null })).id))!;
  expect(await approve(fresh, await seen(await propose(cast.agent)))).toMatchObject({ state: "approved" });
  await db.run(sql`UPDATE sessions SET ended_at = clock_timestamp() WHERE id = ${fresh.sessionId}`);
  await expect(approve(fresh, await seen(await propose(cast.agent)))).rejects.toMatchObject(REQUIRED);
  await expect(stepUp(fresh, PASSWORD)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("rejecting takes no password; from Slack neither is decided, and not in a crowd without it", async () => {
  await forget(cast.reviewer.sessionId);
  const [one, other] = [await propose(cast.agent), await propose(cast.agent)];
  const slack = { ...(await seen(one)), channel: "slack" as const };
  await expect(approve(cast.reviewer, slack)).rejects.toMatchObject({ code: "channel_not_allowed", message: expect.stringContaining("password") as string });
  await expect(reject(cast.reviewer, { ...slack, note: "no" })).rejects.toMatchObject({ code: "channel_not_allowed" });
  const looked = await Promise.all([one, other].map(seen));
  expect(await differences(cast.reviewer, [one.id, other.id])).toMatchObject({ stepUp: { until: null } });
  expect(await approveMany(cast.reviewer, looked)).toMatchObject([{ ok: false, code: "step_up_required" }, { ok: false, code: "step_up_required" }]);
  expect(await approveMany(cast.reviewer, looked, "", PASSWORD)).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await differences(cast.reviewer, [one.id])).toMatchObject({ stepUp: { until: expect.any(String) as string } });
  await forget(cast.reviewer.sessionId);
  expect(await reject(cast.reviewer, { ...(await seen(await propose(cast.agent))), note: "no" })).toMatchObject({ state: "rejected" });
});

test("an edit and its approval in one step take it too: both or neither", async () => {
  await forget(cast.reviewer.sessionId);
  const action = await propose(cast.agent);
  const edit = { id: action.id, revision: 1, params: { customer: "cus_81", amount: 7 }, note: "less", channel: "web" as const };
  await expect(reviseAndApprove(cast.reviewer, edit)).rejects.toMatchObject(REQUIRED);
  expect(await actionById(action.id)).toMatchObject({ revision: 1 });
  expect(await reviseAndApprove(cast.reviewer, { ...edit, password: PASSWORD })).toMatchObject({ state: "approved", revision: 2 });
});

test("a later policy may raise what an open action needs, by an edit, and never loosen it", async () => {
  await forget(cast.reviewer.sessionId);
  const strict = await propose(cast.agent);
  await publish(medium({}));
  const loose = await propose(cast.agent);
  await expect(approve(cast.reviewer, await seen(strict)), "classified before").rejects.toMatchObject(REQUIRED);
  const edit = (id: string) => ({ id, revision: 1, params: { customer: "cus_81", amount: 7 }, note: "less" });
  await revise(cast.second, edit(strict.id));
  await expect(approve(cast.reviewer, await seen(strict)), "edited since").rejects.toMatchObject(REQUIRED);
  await publish(medium({ step_up: "password" }));
  await revise(cast.second, edit(loose.id));
  await expect(approve(cast.reviewer, await seen(loose))).rejects.toMatchObject(REQUIRED);
  await publish({ ...medium({}), rules: [{ name: "some", tools: ["refund"], when: "has(params.amount) && params.amount > 50.0", require: { step_up: "password" } }] });
  await expect(approve(cast.reviewer, await seen(await propose(cast.agent)))).rejects.toMatchObject(REQUIRED);
  expect(await approve(cast.reviewer, await seen(await propose(cast.agent, "refund", { customer: "c", amount: 5 })))).toMatchObject({ state: "approved" });
});

test("wrong passwords are throttled as they are for signing in", async () => {
  for (let attempt = 0; attempt < 10; attempt++) await stepUp(cast.admin, "not-my-password").catch(() => undefined);
  await expect(stepUp(cast.admin, PASSWORD)).rejects.toMatchObject({ code: "rate_limited" });
});
