import { db, sql } from "@/lib/db/tx";
import { openHalts } from "./halt";
import type { HaltTargets, HaltView } from "./halt-view";

/** What is halted now, the widest first, for everybody who is signed in. */
export async function haltsInForce(): Promise<HaltView[]> {
  const halts = await openHalts();
  if (halts.length === 0) return [];
  const people = await db.all<{ id: string; name: string }>(sql`SELECT id, name FROM people WHERE id = ANY(${halts.flatMap(({ setBy }) => setBy ?? [])}::uuid[])`);
  const name = new Map(people.map((person) => [person.id, person.name]));
  return halts.map(({ id, scope, targetName, rollbacks, cause, reason, setBy, setAt }) => ({
    id,
    scope,
    target: targetName,
    rollbacks,
    ownerLeft: cause === "owner_deactivated",
    reason,
    by: setBy ? (name.get(setBy) ?? null) : null,
    at: setAt.toISOString(),
  }));
}

/** What a halt may name. */
export async function haltTargets(): Promise<HaltTargets> {
  const named = (table: ReturnType<typeof sql>) => db.all<{ id: string; name: string }>(sql`SELECT id, name FROM ${table} ORDER BY name`);
  const [agents, tools, connectors] = await Promise.all([named(sql`agents`), named(sql`tools WHERE archived_at IS NULL`), named(sql`connectors WHERE archived_at IS NULL`)]);
  return { agents, tools, connectors };
}
