import type { ConnectorEntry, ToolEntry } from "@/demo/acme/registry";
import type { Person } from "@/lib/actor";
import { connectorDiffers, createConnector, publishConnectorVersion } from "@/lib/connectors/admin";
import { db, sql } from "@/lib/db/tx";
import { currentPolicy, publishAtSetUp } from "@/lib/policy/versions";
import { ToolDefinition } from "@/lib/tools/definition";
import { registerTool } from "@/lib/tools/publish";

/** Makes the connectors, or tells those there are where Acme runs this time. */
export async function seedConnectors(admin: Person, connectors: ConnectorEntry[]): Promise<void> {
  for (const { name, kind, config, credentials } of connectors) {
    const known = await db.one<{ id: string; archivedAt: Date | null }>(sql`SELECT id, archived_at FROM connectors WHERE name = ${name}`);
    if (!known) {
      await createConnector(admin, { name, kind, config, credentials });
      continue;
    }
    if (known.archivedAt) continue;
    const now = await connectorDiffers({ connectorId: known.id, config, credentials });
    if (now.differs) await publishConnectorVersion(admin, { connectorId: known.id, expectedVersion: now.version, config: now.config, credentials });
  }
}

/** Registers the tools that are missing; one that is there belongs to its admins. */
export async function seedTools(admin: Person, tools: ToolEntry[]): Promise<void> {
  const connectors = await db.all<{ id: string; name: string }>(sql`SELECT id, name FROM connectors`);
  for (const { name, connector, tier: _, ...entry } of tools) {
    if (await db.one(sql`SELECT FROM tools WHERE name = ${name}`)) continue;
    const connectorId = connectors.find((known) => known.name === connector)!.id;
    await registerTool(admin, { name, definition: ToolDefinition.parse({ ...entry, connectorId }) });
  }
}

/** Once, on the policy that every installation starts with: the tiers that Acme wants to differ. */
export async function seedTiers(admin: Person, tools: ToolEntry[]): Promise<void> {
  const policy = await currentPolicy();
  if (policy?.version !== 1) return;
  const overrides = Object.fromEntries(tools.flatMap(({ name, tier }) => (tier ? [[name, tier]] : [])));
  await publishAtSetUp({
    document: { ...policy.document, tools: { ...policy.document.tools, ...overrides } },
    reason: "Answers to questions on the help page flow without a review",
    expectedVersion: 1,
  });
}
