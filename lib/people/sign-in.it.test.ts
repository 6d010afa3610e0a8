import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { useDatabase } from "@/lib/db/testing";
import { changePassword } from "./change-password";
import { confirmPassword } from "./password";
import { personOfCookies, sessionCookieName, signSessionToken } from "./session-token";
import { listSessions, personOfSession, revokeAllSessions, revokeSession, signOut } from "./sessions";
import { signIn } from "./sign-in";
import { eventsAbout, fixture, PASSWORD } from "./testing";

useDatabase();
const visit = { ip: "192.0.2.7", userAgent: "Firefox" };
let admin: Person;
let rita: Person;
let otto: Person;

beforeAll(async () => {
  admin = await fixture("admin", "Ada");
  rita = await fixture("reviewer", "Rita", ["reviewers"]);
  otto = await fixture("auditor", "Otto");
});

const since = async (person: Person) => (await eventsAbout(person.id)).map((event) => event.type);

test("the right password opens a session, however the address was typed", async () => {
  const session = await signIn(" RITA@acme.example ", PASSWORD, visit);
  const person = await personOfSession(session.id);
  expect(person).toMatchObject({ kind: "person", id: rita.id, name: "Rita", role: "reviewer", sessionId: session.id, groupIds: rita.groupIds });
  expect(person!.groupIds).toHaveLength(1);
  expect((await eventsAbout(rita.id)).at(-1)).toMatchObject({ type: "person.signed_in", actorId: rita.id, data: { session: session.id, how: "password", ip: visit.ip } });
});

test("a wrong password and an unknown address are refused in the same words and about the same time", async () => {
  const clocked = async (email: string) => {
    const started = performance.now();
    const refusal = await signIn(email, "not the password at all", { ip: null, userAgent: null }).catch((error: unknown) => error);
    return { refusal, took: performance.now() - started };
  };
  const several = async (email: string) => [await clocked(email), await clocked(email), await clocked(email)];
  await clocked("warm@acme.example");
  const [known, unknown] = [await several("otto@acme.example"), await several("nobody@acme.example")];
  expect(known[0]!.refusal).toMatchObject({ code: "unauthenticated" });
  expect((unknown[0]!.refusal as Error).message).toBe((known[0]!.refusal as Error).message);
  // The hash is most of it; without the stand-in the unknown address would answer in a small part of the time.
  const best = (tries: { took: number }[]) => Math.min(...tries.map(({ took }) => took));
  expect(best(unknown)).toBeGreaterThan(best(known) / 3);
  await db.run(sql`DELETE FROM rate_limits`);
});

test("I10: a failed attempt is on record with the person and without what was typed", async () => {
  await signIn("otto@acme.example", "hunter2 hunter2 hunter2", visit).catch(() => {});
  await signIn("my-secret-typed-as-address", "x", visit).catch(() => {});
  const events = await db.all<{ subjectId: string | null; canonical: string }>(
    sql`SELECT subject_id, canonical FROM audit_events WHERE type = 'person.sign_in_failed' ORDER BY seq DESC LIMIT 2`,
  );
  expect(events.map((event) => event.subjectId)).toEqual([null, otto.id]);
  for (const { canonical } of events) expect(canonical).not.toMatch(/hunter2|my-secret|password":"/);
  const keys = await db.all<{ key: string }>(sql`SELECT key FROM rate_limits`);
  expect(keys.map(({ key }) => key).join()).not.toMatch(/otto|my-secret|192\.0\.2/);
});

test("after ten wrong passwords even the right one waits, and the refusal says how long", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 14 }, () => signIn("ada@acme.example", "wrong wrong wrong", { ip: null, userAgent: null })));
  const codes = tries.map((result) => (result.status === "rejected" ? (result.reason as { code: string }).code : "in"));
  expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(10);
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(4);
  await expect(signIn("ada@acme.example", PASSWORD, { ip: null, userAgent: null })).rejects.toMatchObject({
    code: "rate_limited",
    message: expect.stringMatching(/Try again in 1[45] minutes/),
    retryAfter: expect.any(Number),
  });
  await db.run(sql`DELETE FROM rate_limits`);
});

test("one network address cannot try many accounts", async () => {
  await signIn("rita@acme.example", "wrong wrong wrong", { ip: "198.51.100.9", userAgent: null }).catch(() => {});
  await db.run(sql`UPDATE rate_limits SET points = 100 WHERE key LIKE 'sign_in_ip:%'`);
  await expect(signIn("otto@acme.example", PASSWORD, { ip: "198.51.100.9", userAgent: null })).rejects.toMatchObject({ code: "rate_limited" });
  await expect(signIn("otto@acme.example", PASSWORD, { ip: "198.51.100.10", userAgent: null })).resolves.toMatchObject({ personId: otto.id });
  await db.run(sql`DELETE FROM rate_limits`);
});

test("successes do not count", async () => {
  for (let i = 0; i < 12; i++) expect(await signIn("rita@acme.example", PASSWORD, visit)).toMatchObject({ personId: rita.id });
});

test("a session ends by signing out, by its time, and by rest", async () => {
  const open = async () => (await signIn("rita@acme.example", PASSWORD, visit)).id;
  const out = await open();
  await signOut((await personOfSession(out))!);
  expect(await personOfSession(out)).toBeUndefined();
  expect((await since(rita)).at(-1)).toBe("person.signed_out");

  const late = await open();
  await db.run(sql`UPDATE sessions SET expires_at = clock_timestamp() - interval '1 second' WHERE id = ${late}`);
  expect(await personOfSession(late)).toBeUndefined();

  const idle = await open();
  await db.run(sql`UPDATE sessions SET last_seen_at = clock_timestamp() - interval '25 hours' WHERE id = ${idle}`);
  expect(await personOfSession(idle)).toBeUndefined();
  expect(await personOfSession("not-an-id")).toBeUndefined();
});

test("use is noted at most once a minute, by one of many requests at once", async () => {
  const { id } = await signIn("rita@acme.example", PASSWORD, visit);
  const seen = async () => (await db.one<{ at: string }>(sql`SELECT last_seen_at::text AS at FROM sessions WHERE id = ${id}`))!.at;
  const first = await seen();
  await personOfSession(id);
  expect(await seen()).toBe(first);
  await db.run(sql`UPDATE sessions SET last_seen_at = clock_timestamp() - interval '2 minutes' WHERE id = ${id}`);
  const before = await seen();
  await Promise.all(Array.from({ length: 8 }, () => personOfSession(id)));
  expect((await seen()) > before).toBe(true);
});

test("one may end one's own sessions, an admin anybody's; a stranger's looks as if it were not there", async () => {
  const { id } = await signIn("rita@acme.example", PASSWORD, visit);
  await expect(revokeSession(otto, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await personOfSession(id)).toBeDefined();
  await revokeSession(admin, id);
  expect(await personOfSession(id)).toBeUndefined();
  expect((await eventsAbout(rita.id)).at(-1)).toMatchObject({ type: "session.revoked", actorId: admin.id, data: { sessions: [id] } });

  await expect(revokeAllSessions(otto, rita.id)).rejects.toMatchObject({ code: "not_permitted" });
  expect(await revokeAllSessions(rita, rita.id)).toBeGreaterThan(0);
  expect(await listSessions(rita)).toMatchObject([{ id: rita.sessionId, current: true }]);
});

test("a new password takes the old one, ends the other sessions and keeps this one", async () => {
  const here = (await personOfSession((await signIn("otto@acme.example", PASSWORD, visit)).id))!;
  const elsewhere = await signIn("otto@acme.example", PASSWORD, visit);
  await expect(changePassword(here, { current: "a wrong one, surely", password: "seven-lamps-in-the-fog" })).rejects.toMatchObject({ faults: [{ pointer: "/current" }] });
  await expect(changePassword(here, { current: PASSWORD, password: "password1234" })).rejects.toMatchObject({ faults: [{ pointer: "/password" }] });
  await changePassword(here, { current: PASSWORD, password: "seven-lamps-in-the-fog" });
  expect(await personOfSession(here.sessionId)).toBeDefined();
  expect(await personOfSession(elsewhere.id)).toBeUndefined();
  await expect(signIn("otto@acme.example", PASSWORD, visit)).rejects.toMatchObject({ code: "unauthenticated" });
  await confirmPassword(here, "seven-lamps-in-the-fog");
  expect(await since(otto)).toContain("person.password_changed");
});

test("the cookie is a signed session id; altered or from another deployment it is nothing", async () => {
  const token = await signSessionToken(rita.sessionId);
  const cookie = (value: string) => `theme=dark; ${sessionCookieName()}=${value}; other=1`;
  expect(await personOfCookies(cookie(token))).toMatchObject({ id: rita.id });
  const [head, , signature] = token.split(".");
  const forged = Buffer.from(JSON.stringify({ sid: admin.sessionId, exp: 9_999_999_999 })).toString("base64url");
  expect(await personOfCookies(cookie(`${head}.${forged}.${signature}`))).toBeUndefined();
  const none = Buffer.from(JSON.stringify({ alg: "none" })).toString("base64url");
  expect(await personOfCookies(cookie(`${none}.${forged}.`))).toBeUndefined();
  expect(await personOfCookies(null)).toBeUndefined();
});
