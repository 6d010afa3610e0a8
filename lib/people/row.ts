import type { Role } from "@/lib/actor";
import { sql, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";

/** A row of `people`, without its password. */
export type PersonRow = {
  id: string;
  email: string;
  name: string;
  role: Role;
  createdAt: Date;
  deactivatedAt: Date | null;
};

/** Addresses are compared and stored in lower case. */
export const plainEmail = (email: string): string => email.trim().toLowerCase();

/** Reads the person and keeps others from changing them until the transaction ends. @throws Refusal `not_found` */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow> {
  return found(
    await tx.one<PersonRow>(sql`SELECT id, email, name, role, created_at, deactivated_at FROM people WHERE id = ${id} FOR NO KEY UPDATE`),
  );
}

function found(row: PersonRow | undefined): PersonRow {
  if (!row) throw new Refusal("not_found", "There is no such person. Go back to the list of people.");
  return row;
}
