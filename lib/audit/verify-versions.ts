import { isDeepStrictEqual } from "node:util";
import { sql, type Sql } from "@/lib/db/tx";
import type { Snapshot } from "./snapshot";
import type { Finding } from "./verify";

type Row = { row: string; stored: unknown; canonical: string | null };
type Check = { table: string; query: Sql; told: (data: Record<string, unknown>) => unknown };

// The version is the last key of these events' data: `…,"version":3}`.
const ofVersion = (version: Sql) => sql`strpos(e.canonical, '"version":' || ${version} || '}') > 0`;

const CHECKS: Check[] = [
  {
    table: "policy_versions",
    query: sql`
      SELECT 'policy version ' || v.version AS row, v.document AS stored, e.canonical
        FROM policy_versions v LEFT JOIN audit_events e ON e.type = 'policy.published' AND e.subject_id = v.version::text
       ORDER BY v.version`,
    told: (data) => data.after,
  },
  {
    table: "tool_versions",
    query: sql`
      SELECT 'tool ' || t.name || ', version ' || v.version AS row, e.canonical, jsonb_build_object(
               'title', v.title, 'description', v.description, 'access', v.access, 'reversibility', v.reversibility, 'paramsSchema', v.params_schema,
               'summary', v.summary, 'sensitive', v.sensitive, 'dataClasses', v.data_classes, 'connectorId', v.connector_id, 'operation', v.operation,
               'binding', v.binding, 'rollbackWithin', v.rollback_within) AS stored
        FROM tool_versions v JOIN tools t ON t.id = v.tool_id
        LEFT JOIN audit_events e ON e.subject_id = t.id::text AND e.type IN ('tool.registered', 'tool.version_published') AND ${ofVersion(sql`v.version`)}
       ORDER BY t.name, v.version`,
    told: (data) => data.after,
  },
  {
    table: "connector_versions",
    query: sql`
      SELECT 'connector ' || c.name || ', version ' || v.version AS row, v.config AS stored, e.canonical
        FROM connector_versions v JOIN connectors c ON c.id = v.connector_id
        LEFT JOIN audit_events e ON e.subject_id = c.id::text AND e.type IN ('connector.created', 'connector.version_published') AND ${ofVersion(sql`v.version`)}
       ORDER BY c.name, v.version`,
    told: (data) => (data.after as { config?: unknown } | undefined)?.config,
  },
];

/** I12: every version of the configuration is what the event that published it says. */
export async function verifyVersions(snapshot: Snapshot, found: (finding: Finding) => void): Promise<void> {
  for (const { table, query, told } of CHECKS) {
    for await (const { row, stored, canonical } of snapshot.rows<Row>(query, 200)) {
      if (canonical === null) found({ table, row, fault: "no event says that it was published" });
      else if (!isDeepStrictEqual(stored, readable(canonical, told))) found({ table, row, fault: "it is not what was published" });
    }
  }
}

function readable(canonical: string, told: Check["told"]): unknown {
  try {
    return told((JSON.parse(canonical) as { data: Record<string, unknown> }).data);
  } catch {
    return undefined; // the event itself is reported where events are read
  }
}
