import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { env } from "@/lib/env";
import { problem, problemOf } from "@/lib/http/problem";
import { REQUEST_ID, requestIdOf } from "@/lib/http/request-id";
import { isLoopback, socketAddress, type ApiContext, type ApiEnv } from "./context";
import { metricsText } from "./metrics";
import { readiness } from "./readiness";

/** What those who run the deployment ask: alive, ready, numbers. Mounted like the API. */
export const operations = new Hono<ApiEnv>();

operations.use(async (c, next) => {
  c.set("requestId", requestIdOf(c.req.header(REQUEST_ID)));
  await next();
  c.res.headers.set(REQUEST_ID, c.var.requestId);
  c.res.headers.set("Cache-Control", "no-store");
});
operations.onError((error, c) => problemOf(error, c.var.requestId));

operations.get("/api/health", (c) => c.json({ alive: true }));

operations.get("/api/ready", async (c) => {
  const state = await readiness();
  if (!state.ready) c.header("Retry-After", "2");
  return c.json(state, state.ready ? 200 : 503);
});

operations.get("/api/metrics", async (c) => {
  if (!mayRead(c)) return problem(c.var.requestId, "not_permitted", "Metrics are read from this machine itself, or with `Authorization: Bearer` and METRICS_TOKEN.");
  return c.body(await metricsText(), 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
});

operations.notFound((c) => problem(c.var.requestId, "not_found", "There is nothing at this address."));
operations.all("/api/:what{health|ready|metrics}", (c) =>
  c.req.raw.method === "OPTIONS"
    ? c.body(null, 204, { Allow: "GET, HEAD, OPTIONS" })
    : problem(c.var.requestId, "method_not_allowed", "This address answers GET, HEAD, OPTIONS.", { headers: { Allow: "GET, HEAD, OPTIONS" } }),
);

function mayRead(c: ApiContext): boolean {
  const token = env().METRICS_TOKEN;
  const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  if (token && given) return timingSafeEqual(digest(given), digest(token));
  // Through a proxy everybody seems to be on this machine.
  const forwarded = c.req.header("x-forwarded-for") ?? c.req.header("forwarded");
  return forwarded === undefined && isLoopback(socketAddress(c) ?? "");
}

const digest = (text: string) => createHash("sha256").update(text).digest();
