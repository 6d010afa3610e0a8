import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { agentAction } from "@/lib/actions/agent-queries";
import { grant, report } from "@/lib/actions/grant";
import { viewOf } from "@/lib/actions/shown/view";
import { answer } from "./answer";
import { asAgent } from "./authenticate";
import type { ApiEnv } from "./context";
import { refuseInvalid } from "./faults";
import { jsonBody } from "./json-body";
import { ActionBody, ActionId, GrantBody, Json, problems, requestIdHeader, security } from "./schemas";

export const grants = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

const Nothing = z.strictObject({}).openapi("Nothing");

const fetchGrant = createRoute({
  method: "post",
  path: "/actions/{id}/grant",
  operationId: "fetchGrant",
  summary: "Fetch the permission to run an approved action yourself",
  description: "For tools that the agent runs. Signed, for one action and one payload, taken once; asking again before the report answers with the same.",
  security,
  middleware: [asAgent("results:write"), jsonBody({ optional: true })] as const,
  parameters: [requestIdHeader],
  request: { params: ActionId, body: { required: false, content: { "application/json": { schema: Nothing } } } },
  responses: {
    200: { description: "The grant", content: { "application/json": { schema: GrantBody } } },
    ...problems(404, 409, 413, 415, 422),
  },
});

grants.openapi(fetchGrant, async (c) => {
  const { id } = c.req.valid("param");
  const granted = await grant(c.var.agent, id);
  c.header("Cache-Control", "no-store");
  return answer(
    c,
    {
      object: "grant" as const,
      action: id,
      grant: granted.grant,
      params: granted.params,
      payload_hash: granted.payloadHash,
      dry_run: granted.dryRun,
      expires_at: granted.expiresAt.toISOString(),
      undoes: granted.undoes,
    },
    200,
  );
});

const Result = z
  .strictObject({
    grant: z.string().min(1).max(4_000),
    outcome: z.enum(["succeeded", "failed"]),
    detail: Json.optional().openapi({ description: "What happened, for the history." }),
  })
  .openapi("Result");

const reportResult = createRoute({
  method: "post",
  path: "/actions/{id}/result",
  operationId: "reportResult",
  summary: "Report how an action that you ran yourself went",
  description: "The first report of a grant counts. A grant that is never reported leaves its action `unknown`, for a person to settle.",
  security,
  middleware: [asAgent("results:write"), jsonBody()] as const,
  parameters: [requestIdHeader],
  request: { params: ActionId, body: { required: true, content: { "application/json": { schema: Result } } } },
  responses: {
    200: { description: "The action, concluded", content: { "application/json": { schema: ActionBody } } },
    ...problems(404, 409, 413, 415, 422),
  },
});

grants.openapi(reportResult, async (c) => {
  const { id } = c.req.valid("param");
  await report(c.var.agent, id, c.req.valid("json"));
  const action = await agentAction(c.var.agent, id);
  return answer(c, viewOf(action, action), 200);
});
