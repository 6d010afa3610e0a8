import { isDeepStrictEqual } from "node:util";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { json, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireAdmin } from "@/lib/people/may";
import { faultsOfDefinition, type ToolDefinition } from "./definition";
import { ToolName } from "./name";

export type ToolRow = { id: string; name: string; currentVersion: number; createdAt: Date; archivedAt: Date | null };

/** Makes a tool known, at version 1. @throws Refusal `invalid` with every fault, `conflict` for a name in use */
export async function registerTool(admin: Person, { name, definition }: { name: string; definition: ToolDefinition }): Promise<ToolRow> {
  requireAdmin(admin);
  const named = ToolName.safeParse(name);
  const nameFaults = named.success ? [] : [{ pointer: "/name", detail: named.error.issues[0]!.message }];
  return transact(async (tx) => {
    await requireSound(tx, definition, nameFaults);
    const tool = await tx.one<ToolRow>(sql`
      INSERT INTO tools (id, name) VALUES (${newId()}, ${name}) ON CONFLICT (name) DO NOTHING RETURNING *`);
    if (!tool) {
      const detail = "There is a tool of this name already.";
      throw new Refusal("conflict", detail, { faults: [{ pointer: "/name", detail }] });
    }
    await insertVersion(tx, admin.id, tool.id, 1, definition);
    await record(tx, { type: "tool.registered", actor: admin, subject: { kind: "tool", id: tool.id }, data: { name, version: 1, after: definition } });
    return tool;
  });
}

export type Version = { toolId: string; expectedVersion: number; definition: ToolDefinition };

/** The tool, locked, with its definition as it stands; the new one is sound and differs. @throws as `changeTool` */
export async function examined(tx: Tx, { toolId, expectedVersion, definition }: Version): Promise<{ tool: ToolRow; before: ToolDefinition }> {
  const tool = await lockTool(tx, toolId);
  if (tool.archivedAt) throw new Refusal("conflict", "This tool is archived. Restore it first.");
  if (tool.currentVersion !== expectedVersion) {
    throw new Refusal("stale_revision", `Somebody published version ${tool.currentVersion} in the meantime. Reload the page to start from it.`, { facts: { version: tool.currentVersion } });
  }
  await requireSound(tx, definition);
  const before = (await definitionAt(tx, toolId, tool.currentVersion))!;
  if (isDeepStrictEqual({ ...before }, { ...definition })) throw new Refusal("conflict", "Nothing has changed, so there is nothing to publish.");
  return { tool, before };
}

/** Writes what was `examined` as the next version; what was proposed on top of the one before is overtaken. */
export async function insertNext(tx: Tx, admin: Person, { tool, before, definition, author = admin.id, facts = {} }: { tool: ToolRow; before: ToolDefinition; definition: ToolDefinition; author?: string; facts?: Record<string, unknown> }): Promise<ToolRow> {
  const version = tool.currentVersion + 1;
  await insertVersion(tx, author, tool.id, version, definition);
  await tx.run(sql`UPDATE tools SET current_version = ${version} WHERE id = ${tool.id}`);
  await tx.run(sql`UPDATE tool_proposals SET ended = 'overtaken', ended_at = clock_timestamp() WHERE tool_id = ${tool.id} AND ended IS NULL`);
  await record(tx, { type: "tool.version_published", actor: admin, subject: { kind: "tool", id: tool.id }, data: { name: tool.name, version, before, after: definition, ...facts } });
  return { ...tool, currentVersion: version };
}

/** Takes a tool out of use: what is proposed under its name from now on is unregistered, and so held as high. */
export async function archiveTool(admin: Person, toolId: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const tool = await lockTool(tx, toolId);
    if (tool.archivedAt) return;
    await tx.run(sql`UPDATE tools SET archived_at = clock_timestamp() WHERE id = ${toolId}`);
    await record(tx, { type: "tool.archived", actor: admin, subject: { kind: "tool", id: toolId }, data: { name: tool.name, version: tool.currentVersion } });
  });
}

/** Puts an archived tool back into use as it was. @throws Refusal `conflict` while its connector is archived */
export async function restoreTool(admin: Person, toolId: string): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const tool = await lockTool(tx, toolId);
    if (!tool.archivedAt) return;
    const connector = await tx.one<{ archivedAt: Date | null; name: string }>(sql`
      SELECT c.archived_at, c.name FROM tool_versions v JOIN connectors c ON c.id = v.connector_id
       WHERE v.tool_id = ${toolId} AND v.version = ${tool.currentVersion} FOR SHARE OF c`);
    if (connector?.archivedAt) throw new Refusal("conflict", `Its connector ${connector.name} is archived. Restore that first.`);
    await tx.run(sql`UPDATE tools SET archived_at = NULL WHERE id = ${toolId}`);
    await record(tx, { type: "tool.restored", actor: admin, subject: { kind: "tool", id: toolId }, data: { name: tool.name, version: tool.currentVersion } });
  });
}

async function requireSound(tx: Tx, definition: ToolDefinition, faults: { pointer: string; detail: string }[] = []): Promise<void> {
  // The share lock makes an archiving of the connector at this moment wait, and then find this tool.
  const connector = await tx.one<{ kind: string; archivedAt: Date | null }>(sql`
    SELECT kind, archived_at FROM connectors WHERE id = ${definition.connectorId} FOR SHARE`);
  const all = [...faults];
  if (!connector) all.push({ pointer: "/connectorId", detail: "there is no such connector" });
  else if (connector.archivedAt) all.push({ pointer: "/connectorId", detail: "this connector is archived" });
  if (connector) all.push(...faultsOfDefinition(definition, connector.kind));
  if (all.length === 0) return;
  throw new Refusal("invalid", all.length === 1 ? "The tool needs another look at one place." : `The tool needs another look at ${all.length} places.`, { faults: all });
}

async function insertVersion(tx: Tx, author: string, toolId: string, version: number, d: ToolDefinition): Promise<void> {
  await tx.run(sql`
    INSERT INTO tool_versions (id, tool_id, version, title, description, access, reversibility, params_schema, summary, sensitive,
                               data_classes, connector_id, operation, binding, rollback_within, created_by)
    VALUES (${newId()}, ${toolId}, ${version}, ${d.title}, ${d.description}, ${d.access}, ${d.reversibility}, ${json(d.paramsSchema)}, ${d.summary},
            ${d.sensitive}::text[], ${d.dataClasses}::text[], ${d.connectorId}, ${d.operation}, ${json(d.binding)}, ${d.rollbackWithin}, ${author})`);
}

async function definitionAt(tx: Tx, toolId: string, version: number): Promise<ToolDefinition | undefined> {
  return tx.one<ToolDefinition>(sql`
    SELECT title, description, access, reversibility, params_schema, summary, sensitive, data_classes, connector_id, operation, binding, rollback_within
      FROM tool_versions WHERE tool_id = ${toolId} AND version = ${version}`);
}

async function lockTool(tx: Tx, id: string): Promise<ToolRow> {
  const tool = await tx.one<ToolRow>(sql`SELECT * FROM tools WHERE id = ${id} FOR NO KEY UPDATE`);
  if (!tool) throw new Refusal("not_found", "There is no such tool. Go back to the list of tools.");
  return tool;
}
