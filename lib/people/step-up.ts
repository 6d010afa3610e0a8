import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Db } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { confirmPassword } from "./password";

/** A password that was given holds for the same session for this long. */
export const STEP_UP_MINUTES = 5;

declare const made: unique symbol;
/** That this person gave their password just now. Only `stepUp` makes one. `until`: as long as it holds for what asks for no more. */
export type Proof = { until: Date; [made]: true };

const until = sql`stepped_up_at + make_interval(mins => ${STEP_UP_MINUTES}::int)`;

/**
 * Whoever is signed in proves once more who they are, and their session keeps it for a few minutes. Both outcomes are events.
 * @throws Refusal `invalid` (with its fault at `/password`), `rate_limited` as for signing in
 */
export async function stepUp(person: Person, password: string): Promise<Proof> {
  const subject = { kind: "person", id: person.id } as const;
  const data = { session: person.sessionId, how: "password" };
  await confirmPassword(person, password).catch(async (error: unknown) => {
    if (error instanceof Refusal && error.code === "invalid") await transact((tx) => record(tx, { type: "person.step_up_failed", actor: person, subject, data }));
    throw error;
  });
  return transact(async (tx) => {
    const row = await tx.one<{ until: Date }>(sql`
      UPDATE sessions SET stepped_up_at = clock_timestamp() WHERE id = ${person.sessionId} AND person_id = ${person.id} AND ended_at IS NULL RETURNING ${until} AS until`);
    if (!row) throw new Refusal("unauthenticated", "You are not signed in any more. Sign in again, then repeat this.");
    await record(tx, { type: "person.stepped_up", actor: person, subject, data });
    return { until: row.until } as Proof;
  });
}

/** Until when this person's session counts as proved; null where it does not. */
export async function steppedUpUntil(from: Db, person: Person): Promise<Date | null> {
  const row = await from.one<{ until: Date }>(sql`
    SELECT ${until} AS until FROM sessions WHERE id = ${person.sessionId} AND person_id = ${person.id} AND ended_at IS NULL AND ${until} > clock_timestamp()`);
  return row?.until ?? null;
}
