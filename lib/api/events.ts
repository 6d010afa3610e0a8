import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import { agentAction, eventsAfter, eventView } from "@/lib/actions/agent-queries";
import { SETTLED } from "@/lib/actions/states";
import { authenticateKey } from "@/lib/agents/authenticate";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { changed } from "@/lib/notify/listen";
import { asAgent } from "./authenticate";
import type { ApiEnv } from "./context";
import { refuseInvalid } from "./faults";
import { hold } from "./hold";
import { ActionId, problems, requestIdHeader, security } from "./schemas";

/** Keeps proxies from closing a quiet line. */
const HEARTBEAT_MS = 15_000;
const LOOK_MS = 5_000;

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
  const { id } = c.req.valid("param");
  const action = await agentAction(c.var.agent, id);
  const last = c.req.header("last-event-id") ?? "0";
  if (!/^\d{1,9}$/.test(last)) throw new Refusal("invalid", "Last-Event-ID is the number of the last event that you have.");
  c.header("Cache-Control", "no-store");
  c.header("X-Accel-Buffering", "no"); // nginx would hold events back
  if (c.req.raw.method === "HEAD") return c.body(null, 200, { "Content-Type": "text/event-stream" }) as never;
  const place = hold(c.var.agent, c.req.raw);
  if (!place) throw new Refusal("rate_limited", "This key follows too many actions at once. Close some, or read the action with `Prefer: wait`.", { retryAfter: 15 });

  return streamSSE(
    c,
    async (stream) => {
      stream.onAbort(() => place.end());
      let number = Number(last);
      let quietSince = performance.now();
      try {
        while (!place.signal.aborted) {
          const hint = changed(action.id, LOOK_MS, place.signal);
          // A key that was revoked meanwhile hears no more.
          await authenticateKey(c.req.header("authorization"));
          // Read before the events: by the time it is settled, all of them are there.
          const { state } = await agentAction(c.var.agent, action.id);
          for (const event of await eventsAfter(action.id, number)) {
            number = event.number;
            await stream.writeSSE({ id: String(number), event: event.type, data: JSON.stringify(eventView(event)) });
            quietSince = performance.now();
          }
          if (SETTLED.includes(state)) return;
          if (performance.now() - quietSince >= HEARTBEAT_MS) {
            await stream.write(": still here\n\n");
            quietSince = performance.now();
          }
          await hint;
        }
      } finally {
        place.end();
      }
    },
    async (error) => log.warn({ err: error, requestId: c.var.requestId }, "a stream of events ended early; its client comes back"),
  ) as never;
});
