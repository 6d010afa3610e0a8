import type { Person } from "@/lib/actor";
import { createConnector } from "@/lib/connectors/admin";
import { db, sql } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { requireAdmin } from "@/lib/people/may";
import { ToolDefinition } from "./definition";
import { proposalsFrom } from "./import-list";
import type { ImportedTool, ProposedTool } from "./import-view";
import { registerTool } from "./publish";

/** Reads what an admin pasted into proposals. Nothing is registered. @throws Refusal `invalid` */
export async function proposeTools(admin: Person, text: string): Promise<ProposedTool[]> {
  requireAdmin(admin);
  const rows = await db.all<{ name: string }>(sql`SELECT name FROM tools`);
  return proposalsFrom(text, new Set(rows.map(({ name }) => name)));
}

export type Confirmed = Pick<ProposedTool, "name" | "title" | "description" | "access" | "reversibility" | "dataClasses" | "sensitive" | "summary"> & { paramsSchema: Record<string, unknown> };

/**
 * Registers what an admin confirmed, each by `registerTool` with its own event, run by the agents themselves until
 * somebody binds them to a connector. What is refused stands beside its name and keeps none of the others back.
 */
export async function importTools(admin: Person, tools: readonly Confirmed[]): Promise<ImportedTool[]> {
  requireAdmin(admin);
  const connectorId = await agentRun(admin);
  const results: ImportedTool[] = [];
  for (const { name, title, description, access, reversibility, dataClasses, sensitive, summary, paramsSchema } of tools) {
    // What an agent can undo, it undoes under a grant of its own.
    const binding = reversibility === "compensable" ? { rollBack: true } : {};
    const parsed = ToolDefinition.safeParse({ title, description, access, reversibility, dataClasses, sensitive, summary, paramsSchema, connectorId, operation: "run", binding });
    if (!parsed.success) {
      results.push({ name, toolId: null, fault: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") });
      continue;
    }
    try {
      results.push({ name, toolId: (await registerTool(admin, { name, definition: parsed.data })).id, fault: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      results.push({ name, toolId: null, fault: error.faults.map(({ detail }) => detail).join("; ") || error.message });
    }
  }
  return results;
}

/** The connector for tools that agents run themselves; the first import makes one. */
async function agentRun(admin: Person): Promise<string> {
  const find = () => db.one<{ id: string }>(sql`SELECT id FROM connectors WHERE kind = 'agent' AND archived_at IS NULL ORDER BY created_at LIMIT 1`);
  const known = await find();
  if (known) return known.id;
  try {
    return (await createConnector(admin, { name: "agent-run", kind: "agent", config: {}, credentials: {} })).id;
  } catch (error) {
    const other = await find();
    if (other) return other.id;
    throw error;
  }
}
