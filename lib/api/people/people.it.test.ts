import { beforeAll, expect, test } from "vitest";
import { actionById } from "@/lib/actions/row";
import { all, assemble, propose, publish, seen, trail, types, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { env } from "@/lib/env";
import type { Problem } from "@/lib/http/problem";
import { sessionCookieName, signSessionToken } from "@/lib/people/session-token";
import { balanced } from "@/lib/policy/balanced";
import type { Policy } from "@/lib/policy/types";
import { peopleApi } from "./app";

useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

type Body = { verdict?: string; revision?: number; payload_hash?: string; note?: string; [other: string]: unknown };

const cookieOf = async (person: Person) => `${sessionCookieName()}=${await signSessionToken(person.sessionId)}`;
const answerOf = async (response: Response) => ({ status: response.status, body: (await response.json()) as Problem & { id: string; state: string } });

async function send(id: string, body: Body | string, headers: Record<string, string>) {
  const request = new Request(`${env().PUBLIC_URL}/api/people/actions/${id}/decision`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return answerOf(await peopleApi.fetch(request));
}

async function decide(person: Person, id: string, body: Body, headers: Record<string, string> = { Origin: env().PUBLIC_URL }) {
  return send(id, body, { Cookie: await cookieOf(person), ...headers });
}

async function pending() {
  const action = await propose(cast.agent);
  const { revision, payloadHash } = await seen(action);
  return { action, body: { verdict: "approve", revision, payload_hash: payloadHash } };
}

test("a signed-in reviewer approves what they saw, and the trail names them", async () => {
  const { action, body } = await pending();
  const answer = await decide(cast.reviewer, action.id, { ...body, note: "fine" });
  expect(answer).toMatchObject({ status: 200, body: { id: action.id, state: "approved", effect_at: null } });
  expect((await trail(action)).at(-1)).toMatchObject({ type: "action.approved", actorId: cast.reviewer.id, data: { note: "fine", channel: "web" } });
});

test("an approval that has no effect yet is taken back by whoever gave it, and by nobody else", async () => {
  await publish({ tiers: { ...balanced.tiers, medium: { ...balanced.tiers.medium, undo: "60s" } } } as Partial<Policy>);
  const { action, body } = await pending();
  await publish();
  const withdraw = async (person: Person) =>
    answerOf(
      await peopleApi.fetch(
        new Request(`${env().PUBLIC_URL}/api/people/actions/${action.id}/decision/end`, {
          method: "POST",
          headers: { "Content-Type": "application/json", Origin: env().PUBLIC_URL, Cookie: await cookieOf(person) },
          body: JSON.stringify({ revision: body.revision }),
        }),
      ),
    );
  expect((await decide(cast.reviewer, action.id, body)).body).toMatchObject({ state: "pending", effect_at: expect.any(String) });
  expect(await withdraw(cast.second)).toMatchObject({ status: 409, body: { code: "wrong_state" } });
  expect(await withdraw(cast.reviewer)).toMatchObject({ status: 200, body: { state: "pending", effect_at: null } });
  expect((await trail(action)).slice(-2).map(({ type, actorId }) => [type, actorId])).toContainEqual(["action.vote_taken_back", cast.reviewer.id]);
});

test("a rejection ends it and needs a reason", async () => {
  const { action, body } = await pending();
  expect(await decide(cast.reviewer, action.id, { ...body, verdict: "reject" })).toMatchObject({ status: 422, body: { errors: [{ pointer: "/note" }] } });
  expect(await decide(cast.reviewer, action.id, { ...body, verdict: "reject", note: "too much" })).toMatchObject({ status: 200, body: { state: "rejected" } });
});

test("I6: what another site makes a browser send is refused, and nothing changes", async () => {
  const { action, body } = await pending();
  for (const headers of [
    {},
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site", Origin: env().PUBLIC_URL },
    { "Sec-Fetch-Site": "same-site", Origin: env().PUBLIC_URL },
  ] as Record<string, string>[]) {
    expect(await decide(cast.reviewer, action.id, body, headers)).toMatchObject({ status: 403, body: { code: "not_permitted" } });
  }
  // What a form can send is not JSON.
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    expect(await decide(cast.reviewer, action.id, body, { Origin: env().PUBLIC_URL, "Content-Type": type })).toMatchObject({ status: 415 });
  }
  expect(await types(action)).toEqual(["action.submitted"]);
});

test("I6: no other method decides", async () => {
  const { action } = await pending();
  for (const method of ["GET", "HEAD", "PUT", "OPTIONS"]) {
    const request = new Request(`${env().PUBLIC_URL}/api/people/actions/${action.id}/decision?verdict=approve`, {
      method,
      headers: { Cookie: await cookieOf(cast.reviewer), Origin: env().PUBLIC_URL },
    });
    expect((await peopleApi.fetch(request)).status).toBe(404);
  }
  expect((await actionById(action.id)).state).toBe("pending");
});

test("without an open session nobody decides; an agent's key is no session", async () => {
  const { action, body } = await pending();
  const origin = { Origin: env().PUBLIC_URL };
  const forged = `${sessionCookieName()}=${(await signSessionToken(cast.reviewer.sessionId)).slice(0, -4)}AAAA`;
  for (const headers of [{}, { Cookie: forged }, { Authorization: "Bearer csk_live_000000000000_x" }] as Record<string, string>[]) {
    expect(await send(action.id, body, { ...origin, ...headers })).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
  }
  const cookie = await cookieOf(cast.second);
  await db.run(sql`UPDATE sessions SET ended_at = clock_timestamp() WHERE id = ${cast.second.sessionId}`);
  expect(await send(action.id, body, { ...origin, Cookie: cookie })).toMatchObject({ status: 401 });
  await db.run(sql`UPDATE sessions SET ended_at = NULL WHERE id = ${cast.second.sessionId}`);
});

test("an auditor and the agent's own owner are refused, each with the reason", async () => {
  const { action, body } = await pending();
  expect(await decide(cast.auditor, action.id, body)).toMatchObject({ status: 403, body: { code: "not_permitted" } });
  expect(await decide(cast.owner, action.id, body)).toMatchObject({ status: 403, body: { code: "self_approval" } });
  expect(await types(action)).toEqual(["action.submitted"]);
});

test("I7: no field of the body says who decides or how", async () => {
  const { action, body } = await pending();
  for (const field of ["by", "person", "person_id", "approver", "channel", "self_approved"]) {
    expect(await decide(cast.reviewer, action.id, { ...body, [field]: cast.admin.id })).toMatchObject({ status: 422, body: { code: "invalid" } });
  }
});

test("I1: of two people at once one wins, and the other is told who and when", async () => {
  const { action, body } = await pending();
  const { won } = await all([decide(cast.reviewer, action.id, body), decide(cast.second, action.id, { ...body, verdict: "reject", note: "no" })]);
  expect(won.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = won.find(({ status }) => status === 409)!.body;
  expect(lost).toMatchObject({ code: "already_decided", by: expect.stringMatching(/Rita|Sami/) as string, at: expect.any(String) as string });
});

test("I3: another payload hash or revision than the current one is a conflict", async () => {
  const { action, body } = await pending();
  expect(await decide(cast.reviewer, action.id, { ...body, payload_hash: "0".repeat(64) })).toMatchObject({ status: 409, body: { code: "payload_mismatch" } });
  expect(await decide(cast.reviewer, action.id, { ...body, revision: 2 })).toMatchObject({ status: 409, body: { code: "stale_revision" } });
});

test("hostile bodies and ids are told what is wrong with them", async () => {
  const { action, body } = await pending();
  const headers = { Cookie: await cookieOf(cast.reviewer), Origin: env().PUBLIC_URL };
  for (const text of ["", "{", "[]", "null", '{"verdict":"approve","verdict":"reject"}', "[".repeat(10_000), '"approve"']) {
    const { status } = await send(action.id, text, headers);
    expect(status, text.slice(0, 40)).toBeGreaterThanOrEqual(400);
    expect(status, text.slice(0, 40)).toBeLessThan(500);
  }
  for (const id of ["1", "%00", "..%2f..", "x".repeat(500)]) expect((await send(id, body, headers)).status).toBe(404);
  expect(await types(action)).toEqual(["action.submitted"]);
});
