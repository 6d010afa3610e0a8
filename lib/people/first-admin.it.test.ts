import { expect, test } from "vitest";
import { db, sql } from "@/lib/db/tx";
import { useDatabase } from "@/lib/db/testing";
import { createFirstAdmin, isFirstRun } from "./first-admin";
import { eventsAbout, lineUp, PASSWORD } from "./testing";

const database = useDatabase();

test("of many who would be the first admin at once, one is; then nobody any more", async () => {
  expect(await isFirstRun()).toBe(true);
  const tries = await lineUp(database, "people", 8, () =>
    Promise.allSettled(Array.from({ length: 8 }, (_, i) => createFirstAdmin({ name: `Admin ${i}`, email: ` Admin${i}@Acme.example `, password: PASSWORD }))),
  );
  const made = tries.filter((result) => result.status === "fulfilled");
  expect(made).toHaveLength(1);
  for (const lost of tries.filter((result) => result.status === "rejected")) expect(lost.reason).toMatchObject({ code: "conflict" });

  const admin = made[0]!.value;
  expect(admin.email).toMatch(/^admin\d@acme\.example$/);
  expect(await db.all(sql`SELECT id, role FROM people`)).toEqual([{ id: admin.id, role: "admin" }]);
  expect(await db.all(sql`SELECT g.name FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.person_id = ${admin.id} ORDER BY 1`)).toEqual([
    { name: "admins" },
    { name: "reviewers" },
  ]);
  expect(await eventsAbout(admin.id)).toMatchObject([{ type: "person.created", actorId: "setup", data: { first: true, after: { role: "admin" } } }]);

  expect(await isFirstRun()).toBe(false);
  await expect(createFirstAdmin({ name: "Late", email: "late@acme.example", password: PASSWORD })).rejects.toMatchObject({ code: "conflict" });
});
