import { Hono } from "hono";
import { z } from "zod";
import { reviewCounts, reviewPage, REVIEW_VIEWS } from "@/lib/actions/desk/review-queue";
import { mayI, whatMayApprove } from "@/lib/actions/desk/why-not";
import { differences, MOST_TOGETHER } from "@/lib/actions/review/decide-many";
import { myStatistics, paceOf, teamStatistics } from "@/lib/actions/review/pace";
import { precedents } from "@/lib/actions/review/precedent";
import { reviewState } from "@/lib/actions/review/review-state";
import { pointerTo, Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { TIERS } from "@/lib/policy/types";
import type { PeopleEnv } from "./context";
import { actionId } from "./read";

/** What a page reads again by itself: the queue, what goes on around an action, and who may approve it. Reading changes nothing. */
export const reading = new Hono<PeopleEnv>();

const Filter = z.strictObject({ tier: z.enum(TIERS).optional(), tool: z.string().max(120).optional(), agent: Id.optional(), mode: z.enum(["live", "test"]).optional() });
const Queue = Filter.extend({ view: z.enum(REVIEW_VIEWS), after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(200).optional() });
const Of = z.strictObject({ person: Id.optional() });

/** `{lines, after}`: send `after` back for the next page. */
reading.get("/queue", async (c) => {
  const { view, after, limit, agent, ...filter } = asked(c.req.query(), Queue);
  return c.json(await reviewPage(c.var.person, view, { ...filter, agentId: agent }, after, limit));
});

reading.get("/queue/counts", async (c) => {
  const { agent, ...filter } = asked(c.req.query(), Filter);
  return c.json(await reviewCounts(c.var.person, { ...filter, agentId: agent }));
});

const Ids = z.strictObject({ ids: z.string().transform((text) => text.split(",")).pipe(z.array(Id).min(1).max(MOST_TOGETHER)) });

/** The fields in which several differ: `?ids=a,b,c`. */
reading.get("/queue/differences", async (c) => c.json(await differences(c.var.person, asked(c.req.query(), Ids).ids)));

const Days = z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(30) });

/** One's own, and nobody else's. */
reading.get("/pace", async (c) => c.json(await paceOf(c.var.person)));
reading.get("/statistics/mine", async (c) => c.json(await myStatistics(c.var.person, asked(c.req.query(), Days).days)));
reading.get("/statistics/team", async (c) => c.json(await teamStatistics(c.var.person, asked(c.req.query(), Days).days)));

reading.get("/approvable", async (c) => c.json(await whatMayApprove(c.var.person, asked(c.req.query(), Of).person)));

reading.get("/actions/:id/review", async (c) => c.json(await reviewState(c.var.person, actionId(c))));

/** What was decided of calls like it, and a rule that would cover it. */
reading.get("/actions/:id/precedents", async (c) => c.json(await precedents(actionId(c))));

reading.get("/actions/:id/approvable", async (c) => c.json(await mayI(c.var.person, actionId(c), asked(c.req.query(), Of).person)));

function asked<T>(query: Record<string, string>, schema: z.ZodType<T>): T {
  const read = schema.safeParse(query);
  if (read.success) return read.data;
  throw new Refusal("invalid", "There is no such view of the queue, or a filter of it is wrong.", { faults: read.error.issues.map(({ path, message }) => ({ pointer: pointerTo(path), detail: message })) });
}
