import { signInDoor, type Role } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { db, sql, transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { verifyPassword } from "./password";
import { plainEmail } from "./row";
import { SESSION_DAYS } from "./sessions";
import { countAttempt } from "./throttle";

/** Where an attempt came from, as far as the request says. */
export type Visit = { ip: string | null; userAgent: string | null };

export type SessionRow = { id: string; personId: string; createdAt: Date; expiresAt: Date };

const WRONG = "The email or the password is not right. Check both and try again.";

/**
 * Opens a session for whoever knows the password. Every attempt counts against the address and the network it came from.
 * @throws Refusal `unauthenticated`, `not_permitted` (deactivated), `rate_limited` (says how long)
 */
export async function signIn(typedEmail: string, password: string, visit: Visit): Promise<SessionRow> {
  const email = plainEmail(typedEmail);
  const userAgent = visit.userAgent?.slice(0, 300) ?? null;
  const forgiven = await countAttempt({ email, ip: visit.ip });
  const person = await db.one<{ id: string; role: Role; passwordHash: string | null; deactivatedAt: Date | null }>(
    sql`SELECT id, role, password_hash, deactivated_at FROM people WHERE email = ${email}`,
  );
  const right = await verifyPassword(person?.passwordHash, password);
  if (!person || !right || person.deactivatedAt) {
    await transact((tx) =>
      record(tx, {
        type: "person.sign_in_failed",
        actor: signInDoor,
        ...(person && { subject: { kind: "person", id: person.id } }),
        data: { reason: !person ? "unknown_email" : right ? "deactivated" : "wrong_password", ip: visit.ip, user_agent: userAgent },
      }),
    );
    // Whoever knows the password may know that the account is closed; nobody else.
    if (person && right) throw new Refusal("not_permitted", "This account is deactivated. Ask an admin to reactivate it.");
    throw new Refusal("unauthenticated", WRONG);
  }
  const session = await transact(async (tx) => {
    // The share lock makes a deactivation at this moment wait, and then end this session too.
    const opened = await tx.one<SessionRow>(sql`
      WITH active AS (
        SELECT id FROM people WHERE id = ${person.id} AND deactivated_at IS NULL AND password_hash = ${person.passwordHash} FOR SHARE
      )
      INSERT INTO sessions (id, person_id, expires_at, stepped_up_at, user_agent, ip)
      SELECT ${newId()}::uuid, id, clock_timestamp() + make_interval(days => ${SESSION_DAYS}::int), clock_timestamp(), ${userAgent}, ${visit.ip} FROM active
      RETURNING id, person_id, created_at, expires_at`);
    if (!opened) throw new Refusal("unauthenticated", WRONG);
    await record(tx, {
      type: "person.signed_in",
      actor: { kind: "person", id: person.id },
      subject: { kind: "person", id: person.id },
      data: { session: opened.id, how: "password", ip: visit.ip, user_agent: userAgent },
    });
    return opened;
  });
  await forgiven();
  return session;
}
