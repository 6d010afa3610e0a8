import { setup } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { ensurePolicy } from "@/lib/policy/versions";
import { hashPassword, requireGoodPassword } from "./password";
import { plainEmail, type PersonRow } from "./row";

// Any fixed number; whoever creates the first person holds it until commit.
const FIRST_ADMIN_LOCK = 7_301_001;

/** Whether nobody exists yet, so that the first-run page may create the admin. */
export async function isFirstRun(): Promise<boolean> {
  const row = await db.one<{ some: boolean }>(sql`SELECT EXISTS (SELECT FROM people) AS some`, "is-first-run");
  return !row!.some;
}

/**
 * Creates the first person, an admin in every group there is, so that a first run can decide by itself.
 * Of any number at once one succeeds. @throws Refusal `conflict` once somebody exists
 */
export async function createFirstAdmin({ name, email, password }: { name: string; email: string; password: string }): Promise<PersonRow> {
  requireGoodPassword(password, { name, email });
  if (!(await isFirstRun())) throw taken();
  const passwordHash = await hashPassword(password);
  return transact(async (tx) => {
    await tx.one(sql`SELECT pg_advisory_xact_lock(${FIRST_ADMIN_LOCK})`);
    const some = await tx.one<{ some: boolean }>(sql`SELECT EXISTS (SELECT FROM people) AS some`);
    if (some?.some) throw taken();
    const admin = await tx.one<PersonRow>(sql`
      INSERT INTO people (id, email, name, role, password_hash) VALUES (${newId()}, ${plainEmail(email)}, ${name.trim()}, 'admin', ${passwordHash})
      RETURNING id, email, name, role, created_at, deactivated_at`);
    await tx.run(sql`INSERT INTO group_members (group_id, person_id) SELECT id, ${admin!.id}::uuid FROM groups`);
    await record(tx, {
      type: "person.created",
      actor: setup,
      subject: { kind: "person", id: admin!.id },
      data: { after: { email: admin!.email, name: admin!.name, role: "admin" }, first: true },
    });
    // Nothing can be proposed before there is an admin; from here on something must say what needs a review.
    await ensurePolicy(tx);
    return admin!;
  });
}

const taken = () => new Refusal("conflict", "The first admin exists already. Sign in, or ask them for an invitation.");
