import { db, sql, type Db } from "@/lib/db/tx";
import { Policy, type Access, type PublishedPolicy } from "@/lib/policy/types";
import { connectorDigest, toolDigest } from "./digest";
import { compileSchema, type Check } from "./schema";
import { parseSummary } from "./summary";

export type Reversibility = "reversible" | "compensable" | "irreversible";

/** A tool at its current version, bound to its connector at its current version. */
export type RegisteredTool = {
  id: string;
  name: string;
  versionId: string;
  version: number;
  title: string;
  access: Access;
  reversibility: Reversibility;
  sensitive: string[];
  summary: ReturnType<typeof parseSummary>;
  check: Check;
  operation: string;
  binding: unknown;
  /** Of the version's whole content: what an approval is bound to, besides the number. */
  digest: string;
  connector: { id: string; name: string; kind: string; versionId: string; version: number; digest: string };
};

/** All that classification needs to know of the configuration, at one version of it. */
export type Registry = { version: string; policy: PublishedPolicy; tools: ReadonlyMap<string, RegisteredTool> };

type ToolRow = Omit<RegisteredTool, "summary" | "check" | "digest" | "connector"> & {
  summary: string;
  paramsSchema: object;
  rollbackWithin: number | null;
  connectorConfig: unknown;
  connectorSealed: Buffer | null;
  connectorId: string;
  connectorName: string;
  connectorKind: string;
  connectorVersionId: string;
  connectorVersion: number;
};

let cached: Promise<Registry> | undefined;
let cachedVersion = "";

/**
 * The registry as of configuration `version`, which authentication reads with the key. It is cached under that
 * number: loaded after the number was read, it is at worst newer than it says, never staler.
 */
export function registryAt(version: string): Promise<Registry> {
  if (cached && cachedVersion === version) return cached;
  cachedVersion = version;
  const loading = load(version);
  cached = loading;
  loading.catch(() => {
    if (cached === loading) cached = undefined;
  });
  return loading;
}

/** The registry now, for callers without an agent's key. */
export async function currentRegistry(): Promise<Registry> {
  const row = await db.one<{ version: string }>(sql`SELECT version FROM configuration`, "configuration-version");
  return registryAt(row!.version);
}

const TOOL_COLUMNS = sql`
  t.id, t.name, v.id AS version_id, v.version, v.title, v.access, v.reversibility, v.sensitive, v.summary,
  v.params_schema, v.operation, v.binding, v.rollback_within, c.id AS connector_id, c.name AS connector_name, c.kind AS connector_kind,
  cv.id AS connector_version_id, cv.version AS connector_version, cv.config AS connector_config, cv.sealed AS connector_sealed`;

/** A tool as it was at one version, on its connector as it is now: what undoing an execution needs, since credentials rotate. */
export async function toolAt(toolVersionId: string, from: Db = db): Promise<(RegisteredTool & { rollbackWithin: number | null; connectorConfig: unknown; connectorSealed: Buffer | null }) | undefined> {
  const row = await from.one<ToolRow>(sql`
    SELECT ${TOOL_COLUMNS}
      FROM tool_versions v
      JOIN tools t ON t.id = v.tool_id
      JOIN connectors c ON c.id = v.connector_id
      JOIN connector_versions cv ON cv.connector_id = c.id AND cv.version = c.current_version
     WHERE v.id = ${toolVersionId}`);
  return row && { ...toolOf(row), rollbackWithin: row.rollbackWithin, connectorConfig: row.connectorConfig, connectorSealed: row.connectorSealed };
}

async function load(version: string): Promise<Registry> {
  const [rows, policy] = await Promise.all([
    db.all<ToolRow>(sql`
      SELECT ${TOOL_COLUMNS}
        FROM tools t
        JOIN tool_versions v ON v.tool_id = t.id AND v.version = t.current_version
        JOIN connectors c ON c.id = v.connector_id AND c.archived_at IS NULL
        JOIN connector_versions cv ON cv.connector_id = c.id AND cv.version = c.current_version
       WHERE t.archived_at IS NULL`),
    db.one<{ version: number; document: unknown }>(sql`SELECT version, document FROM policy_versions ORDER BY version DESC LIMIT 1`),
  ]);
  if (!policy) throw new Error("no policy has been published; run the migrations and the set-up again");
  return {
    version,
    policy: { ...Policy.parse(policy.document), version: policy.version },
    tools: new Map(rows.map((row) => [row.name, toolOf(row)])),
  };
}

function toolOf({ paramsSchema, summary, connectorId, connectorName, connectorKind, connectorVersionId, connectorVersion, ...row }: ToolRow): RegisteredTool {
  const { connectorConfig: config, connectorSealed: sealed, rollbackWithin: _, ...tool } = row;
  return {
    ...tool,
    check: compileSchema(paramsSchema),
    summary: parseSummary(summary),
    digest: toolDigest({ ...row, paramsSchema, connectorId }),
    connector: {
      id: connectorId,
      name: connectorName,
      kind: connectorKind,
      versionId: connectorVersionId,
      version: connectorVersion,
      digest: connectorDigest({ config, sealed }),
    },
  };
}
