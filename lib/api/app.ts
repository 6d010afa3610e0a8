import { OpenAPIHono } from "@hono/zod-openapi";
import { routePath } from "hono/route";
import { problem } from "@/lib/http/problem";
import { REQUEST_ID, requestIdOf } from "@/lib/http/request-id";
import { log } from "@/lib/log";
import { actions } from "./actions";
import { answers } from "./answers";
import { isSent } from "./answer";
import { cancellation } from "./cancellation";
import type { ApiContext, ApiEnv } from "./context";
import { events } from "./events";
import { answerError, refuseInvalid } from "./faults";
import { grants } from "./grants";
import { noteRequest } from "./metrics";
import { describe } from "./openapi";
import { tools } from "./tools";

const BASE = "/api/v1";

/** The agent-facing API: one app, mounted by server.ts and by Next. */
export const api = makeApi();

function makeApi() {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  app.onError(answerError);
  app.use(async (c, next) => {
    const requestId = requestIdOf(c.req.header(REQUEST_ID));
    c.set("requestId", requestId);
    c.header(REQUEST_ID, requestId);
    c.header("Cache-Control", "no-store");
    c.header("X-Content-Type-Options", "nosniff");
    const started = performance.now();
    await next();
    const ms = performance.now() - started;
    noteRequest(routePath(c, -1), c.req.method, c.res.status, ms / 1000);
    // An answer that did not come from this context, like a problem, has only its own headers.
    if (!isSent(c.res)) c.res.headers.set(REQUEST_ID, requestId);
    if (log.isLevelEnabled("debug")) {
      log.debug({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(performance.now() - started), agent: c.var.agent?.id }, "request");
    }
  });
  for (const part of [actions, answers, cancellation, grants, events, tools]) app.route(BASE, part);
  const document = describe(app);
  app.get(`${BASE}/openapi.json`, (c) => c.body(document(), 200, { "Content-Type": "application/json", "Cache-Control": "public, max-age=300" }));
  refuseOtherMethods(app);
  app.notFound((c) => problem(requestIdOf(c.var.requestId), "not_found", `There is nothing at this address. ${BASE}/openapi.json describes everything there is.`));
  return app;
}

/** On every known path: what it allows to whoever asks (OPTIONS), 405 to everything else. */
function refuseOtherMethods(app: OpenAPIHono<ApiEnv>): void {
  const allowed = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === "ALL" || path.includes("*")) continue;
    const methods = allowed.get(path) ?? new Set(["OPTIONS"]);
    methods.add(method);
    if (method === "GET") methods.add("HEAD");
    allowed.set(path, methods);
  }
  for (const [path, methods] of allowed) {
    const allow = [...methods].sort().join(", ");
    app.all(path, (c: ApiContext) =>
      c.req.raw.method === "OPTIONS"
        ? c.body(null, 204, { Allow: allow })
        : problem(c.var.requestId, "method_not_allowed", `This address answers ${allow}.`, { headers: { Allow: allow } }),
    );
  }
}
