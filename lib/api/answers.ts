import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { agentAction } from "@/lib/actions/agent-queries";
import { answer as answerQuestion, LONGEST_ANSWER } from "@/lib/actions/review/ask";
import { viewOf } from "@/lib/actions/shown/view";
import { answer } from "./answer";
import { asAgent } from "./authenticate";
import type { ApiEnv } from "./context";
import { refuseInvalid } from "./faults";
import { jsonBody } from "./json-body";
import { ActionBody, ActionId, problems, requestIdHeader, security } from "./schemas";

export const answers = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

const Answer = z
  .strictObject({
    question: z.uuid("is the id of the question; the action's `question.id` names it"),
    answer: z.string().trim().min(1, "is required").max(LONGEST_ANSWER, `is at most ${LONGEST_ANSWER} characters`),
  })
  .openapi("Answer");

const answerAction = createRoute({
  method: "post",
  path: "/actions/{id}/answers",
  operationId: "answerAction",
  summary: "Answer a reviewer's question",
  description: "The action's `question` is the one that waits. Your words are shown to people as plain text, marked unverified. Sending the same answer again changes nothing.",
  security,
  middleware: [asAgent("actions:write"), jsonBody()] as const,
  parameters: [requestIdHeader],
  request: { params: ActionId, body: { required: true, content: { "application/json": { schema: Answer } } } },
  responses: {
    200: { description: "The action, waiting on people again", content: { "application/json": { schema: ActionBody } } },
    ...problems(404, 409, 413, 415, 422),
  },
});

answers.openapi(answerAction, async (c) => {
  const { id } = c.req.valid("param");
  await answerQuestion(c.var.agent, { id, ...c.req.valid("json") });
  const action = await agentAction(c.var.agent, id);
  return answer(c, viewOf(action, action), 200);
});
