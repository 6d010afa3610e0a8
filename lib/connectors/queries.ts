import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { requireAdmin } from "@/lib/people/may";

export type ConnectorView = {
  id: string;
  name: string;
  kind: string;
  version: number;
  archivedAt: Date | null;
  /** Whether there are any; what they are leaves nobody's sight but the worker's. */
  credentials: boolean;
  tools: number;
};

/** All connectors at their current version, those in use first. Never a credential. For admins. */
export async function listConnectors(admin: Person): Promise<ConnectorView[]> {
  requireAdmin(admin);
  return db.all<ConnectorView>(sql`
    SELECT c.id, c.name, c.kind, v.version, c.archived_at, v.sealed IS NOT NULL AS credentials,
           (SELECT count(*)::int FROM tools t JOIN tool_versions tv ON tv.tool_id = t.id AND tv.version = t.current_version
             WHERE tv.connector_id = c.id AND t.archived_at IS NULL) AS tools
      FROM connectors c JOIN connector_versions v ON v.connector_id = c.id AND v.version = c.current_version
     ORDER BY c.archived_at IS NOT NULL, c.name`);
}

export type ConnectorVersionView = { version: number; config: unknown; credentials: boolean; createdAt: Date; createdBy: string | null };
export type ConnectorDetail = ConnectorView & { versions: ConnectorVersionView[]; usedBy: { id: string; name: string; title: string; operation: string }[] };

/** One connector with its versions, the newest first, and the tools bound to it; undefined when there is none. For admins. */
export async function connectorView(admin: Person, id: string): Promise<ConnectorDetail | undefined> {
  const connector = (await listConnectors(admin)).find((known) => known.id === id);
  if (!connector) return undefined;
  const [versions, usedBy] = await Promise.all([
    db.all<ConnectorVersionView>(sql`
      SELECT v.version, v.config, v.sealed IS NOT NULL AS credentials, v.created_at, p.name AS created_by
        FROM connector_versions v LEFT JOIN people p ON p.id = v.created_by WHERE v.connector_id = ${id} ORDER BY v.version DESC`),
    db.all<ConnectorDetail["usedBy"][number]>(sql`
      SELECT t.id, t.name, v.title, v.operation FROM tools t JOIN tool_versions v ON v.tool_id = t.id AND v.version = t.current_version
       WHERE v.connector_id = ${id} AND t.archived_at IS NULL ORDER BY t.name`),
  ]);
  return { ...connector, versions, usedBy };
}
