import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { agentTools } from "@/lib/actions/agent-queries";
import { registryAt } from "@/lib/tools/registry";
import { answer } from "./answer";
import { asAgent } from "./authenticate";
import type { ApiEnv } from "./context";
import { refuseInvalid } from "./faults";
import { problems, requestIdHeader, security, ToolList } from "./schemas";

export const tools = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

const listTools = createRoute({
  method: "get",
  path: "/tools",
  operationId: "listTools",
  summary: "List the tools that this agent may propose, with their schemas",
  security,
  middleware: [asAgent("actions:read")] as const,
  parameters: [requestIdHeader],
  responses: {
    200: { description: "Every tool at its current version", content: { "application/json": { schema: ToolList } } },
    ...problems(),
  },
});

tools.openapi(listTools, async (c) => {
  const { agent, configurationVersion } = c.var.authenticated;
  const usable = await agentTools(agent, await registryAt(configurationVersion));
  return answer(
    c,
    {
      data: usable.map((tool) => ({
        object: "tool" as const,
        name: tool.name,
        title: tool.title,
        description: tool.description,
        version: tool.version,
        access: tool.access,
        reversibility: tool.reversibility,
        run_by: tool.connector.kind === "agent" ? ("agent" as const) : ("gateway" as const),
        params_schema: tool.paramsSchema as Record<string, unknown>,
      })),
      has_more: false as const,
    },
    200,
  );
});
