import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { agentAction, eventsAfter, eventView } from "@/lib/actions/agent-queries";
import { toRun } from "@/lib/actions/to-run";
import { SETTLED } from "@/lib/actions/states";
import { Refusal } from "@/lib/errors";
import { asAgent } from "./authenticate";
import type { ApiEnv } from "./context";
import { refuseInvalid } from "./faults";
import { ActionId, problems, requestIdHeader, security } from "./schemas";
import { follow } from "./stream";

export const events = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

const followAction = createRoute({
  method: "get",
  path: "/actions/{id}/events",
  operationId: "followAction",
  summary: "Follow an action as server-sent events",
  description: "Every change of state so far, then each as it happens; ends once the action is settled. `id` is the event's number within the action: send it as Last-Event-ID to go on from there.",
  security,
  middleware: [asAgent("actions:read")] as const,
  parameters: [
    { name: "Last-Event-ID", in: "header", required: false, description: "The last number that you have.", schema: { type: "integer", minimum: 0 } },
    requestIdHeader,
  ],
  request: { params: ActionId },
  responses: {
    200: { description: "Events, each named by its type with its facts as JSON", content: { "text/event-stream": { schema: z.string() } } },
    ...problems(404, 422),
  },
});

events.openapi(followAction, async (c) => {
  const action = await agentAction(c.var.agent, c.req.valid("param").id);
  const last = c.req.header("last-event-id") ?? "0";
  if (!/^\d{1,9}$/.test(last)) throw new Refusal("invalid", "Last-Event-ID is the number of the last event that you have.");
  let number = Number(last);
  return follow(c, action.id, async (stream) => {
    // Read before the events: by the time it is settled, all of them are there.
    const { state } = await agentAction(c.var.agent, action.id);
    const news = await eventsAfter(action.id, number);
    for (const event of news) {
      number = event.number;
      await stream.writeSSE({ id: String(number), event: event.type, data: JSON.stringify(eventView(event)) });
    }
    return { told: news.length > 0, over: SETTLED.includes(state) };
  }) as never;
});

const followWork = createRoute({
  method: "get",
  path: "/work",
  operationId: "followWork",
  summary: "Follow what is yours to run, as server-sent events",
  description:
    "For tools that you run yourself: an event `work` for each action that waits for you to fetch its grant, rollbacks of what you ran included; those that wait now, then each as it falls due. There is nothing to resume: connect again and hear what waits by then. Stays open.",
  security,
  middleware: [asAgent("actions:read")] as const,
  parameters: [requestIdHeader],
  responses: {
    200: { description: "Events `work`, each with the action's id, tool, summary and, for a rollback, the id of what it undoes", content: { "text/event-stream": { schema: z.string() } } },
    ...problems(),
  },
});

events.openapi(followWork, (c) => {
  let told = new Set<string>();
  return follow(c, "any", async (stream) => {
    const waiting = await toRun(c.var.agent);
    const news = waiting.filter(({ turn }) => !told.has(turn));
    for (const { turn: _, ...work } of news) await stream.writeSSE({ event: "work", data: JSON.stringify(work) });
    // What waits no more is forgotten: should it wait again, that is news.
    told = new Set(waiting.map(({ turn }) => turn));
    return { told: news.length > 0 };
  }) as never;
});
