import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact } from "@/lib/db/tx";
import { confirmPassword, hashPassword, requireGoodPassword } from "./password";
import { endSessions } from "./sessions";

/** Sets a new password and ends every other session of the person. @throws Refusal `invalid`, `rate_limited` */
export async function changePassword(person: Person, { current, password }: { current: string; password: string }): Promise<void> {
  requireGoodPassword(password, person);
  await confirmPassword(person, current, "/current");
  const passwordHash = await hashPassword(password);
  await transact(async (tx) => {
    await tx.run(sql`UPDATE people SET password_hash = ${passwordHash} WHERE id = ${person.id}`);
    const ended = await endSessions(tx, { personId: person.id, but: person.sessionId, reason: "password_changed" });
    await record(tx, { type: "person.password_changed", actor: person, subject: { kind: "person", id: person.id }, data: { sessions_ended: ended } });
  });
}
