import { beforeAll, expect, test, vi } from "vitest";
import { actionById } from "@/lib/actions/row";
import { assemble, propose, seen, types, type Cast } from "@/lib/actions/testing";
import type { Person } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { sessionCookieName, signSessionToken } from "@/lib/people/session-token";
import { peopleApi } from "./app";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

async function post(person: Person, path: string, body?: unknown, headers: Record<string, string> = { Origin: env().PUBLIC_URL }) {
  const cookie = `${sessionCookieName()}=${await signSessionToken(person.sessionId)}`;
  const response = await peopleApi.fetch(
    new Request(`${env().PUBLIC_URL}/api/people${path}`, {
      method: "POST",
      headers: { Cookie: cookie, ...headers, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("a page takes the next action, keeps it, learns that it was taken over, and lets go", async () => {
  const { id } = await propose(cast.agent);
  expect(await post(cast.reviewer, "/next", {})).toMatchObject({ status: 200, body: { taken: { id, mine: true } } });
  expect(await post(cast.reviewer, `/actions/${id}/take/heartbeat`)).toMatchObject({ status: 200, body: { mine: true } });
  expect(await post(cast.second, `/actions/${id}/take`)).toMatchObject({ status: 200, body: { mine: false, holder: { name: "Rita" } } });
  expect(await post(cast.second, `/actions/${id}/take`, { over: true })).toMatchObject({ body: { mine: true } });
  expect(await post(cast.reviewer, `/actions/${id}/take/heartbeat`)).toMatchObject({ body: { mine: false, holder: { name: "Sami" } } });
  expect(await post(cast.second, `/actions/${id}/take/end`)).toMatchObject({ body: { ended: true } });
  const until = new Date(Date.now() + 60_000).toISOString();
  expect(await post(cast.second, `/actions/${id}/snooze`, { until })).toMatchObject({ status: 200, body: { until } });
  expect(await post(cast.second, "/next", { skip: [] })).toMatchObject({ body: { taken: null } });
  expect(await post(cast.second, `/actions/${id}/snooze/end`)).toMatchObject({ body: { ended: true } });
  expect(await post(cast.second, `/actions/${id}/assignment`, { to: { person: cast.reviewer.id }, note: "yours" })).toMatchObject({ body: { person: cast.reviewer.id, group: null } });
  expect(await post(cast.second, `/actions/${id}/assignment`, { to: { person: cast.owner.id } })).toMatchObject({ status: 403, body: { code: "self_approval" } });
});

test("a page reads its queue, its counts, what goes on around an action, and why not this one", async () => {
  const { id } = await propose(cast.agent);
  const get = async (person: Person, path: string) => {
    const cookie = `${sessionCookieName()}=${await signSessionToken(person.sessionId)}`;
    const response = await peopleApi.fetch(new Request(`${env().PUBLIC_URL}/api/people${path}`, { headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" } }));
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const page = await get(cast.reviewer, "/queue?view=mine&limit=200");
  expect(page.body.lines).toContainEqual(expect.objectContaining({ id, approvable: true, payloadHash: (await seen({ id })).payloadHash }));
  expect(await get(cast.reviewer, "/queue/counts")).toMatchObject({ status: 200, body: { mine: { more: false }, unknown: { number: 0 } } });
  expect(await get(cast.reviewer, `/actions/${id}/review`)).toMatchObject({ body: { taken: { holder: null }, questions: [], assigned: null, snoozedUntil: null } });
  expect(await get(cast.owner, `/actions/${id}/approvable`)).toMatchObject({ body: { may: "You own the agent that asks for this. Somebody else must decide." } });
  expect(await get(cast.reviewer, `/actions/${id}/approvable?person=${cast.owner.id}`)).toMatchObject({ status: 403 });
  expect(await get(cast.admin, `/approvable?person=${cast.owner.id}`)).toMatchObject({ status: 200, body: { groups: ["reviewers"] } });
  for (const path of ["/queue", "/queue?view=all", "/queue?view=mine&limit=0", "/queue?view=mine&tier=none", "/queue?view=mine&who=me", "/actions/1/review"]) {
    expect((await get(cast.reviewer, path)).status, path).toBeGreaterThanOrEqual(404);
  }
  expect(await get(cast.reviewer, "/queue?view=mine&after=nonsense"), "what is no cursor begins at the beginning").toMatchObject({ status: 200 });
});

test("somebody says who stands in for them, and ends it", async () => {
  const made = await post(cast.reviewer, "/delegations", { to: cast.second.id, ends_at: new Date(Date.now() + 86_400_000).toISOString() });
  expect(made).toMatchObject({ status: 200, body: { left_alone: [] } });
  expect(await post(cast.reviewer, "/delegations", { to: cast.reviewer.id, ends_at: new Date(Date.now() + 86_400_000).toISOString() })).toMatchObject({ status: 422 });
  expect(await post(cast.owner, `/delegations/${made.body.id as string}/end`)).toMatchObject({ status: 404 });
  expect(await post(cast.reviewer, `/delegations/${made.body.id as string}/end`)).toMatchObject({ status: 200, body: { ended: true } });
});

test("several are decided at once, each told", async () => {
  const actions = [await propose(cast.agent), await propose(cast.agent)];
  const looked = await Promise.all(actions.map(async (action) => (({ id, revision, payloadHash, requirementHash }) => ({ id, revision, payload_hash: payloadHash, requirement_hash: requirementHash }))(await seen(action))));
  expect(await post(cast.reviewer, "/decisions", { verdict: "approve", actions: looked })).toMatchObject({ status: 200, body: { decided: actions.map(({ id }) => ({ id, ok: true, state: "approved" })) } });
  expect(await post(cast.reviewer, "/decisions", { verdict: "reject", actions: looked })).toMatchObject({ status: 422 });
  expect(await post(cast.second, "/decisions", { verdict: "reject", note: "no", actions: looked })).toMatchObject({ status: 200, body: { decided: [{ ok: false, code: "already_decided" }, { ok: false }] } });
});

test("a page asks, edits, approves and takes back", async () => {
  const { id } = await propose(cast.agent);
  expect(await post(cast.reviewer, `/actions/${id}/question`, { revision: 1, question: "Why?" })).toMatchObject({ status: 200, body: { asked_at: expect.any(String) as string } });
  expect(await post(cast.second, `/actions/${id}/question`, { revision: 1, question: "Why?" })).toMatchObject({ status: 409, body: { code: "conflict", by: "Rita" } });
  expect(await post(cast.reviewer, `/actions/${id}/question/end`, { revision: 1 })).toMatchObject({ body: { ended: true } });
  const edit = { revision: 1, params: { customer: "cus_81", amount: 7 }, note: "less" };
  expect(await post(cast.reviewer, `/actions/${id}/revision`, { ...edit, approve: true })).toMatchObject({ status: 403, body: { code: "self_approval" } });
  expect(await post(cast.reviewer, `/actions/${id}/revision`, { ...edit, params: { amount: "x" } })).toMatchObject({ status: 422 });
  expect(await post(cast.reviewer, `/actions/${id}/revision`, edit)).toMatchObject({ status: 200, body: { revision: 2, summary: "refund $7.00 for cus_81" } });
  expect(await post(cast.reviewer, `/actions/${id}/revision`, edit)).toMatchObject({ status: 409, body: { code: "stale_revision" } });
  expect(await post(cast.reviewer, `/actions/${id}/decision/end`, { revision: 2 })).toMatchObject({ status: 409, body: { code: "wrong_state" } });
  expect((await actionById(id)).revision).toBe(2);
});

test("I6: another site's request, an auditor and a hostile body change nothing", async () => {
  const { id } = await propose(cast.agent);
  const paths = ["take", "take/end", "snooze", "snooze/end", "assignment", "question", "question/end", "revision", "decision/end"].map((path) => `/actions/${id}/${path}`);
  for (const path of [...paths, `/actions/${id}/take/heartbeat`, "/next"]) {
    expect((await post(cast.reviewer, path, {}, { Origin: "https://evil.example" })).status, path).toBe(403);
    for (const body of ["{", "[]", "null", '"x"', '{"a":1}', "[".repeat(10_000), '{"revision":1,"revision":1}']) {
      const { status } = await post(cast.reviewer, path, body);
      expect(status, `${path} ${body.slice(0, 20)}`).toBeGreaterThanOrEqual(400);
      expect(status, `${path} ${body.slice(0, 20)}`).toBeLessThan(500);
    }
  }
  const { revision } = await seen({ id });
  for (const [path, body] of [["take", {}], ["snooze", {}], ["assignment", { to: null }], ["question", { revision, question: "?" }], ["revision", { revision, params: { customer: "c" } }]] as const) {
    expect(await post(cast.auditor, `/actions/${id}/${path}`, body), path).toMatchObject({ status: 403, body: { code: "not_permitted" } });
  }
  expect(await types({ id })).toEqual(["action.submitted"]);
});
