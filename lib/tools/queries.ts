import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { requireAdmin } from "@/lib/people/may";
import type { Tier } from "@/lib/policy/types";
import type { ToolDefinition } from "./definition";

export type ToolView = {
  id: string;
  name: string;
  version: number;
  archivedAt: Date | null;
  title: string;
  access: ToolDefinition["access"];
  reversibility: ToolDefinition["reversibility"];
  connector: string | null;
  /** What the policy in force says of it. */
  tier: Tier | null;
  overridden: boolean;
  /** A version waits for a second admin. */
  proposed: boolean;
};

/** All tools at their current version, those in use first. For admins. */
export async function listTools(admin: Person): Promise<ToolView[]> {
  requireAdmin(admin);
  return db.all<ToolView>(sql`
    SELECT t.id, t.name, v.version, t.archived_at, v.title, v.access, v.reversibility, c.name AS connector,
           coalesce(p.document -> 'tools' ->> t.name, p.document -> 'defaults' ->> v.access) AS tier,
           coalesce(p.document -> 'tools' ? t.name, false) AS overridden,
           EXISTS (SELECT FROM tool_proposals q WHERE q.tool_id = t.id AND q.ended IS NULL) AS proposed
      FROM tools t
      JOIN tool_versions v ON v.tool_id = t.id AND v.version = t.current_version
      LEFT JOIN connectors c ON c.id = v.connector_id
      LEFT JOIN (SELECT document FROM policy_versions ORDER BY version DESC LIMIT 1) p ON true
     ORDER BY t.archived_at IS NOT NULL, t.name`);
}

export type ToolVersionView = ToolDefinition & { version: number; createdAt: Date; createdBy: string | null };

/** One tool with all its versions, the newest first; undefined when there is none. For admins. */
export async function toolView(admin: Person, id: string): Promise<(ToolView & { versions: ToolVersionView[] }) | undefined> {
  const tool = (await listTools(admin)).find((known) => known.id === id);
  if (!tool) return undefined;
  const versions = await db.all<ToolVersionView>(sql`
    SELECT v.version, v.title, v.description, v.access, v.reversibility, v.params_schema, v.summary, v.sensitive, v.data_classes, v.connector_id,
           v.operation, v.binding, v.rollback_within, v.created_at, p.name AS created_by
      FROM tool_versions v LEFT JOIN people p ON p.id = v.created_by
     WHERE v.tool_id = ${id} ORDER BY v.version DESC`);
  return { ...tool, versions };
}
