import type { Db } from "@/lib/db/tx";
import { sql } from "@/lib/db/tx";
import type { CaseTool } from "./cases";
import type { Known } from "./check";

export type KnownHere = Required<Omit<Known, "tools" | "agents" | "groups">> & { tools: (CaseTool & { paramsSchema: object })[]; agents: string[]; groups: ReadonlyMap<string, number> };

/** The names that a policy may use in this installation, with what checks and examples need of them. */
export async function knownHere(from: Db): Promise<KnownHere> {
  const tools = await from.all<KnownHere["tools"][number]>(sql`
    SELECT t.name, v.params_schema, v.access, v.reversibility FROM tools t JOIN tool_versions v ON v.tool_id = t.id AND v.version = t.current_version ORDER BY t.name`);
  const agents = await from.all<{ name: string }>(sql`SELECT name FROM agents ORDER BY name`);
  const groups = await from.all<{ name: string; able: number }>(sql`
    SELECT g.name, count(p.id)::int AS able
      FROM groups g
      LEFT JOIN group_members m ON m.group_id = g.id
      LEFT JOIN people p ON p.id = m.person_id AND p.deactivated_at IS NULL AND p.role IN ('reviewer', 'admin')
     GROUP BY g.name ORDER BY g.name`);
  return { tools, agents: agents.map(({ name }) => name), groups: new Map(groups.map(({ name, able }) => [name, able])) };
}
