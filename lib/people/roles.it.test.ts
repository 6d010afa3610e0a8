import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/actor";
import { balanced } from "@/lib/policy/balanced";
import { db, json, sql } from "@/lib/db/tx";
import { useDatabase } from "@/lib/db/testing";
import { acceptInvitation, invite } from "./invitations";
import { createGroup, deleteGroup, renameGroup, setGroups } from "./groups";
import { listGroups } from "./queries";
import { changeRole } from "./roles";
import { personOfSession } from "./sessions";
import { eventsAbout, fixture, PASSWORD } from "./testing";

useDatabase();
let ada: Person;
let ben: Person;
let rita: Person;

beforeAll(async () => {
  ada = await fixture("admin", "Ada", ["admins"]);
  ben = await fixture("admin", "Ben");
  rita = await fixture("reviewer", "Rita", ["reviewers"]);
  await db.run(sql`INSERT INTO policy_versions (version, document) VALUES (1, ${json(balanced)})`);
});

test("I12: a new role holds from the next request, and both are on record", async () => {
  await changeRole(ada, { personId: rita.id, role: "auditor" });
  expect((await personOfSession(rita.sessionId))!.role).toBe("auditor");
  expect((await eventsAbout(rita.id)).at(-1)).toMatchObject({
    type: "person.role_changed",
    actorId: ada.id,
    data: { before: { role: "reviewer" }, after: { role: "auditor" } },
  });
  await changeRole(ada, { personId: rita.id, role: "reviewer" });
});

test("an admin who is made a reviewer keeps no way back by a link that they sent themselves", async () => {
  const { token, invitation } = await invite(ben, { email: "ben.again@acme.example", role: "admin", groupIds: [] });
  await changeRole(ada, { personId: ben.id, role: "reviewer" });
  await expect(acceptInvitation(token, { name: "Ben again", password: PASSWORD })).rejects.toMatchObject({ code: "expired" });
  expect((await eventsAbout(invitation.id)).at(-1)).toMatchObject({ type: "invitation.revoked", actorId: ada.id, data: { reason: "inviter_demoted" } });
  await changeRole(ada, { personId: ben.id, role: "admin" });
});

test("two admins who demote each other at once leave one admin", async () => {
  for (let round = 0; round < 10; round++) {
    const results = await Promise.allSettled([changeRole(ada, { personId: ben.id, role: "reviewer" }), changeRole(ben, { personId: ada.id, role: "reviewer" })]);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]!.reason).toMatchObject({ code: "conflict" });
    expect(await db.one(sql`SELECT count(*)::int AS n FROM people WHERE role = 'admin'`)).toEqual({ n: 1 });
    await db.run(sql`UPDATE people SET role = 'admin' WHERE id IN (${ada.id}, ${ben.id})`);
  }
});

test("nobody but an admin changes roles or groups", async () => {
  await expect(changeRole(rita, { personId: rita.id, role: "admin" })).rejects.toMatchObject({ code: "not_permitted" });
  await expect(setGroups(rita, { personId: rita.id, groupIds: [] })).rejects.toMatchObject({ code: "not_permitted" });
  await expect(createGroup(rita, { name: "mine" })).rejects.toMatchObject({ code: "not_permitted" });
});

test("a person is in exactly the groups that were chosen", async () => {
  const finance = await createGroup(ada, { name: "finance", description: "Signs refunds" });
  await setGroups(ada, { personId: rita.id, groupIds: [finance.id] });
  expect((await personOfSession(rita.sessionId))!.groupIds).toEqual([finance.id]);
  expect((await eventsAbout(rita.id)).at(-1)).toMatchObject({
    type: "person.groups_changed",
    data: { before: { groups: ["reviewers"] }, after: { groups: ["finance"] } },
  });
  const count = (await eventsAbout(rita.id)).length;
  await setGroups(ada, { personId: rita.id, groupIds: [finance.id] });
  expect(await eventsAbout(rita.id)).toHaveLength(count);
});

test("a group in use keeps its name and stays; an unused one may be renamed and deleted", async () => {
  const group = (name: string) => listGroups().then((groups) => groups.find((one) => one.name === name)!);
  await expect(renameGroup(ada, { groupId: (await group("reviewers")).id, name: "approvers" })).rejects.toMatchObject({ code: "conflict" });
  await expect(deleteGroup(ada, (await group("admins")).id)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("policy") });
  await renameGroup(ada, { groupId: (await group("reviewers")).id, name: "reviewers", description: "Everyday decisions" });

  const finance = await group("finance");
  await expect(deleteGroup(ada, finance.id)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("members") });
  await expect(createGroup(ada, { name: "finance" })).rejects.toMatchObject({ code: "conflict", faults: [{ pointer: "/name" }] });
  await renameGroup(ada, { groupId: finance.id, name: "treasury" });
  await setGroups(ada, { personId: rita.id, groupIds: [] });
  await deleteGroup(ada, finance.id);
  expect((await eventsAbout(finance.id)).map((event) => event.type)).toEqual(["group.created", "group.changed", "group.deleted"]);
  expect(await group("treasury")).toBeUndefined();
});
