import type { Person } from "@/lib/actor";
import { createAgent } from "@/lib/agents/agents";
import { createKey } from "@/lib/agents/keys";
import { createConnector } from "@/lib/connectors/admin";
import { db, sql } from "@/lib/db/tx";
import { ToolDefinition } from "./definition";
import { registerTool } from "./publish";

/** What a first agent may ask for while no tool is known: it needs no system to act on, since the agent runs it itself. */
const EXAMPLE = {
  name: "post_update",
  title: "Post an update",
  description: "An example from the first run. The agent posts it itself, once it is approved. Archive it when your own tools are registered.",
  access: "write",
  reversibility: "irreversible",
  paramsSchema: {
    type: "object",
    properties: { channel: { type: "string", maxLength: 80 }, text: { type: "string", maxLength: 2000 } },
    required: ["channel", "text"],
    additionalProperties: false,
  },
  summary: "Post to {channel}: {text}",
  operation: "run",
  binding: {},
} as const;

export type FirstAgent = { agentId: string; key: string; tool: string; params: Record<string, string> };

/** For the first run: an agent of one's own with a key, and a tool to try it with if there is none. */
export async function connectFirstAgent(admin: Person, { name }: { name: string }): Promise<FirstAgent> {
  const agent = await createAgent(admin, { name, ownerId: admin.id, description: "Connected on the first run" });
  const { key } = await createKey(admin, { agentId: agent.id, mode: "live" });
  const known = await db.one(sql`SELECT FROM tools LIMIT 1`);
  if (!known) {
    const connector = await createConnector(admin, { name: "agent-run", kind: "agent", config: {}, credentials: {} });
    const { name: tool, ...definition } = EXAMPLE;
    await registerTool(admin, { name: tool, definition: ToolDefinition.parse({ ...definition, connectorId: connector.id }) });
  }
  return { agentId: agent.id, key, tool: EXAMPLE.name, params: { channel: "#general", text: "Hello from my first agent" } };
}
