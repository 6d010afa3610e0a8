import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { agentAction } from "@/lib/actions/agent-queries";
import { CANCELLABLE, cancel } from "@/lib/actions/cancel";
import { viewOf } from "@/lib/actions/shown/view";
import { answer } from "./answer";
import { asAgent } from "./authenticate";
import type { ApiEnv } from "./context";
import { refuseInvalid } from "./faults";
import { jsonBody } from "./json-body";
import { ActionBody, ActionId, problems, requestIdHeader, security } from "./schemas";

export const cancellation = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

const Cancellation = z
  .strictObject({
    reason: z.string().max(2_000).optional(),
    state: z.enum(CANCELLABLE).optional().openapi({ description: "Cancel only from this state. Without it an approved action is not cancelled: say `approved` to withdraw it before it begins." }),
  })
  .openapi("Cancellation");

const cancelAction = createRoute({
  method: "post",
  path: "/actions/{id}/cancellation",
  operationId: "cancelAction",
  summary: "Withdraw an action that has not begun",
  security,
  middleware: [asAgent("actions:write"), jsonBody({ optional: true })] as const,
  parameters: [requestIdHeader],
  request: { params: ActionId, body: { required: false, content: { "application/json": { schema: Cancellation } } } },
  responses: {
    200: { description: "The action, cancelled", content: { "application/json": { schema: ActionBody } } },
    ...problems(404, 409, 413, 415, 422),
  },
});

cancellation.openapi(cancelAction, async (c) => {
  const { id } = c.req.valid("param");
  const { reason, state } = c.req.valid("json");
  await cancel(c.var.agent, { id, note: reason ?? "", state });
  const action = await agentAction(c.var.agent, id);
  return answer(c, viewOf(action, action), 200);
});
