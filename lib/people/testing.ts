import { vi } from "vitest";
import type { Person, Role } from "@/lib/actor";
import type { TestDatabase } from "@/lib/db/testing";
import { sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { hashPassword } from "./password";
import { personOfSession } from "./sessions";

/** A password that every fixture has, hashed once. */
export const PASSWORD = "quiet-harbour-lantern-42";
let hashed: Promise<string> | undefined;

/** For tests: a person of this role with an open session, in the groups named. */
export async function fixture(role: Role, name: string, groups: string[] = []): Promise<Person> {
  const [id, sessionId] = [newId(), newId()];
  const passwordHash = await (hashed ??= hashPassword(PASSWORD));
  await transact(async (tx) => {
    await tx.run(sql`INSERT INTO people (id, email, name, role, password_hash) VALUES (${id}, ${`${name.toLowerCase()}@acme.example`}, ${name}, ${role}, ${passwordHash})`);
    await tx.run(sql`INSERT INTO group_members (group_id, person_id) SELECT id, ${id}::uuid FROM groups WHERE name = ANY(${groups})`);
    await tx.run(sql`INSERT INTO sessions (id, person_id, expires_at) VALUES (${sessionId}, ${id}, clock_timestamp() + interval '1 day')`);
  });
  return (await personOfSession(sessionId))!;
}

/** For tests: the audit events about a subject, oldest first. */
export async function eventsAbout(subjectId: string): Promise<{ type: string; actorId: string; data: Record<string, unknown> }[]> {
  return transact((tx) =>
    tx.all(sql`SELECT type, actor_id, canonical::jsonb -> 'data' AS data FROM audit_events WHERE subject_id = ${subjectId} ORDER BY seq`),
  );
}

/**
 * For races: starts `work` while writes to `table` have to wait, and opens the gate once `count` transactions stand
 * at it (or at a lock that one of those holds). What reads first and writes later has then read before any wrote.
 */
export async function lineUp<T>(database: TestDatabase, table: string, count: number, work: () => Promise<T>): Promise<T> {
  return database.asOwner(async (gate) => {
    await gate.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
    const started = work();
    await vi.waitFor(
      async () => {
        const { rows } = await gate.query("SELECT count(DISTINCT pid)::int AS n FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        if (rows[0].n < count) throw new Error(`${rows[0].n} of ${count} are waiting`);
      },
      { timeout: 10_000, interval: 5 },
    );
    await gate.query("COMMIT");
    return started;
  });
}
