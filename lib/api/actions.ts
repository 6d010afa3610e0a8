import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { agentAction, agentActions, type ToldAction } from "@/lib/actions/agent-queries";
import { STATES, type ActionState } from "@/lib/actions/states";
import { IdempotencyKey } from "@/lib/actions/proposal/submission";
import { submit } from "@/lib/actions/submit";
import { etagOf, isHeldFor, viewOf } from "@/lib/actions/shown/view";
import { problem } from "@/lib/http/problem";
import { preferredWait } from "@/lib/http/prefer";
import { Id } from "@/lib/ids";
import { paths } from "@/lib/paths";
import { ToolName } from "@/lib/tools/name";
import { registryAt } from "@/lib/tools/registry";
import { answer } from "./answer";
import { asAgent } from "./authenticate";
import type { ApiContext, ApiEnv } from "./context";
import { refuseInvalid } from "./faults";
import { hold, readUntil } from "./hold";
import { jsonBody } from "./json-body";
import { ActionBody, ActionId, ActionPage, preferHeader, problems, requestIdHeader, security, SubmissionBody } from "./schemas";

export const actions = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

const submitAction = createRoute({
  method: "post",
  path: "/actions",
  operationId: "submitAction",
  summary: "Propose an action",
  description: "Nothing has an effect yet: the answer says what policy made of it. The same Idempotency-Key and body again answer with the action as it is now.",
  security,
  middleware: [asAgent("actions:write"), jsonBody()] as const,
  parameters: [
    {
      name: "Idempotency-Key",
      in: "header",
      required: true,
      description: "1 to 255 visible ASCII characters, yours for this one action. Kept as long as the action.",
      schema: { type: "string", minLength: 1, maxLength: 255 },
    },
    preferHeader,
    requestIdHeader,
  ],
  request: { body: { required: true, content: { "application/json": { schema: SubmissionBody } } } },
  responses: {
    202: {
      description: "The action as it is now, whatever policy made of it",
      headers: { Location: { description: "Where to read it again", schema: { type: "string" } }, "Preference-Applied": { description: "When the answer was held", schema: { type: "string" } } },
      content: { "application/json": { schema: ActionBody } },
    },
    ...problems(409, 413, 415, 422),
  },
});

actions.openapi(submitAction, async (c) => {
  const { agent, configurationVersion } = c.var.authenticated;
  const key = IdempotencyKey.safeParse(c.req.header("idempotency-key"));
  if (!key.success) {
    const detail = `Send an Idempotency-Key of your own making with every submission: ${key.error.issues[0]?.message ?? "1 to 255 visible ASCII characters"}.`;
    return problem(c.var.requestId, "malformed", detail, { errors: [{ header: "Idempotency-Key", detail: "is missing or not valid" }] }) as never;
  }
  const submitted = await submit(agent, c.req.valid("json"), key.data, await registryAt(configurationVersion));
  const fresh = submitted.told ? Object.assign({}, submitted, submitted.told) : await agentAction(agent, submitted.id);
  const action = await held(c, fresh);
  c.header("Location", paths.api.action(action.id));
  c.header("ETag", etagOf(action));
  return answer(c, viewOf(action, action), 202);
});

const readAction = createRoute({
  method: "get",
  path: "/actions/{id}",
  operationId: "readAction",
  summary: "Read an action",
  security,
  middleware: [asAgent("actions:read")] as const,
  parameters: [preferHeader, requestIdHeader],
  request: { params: ActionId },
  responses: {
    200: {
      description: "The action as it is now",
      headers: { ETag: { description: "Send it as If-None-Match to be answered 304 while nothing has changed", schema: { type: "string" } } },
      content: { "application/json": { schema: ActionBody } },
    },
    304: { description: "It has not changed" },
    ...problems(404, 422),
  },
});

actions.openapi(readAction, async (c) => {
  const action = await held(c, await agentAction(c.var.agent, c.req.valid("param").id));
  const etag = etagOf(action);
  c.header("ETag", etag);
  if (matches(c.req.header("if-none-match"), etag)) return c.body(null, 304);
  return answer(c, viewOf(action, action), 200);
});

const state = z.enum(STATES);
/** One state, or several with commas between them. */
const states = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(state, `states are ${STATES.join(", ")}`).min(1).max(STATES.length));

const listActions = createRoute({
  method: "get",
  path: "/actions",
  operationId: "listActions",
  summary: "List this agent's actions, newest first",
  security,
  middleware: [asAgent("actions:read")] as const,
  parameters: [requestIdHeader],
  request: {
    query: z.strictObject({
      limit: z
        .string()
        .regex(/^\d{1,4}$/, "is a number from 1 to 100")
        .transform(Number)
        .pipe(z.int().min(1, "is a number from 1 to 100").max(100, "is a number from 1 to 100"))
        .default(20)
        .openapi({ param: { name: "limit", in: "query" }, type: "integer", minimum: 1, maximum: 100, default: 20 }),
      starting_after: Id.optional().openapi({ description: "The id of the last action of the page before." }),
      state: states.optional().openapi({ type: "string", description: `One or more, with commas between: ${STATES.join(", ")}` }),
      tool: ToolName.optional(),
      rollback_of: Id.optional().openapi({ description: "Rollbacks of this action." }),
      run_by_me: z.enum(["true", "false"]).optional().openapi({ description: "`true`: only what you run yourself. With `state=approved` these wait for you to fetch their grants, rollbacks that people asked for among them." }),
      session: z.string().regex(/^[^\0]{1,200}$/, "is 1 to 200 characters").optional(),
      since: z.iso.datetime({ offset: true }).optional().openapi({ description: "Submitted at or after." }),
      until: z.iso.datetime({ offset: true }).optional().openapi({ description: "Submitted before." }),
    }),
  },
  responses: {
    200: { description: "A page", content: { "application/json": { schema: ActionPage } } },
    ...problems(404, 422),
  },
});

actions.openapi(listActions, async (c) => {
  const { limit, starting_after, state: wanted, tool, rollback_of, run_by_me, session, since, until } = c.req.valid("query");
  const page = await agentActions(c.var.agent, {
    limit,
    startingAfter: starting_after,
    states: wanted as ActionState[] | undefined,
    tool,
    rollbackOf: rollback_of,
    runByAgent: run_by_me === undefined ? undefined : run_by_me === "true",
    session,
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  });
  return answer(c, { data: page.actions.map((action) => viewOf(action, action)), has_more: page.hasMore }, 200);
});

/** The action once it has left waiting, if the client prefers to wait for that. */
async function held(c: ApiContext, action: ToldAction): Promise<ToldAction> {
  const seconds = preferredWait(c.req.header("prefer"));
  if (seconds === undefined || c.req.raw.method === "HEAD") return action;
  if (seconds === 0 || !isHeldFor(action)) {
    c.header("Preference-Applied", `wait=${seconds}`);
    return action;
  }
  const place = hold(c.var.agent, c.req.raw);
  if (!place) return action;
  try {
    c.header("Preference-Applied", `wait=${seconds}`);
    return await readUntil(action.id, seconds, place, () => agentAction(c.var.agent, action.id), (now) => !isHeldFor(now));
  } finally {
    place.end();
  }
}

const matches = (header: string | undefined, etag: string): boolean => header !== undefined && (header.trim() === "*" || header.split(",").some((one) => one.trim() === etag));
