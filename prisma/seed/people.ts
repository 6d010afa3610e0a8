import { randomInt } from "node:crypto";
import type { Person, Role } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { createFirstAdmin, isFirstRun } from "@/lib/people/first-admin";
import { acceptInvitation, invite } from "@/lib/people/invitations";
import { verifyPassword } from "@/lib/people/password";
import type { Notes } from "@/prisma/seed/notes";

type Wanted = { email: string; name: string; role: Role; groups: string[] };

const ADMIN: Wanted = { email: "ada@acme.example", name: "Ada Admin", role: "admin", groups: [] };
// The reviewers come first: whoever tries the demo starts as somebody who may approve what the admin's agents propose.
const OTHERS: Wanted[] = [
  { email: "rosa@acme.example", name: "Rosa Reviewer", role: "reviewer", groups: ["reviewers"] },
  { email: "ravi@acme.example", name: "Ravi Reviewer", role: "reviewer", groups: ["reviewers"] },
  // A policy that loosens takes two admins.
  { email: "alma@acme.example", name: "Alma Admin", role: "admin", groups: [] },
];
const AUDITOR: Wanted = { email: "otto@acme.example", name: "Otto Auditor", role: "auditor", groups: [] };
const EVERYBODY = [...OTHERS, ADMIN, AUDITOR];

type Shown = { email: string; name: string; role: Role; password?: string };

/** The demo's people. Their passwords are noted before they exist, so that a crash loses none. */
export async function seedPeople(notes: Notes, save: () => Promise<void>): Promise<{ admin: Person; people: Shown[]; firstRun: boolean }> {
  for (const { email, name, role } of EVERYBODY) {
    if (!notes.people.some((known) => known.email === email)) notes.people.push({ email, name, role, password: madeUp() });
  }
  await save();
  const passwordOf = (email: string) => notes.people.find((known) => known.email === email)!.password;

  const firstRun = await isFirstRun();
  if (firstRun) await createFirstAdmin({ name: ADMIN.name, email: ADMIN.email, password: passwordOf(ADMIN.email) });
  const admin = await actingAdmin();
  const groups = await db.all<{ id: string; name: string }>(sql`SELECT id, name FROM groups`);
  for (const person of EVERYBODY) {
    if (await db.one(sql`SELECT FROM people WHERE email = ${person.email}`)) continue;
    const groupIds = groups.filter(({ name }) => person.groups.includes(name)).map(({ id }) => id);
    const { token } = await invite(admin, { email: person.email, role: person.role, groupIds });
    await acceptInvitation(token, { name: person.name, password: passwordOf(person.email) });
  }
  return { admin, people: await shown(passwordOf), firstRun };
}

/** The demo's admin, or in a database that had people before, its oldest admin. */
async function actingAdmin(): Promise<Person> {
  const admin = await db.one<Omit<Person, "kind" | "sessionId">>(sql`
    SELECT p.id, p.name, p.email, p.role, ARRAY(SELECT group_id::text FROM group_members WHERE person_id = p.id) AS group_ids
      FROM people p WHERE p.role = 'admin' AND p.deactivated_at IS NULL ORDER BY p.email <> ${ADMIN.email}, p.id LIMIT 1`);
  if (!admin) throw new Error("The database has people and no active admin: the demo can only be seeded into an empty one, or one with an admin.");
  return { kind: "person", sessionId: newId(), ...admin };
}

async function shown(passwordOf: (email: string) => string): Promise<Shown[]> {
  return Promise.all(
    EVERYBODY.map(async ({ email }) => {
      const row = await db.one<{ name: string; role: Role; passwordHash: string | null }>(sql`SELECT name, role, password_hash FROM people WHERE email = ${email}`);
      const password = passwordOf(email);
      const works = await verifyPassword(row!.passwordHash, password);
      return { email, name: row!.name, role: row!.role, ...(works && { password }) };
    }),
  );
}

// 80 bits, without the letters that are mistaken for others.
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const madeUp = (): string => Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join("")).join("-");
