import { Hono } from "hono";
import { isSent } from "@/lib/api/answer";
import { Refusal } from "@/lib/errors";
import { problem, problemOf } from "@/lib/http/problem";
import { REQUEST_ID, requestIdOf } from "@/lib/http/request-id";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { personOfCookies } from "@/lib/people/session-token";
import type { PeopleEnv } from "./context";
import { away } from "./away";
import { changing } from "./changing";
import { decision, lookAhead } from "./decision";
import { decisions } from "./decisions";
import { looking } from "./looking";
import { reading } from "./reading";
import { steppingUp } from "./step-up";

/**
 * What a signed-in person's page calls without going through Next, from our own origin and with an open session. What
 * changes something is a POST with a JSON body (which no form of another site can send); a GET only reads.
 * Agents' keys mean nothing here.
 */
export const peopleApi = new Hono<PeopleEnv>().basePath("/api/people");

peopleApi.use(async (c, next) => {
  c.set("requestId", requestIdOf(c.req.header(REQUEST_ID)));
  const mark = () => {
    c.header(REQUEST_ID, c.var.requestId);
    c.header("Cache-Control", "no-store");
  };
  mark();
  await next();
  // What did not come from this context, like a problem, has only its own headers; what has gone out keeps those it had.
  if (!isSent(c.res)) mark();
});

peopleApi.use("/actions/:id/decision", lookAhead);
peopleApi.use(async (c, next) => {
  requireSameOrigin(c.req.raw);
  const person = await personOfCookies(c.req.header("cookie"));
  if (!person) throw new Refusal("unauthenticated", "You are not signed in any more. Sign in again, then repeat this.");
  c.set("person", person);
  await next();
});

peopleApi.post("/actions/:id/decision", decision);
peopleApi.route("/", looking);
peopleApi.route("/", changing);
peopleApi.route("/", reading);
peopleApi.route("/", decisions);
peopleApi.route("/", away);
peopleApi.route("/", steppingUp);

peopleApi.onError((error, c) => problemOf(error, c.var.requestId));
peopleApi.notFound((c) => problem(c.var.requestId, "not_found", "There is nothing at this address."));
