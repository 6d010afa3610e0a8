import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { useDatabase } from "@/lib/db/testing";
import { acceptInvitation, invite, offerNewPassword, openInvitation, revokeInvitation } from "./invitations";
import { listGroups, listInvitations, listPeople } from "./queries";
import { personOfSession } from "./sessions";
import { signIn } from "./sign-in";
import { eventsAbout, fixture, PASSWORD } from "./testing";

useDatabase();
let admin: Person;
let rita: Person;
let reviewers: string;

beforeAll(async () => {
  admin = await fixture("admin", "Ada", ["admins", "reviewers"]);
  rita = await fixture("reviewer", "Rita", ["reviewers"]);
  reviewers = (await listGroups()).find((group) => group.name === "reviewers")!.id;
});

const to = (email: string) => ({ email, role: "reviewer" as const, groupIds: [reviewers] });

test("an invited person takes their name, password, role and groups, once of many times at once", async () => {
  const { token, invitation } = await invite(admin, to("New@Acme.example"));
  const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, i) => acceptInvitation(token, { name: `Newt ${i}`, password: PASSWORD })));
  const made = tries.filter((result) => result.status === "fulfilled");
  expect(made).toHaveLength(1);
  for (const lost of tries.filter((result) => result.status === "rejected")) expect(lost.reason).toMatchObject({ code: "expired" });
  const newt = made[0]!.value;
  expect(newt).toMatchObject({ email: "new@acme.example", role: "reviewer" });
  expect((await listPeople(admin)).find((person) => person.id === newt.id)!.groups).toEqual([{ id: reviewers, name: "reviewers" }]);
  expect(await eventsAbout(invitation.id)).toMatchObject([{ type: "person.invited", actorId: admin.id, data: { email: "new@acme.example", role: "reviewer" } }]);
  expect(await eventsAbout(newt.id)).toMatchObject([{ type: "person.created", actorId: newt.id, data: { invited_by: admin.id } }]);
  await expect(signIn("new@acme.example", PASSWORD, { ip: null, userAgent: null })).resolves.toMatchObject({ personId: newt.id });
});

test("I6: looking at an invitation changes nothing", async () => {
  const { token } = await invite(admin, to("look@acme.example"));
  const rows = () => db.all(sql`SELECT * FROM invitations`);
  const before = await rows();
  expect(await openInvitation(token)).toMatchObject({ email: "look@acme.example" });
  expect(await openInvitation("guess")).toBeUndefined();
  expect(await rows()).toEqual(before);
});

test("I10: the token is kept as its hash only", async () => {
  const { token, invitation } = await invite(admin, to("hash@acme.example"));
  const kept = await db.one<{ row: string; events: string }>(sql`
    SELECT (SELECT i::text FROM invitations i WHERE id = ${invitation.id}) AS row, (SELECT string_agg(canonical, '') FROM audit_events) AS events`);
  expect(kept!.row + kept!.events).not.toContain(token);
});

test("a revoked, replaced or late invitation is over", async () => {
  const accept = (token: string) => acceptInvitation(token, { name: "Late", password: PASSWORD });
  const first = await invite(admin, to("over@acme.example"));
  const second = await invite(admin, to("over@acme.example"));
  await expect(accept(first.token)).rejects.toMatchObject({ code: "expired" });
  expect((await eventsAbout(first.invitation.id)).at(-1)).toMatchObject({ type: "invitation.revoked", data: { reason: "replaced" } });
  await revokeInvitation(admin, second.invitation.id);
  await expect(accept(second.token)).rejects.toMatchObject({ code: "expired" });
  await expect(revokeInvitation(admin, second.invitation.id)).rejects.toMatchObject({ code: "conflict" });
  const third = await invite(admin, to("over@acme.example"));
  await db.run(sql`UPDATE invitations SET expires_at = clock_timestamp() - interval '1 second' WHERE id = ${third.invitation.id}`);
  await expect(accept(third.token)).rejects.toMatchObject({ code: "expired" });
  expect((await listInvitations(admin)).find((row) => row.id === third.invitation.id)).toMatchObject({ late: true, invitedBy: "Ada" });
});

test("nobody is invited twice over, and only admins invite", async () => {
  await expect(invite(admin, to("RITA@acme.example"))).rejects.toMatchObject({ code: "conflict", faults: [{ pointer: "/email" }] });
  await expect(invite(rita, to("friend@acme.example"))).rejects.toMatchObject({ code: "not_permitted" });
  await expect(invite(admin, { ...to("group@acme.example"), groupIds: [rita.id] })).rejects.toMatchObject({ code: "not_found" });
  expect(await db.one(sql`SELECT count(*)::int AS n FROM invitations WHERE email IN ('friend@acme.example', 'group@acme.example')`)).toEqual({ n: 0 });
});

test("who forgot their password chooses a new one by a link from an admin, once; their sessions end", async () => {
  const { token } = await offerNewPassword(admin, rita.id);
  expect(await openInvitation(token)).toMatchObject({ person: { id: rita.id, name: "Rita" } });
  expect(await personOfSession(rita.sessionId)).toBeDefined();
  const renewed = await acceptInvitation(token, { name: "Somebody else", password: "seven-lamps-in-the-fog" });
  expect(renewed).toMatchObject({ id: rita.id, name: "Rita", role: "reviewer" });
  expect(await personOfSession(rita.sessionId)).toBeUndefined();
  const visit = { ip: null, userAgent: null };
  await expect(signIn(rita.email, PASSWORD, visit)).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(signIn(rita.email, "seven-lamps-in-the-fog", visit)).resolves.toMatchObject({ personId: rita.id });
  await expect(acceptInvitation(token, { password: "seven-lamps-in-the-fog" })).rejects.toMatchObject({ code: "expired" });
  const told = await db.all<{ personId: string; text: string }>(sql`SELECT person_id, text FROM notices WHERE kind = 'password' ORDER BY created_at`);
  // Whoever made the link could have followed it: everybody else whom it concerns hears of both.
  expect(told.filter(({ personId }) => personId === rita.id)).toHaveLength(2);
  expect(told.some(({ personId }) => personId === admin.id)).toBe(false);
  expect((await eventsAbout(rita.id)).map((event) => event.type)).toEqual([
    "person.new_password_offered",
    "person.password_changed",
    "person.sign_in_failed",
    "person.signed_in",
  ]);
  await expect(offerNewPassword(rita, admin.id)).rejects.toMatchObject({ code: "not_permitted" });
});

test("an older invitation to an address never takes over who came by another way since", async () => {
  const { token } = await invite(admin, to("late@acme.example"));
  const late = await fixture("reviewer", "Late");
  await expect(acceptInvitation(token, { name: "Thief", password: "seven-lamps-in-the-fog" })).rejects.toMatchObject({ code: "conflict" });
  await expect(signIn(late.email, PASSWORD, { ip: null, userAgent: null })).resolves.toMatchObject({ personId: late.id });
});
