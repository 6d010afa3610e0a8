import type { Person, Role } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { revokeInvitationsBy } from "./invitations";
import { requireAdmin } from "./may";
import { lockPerson, type PersonRow } from "./row";

/** Changes what a person may do in general; it holds from their next request. @throws Refusal `conflict` for the last admin */
export async function changeRole(admin: Person, { personId, role }: { personId: string; role: Role }): Promise<PersonRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    if (role !== "admin") await requireAnotherAdmin(tx, personId);
    const before = await lockPerson(tx, personId);
    if (before.role === role) return before;
    await tx.run(sql`UPDATE people SET role = ${role} WHERE id = ${personId}`);
    // They have seen the links: one that is still open could make them an admin again, by another name.
    if (before.role === "admin") await revokeInvitationsBy(tx, admin, personId, "inviter_demoted");
    await record(tx, {
      type: "person.role_changed",
      actor: admin,
      subject: { kind: "person", id: personId },
      data: { before: { role: before.role }, after: { role } },
    });
    return { ...before, role };
  });
}

/** Lets a deactivated person sign in again. Their agents stay halted until somebody is made their owner. */
export async function reactivate(admin: Person, personId: string): Promise<PersonRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const before = await lockPerson(tx, personId);
    if (!before.deactivatedAt) return before;
    await tx.run(sql`UPDATE people SET deactivated_at = NULL WHERE id = ${personId}`);
    await record(tx, {
      type: "person.reactivated",
      actor: admin,
      subject: { kind: "person", id: personId },
      data: { before: { deactivated_at: before.deactivatedAt.toISOString() }, after: { deactivated_at: null } },
    });
    return { ...before, deactivatedAt: null };
  });
}

/**
 * Refuses to go on when this person is the only active admin. Locks all admins in one order, so that two
 * who would demote each other at the same moment are counted one after the other.
 */
export async function requireAnotherAdmin(tx: Tx, personId: string): Promise<void> {
  const admins = await tx.all<{ id: string }>(sql`
    SELECT id FROM people WHERE role = 'admin' AND deactivated_at IS NULL ORDER BY id FOR NO KEY UPDATE`);
  if (admins.length === 1 && admins[0]!.id === personId) {
    throw new Refusal("conflict", "This is the only admin. Make somebody else an admin first.");
  }
}
