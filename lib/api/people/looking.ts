import { Hono } from "hono";
import { z } from "zod";
import { assign } from "@/lib/actions/desk/assign";
import { assigneesOf } from "@/lib/actions/desk/assignees";
import { snooze, unsnooze } from "@/lib/actions/desk/snooze";
import { keepTake, letGo, take } from "@/lib/actions/desk/take";
import { takeNext } from "@/lib/actions/desk/take-next";
import { Id } from "@/lib/ids";
import { TIERS } from "@/lib/policy/types";
import type { PeopleEnv } from "./context";
import { actionId, bodyOf } from "./read";

/** Who looks at what: takes, the next one, snoozes, and whom somebody asked. Answers are the verbs' own views. */
export const looking = new Hono<PeopleEnv>();

const Nothing = z.strictObject({});
const Take = z.strictObject({ over: z.boolean().optional() });

looking.post("/actions/:id/take", async (c) => c.json(await take(c.var.person, { id: actionId(c), ...(await bodyOf(c, Take)) })));

looking.post("/actions/:id/take/heartbeat", async (c) => {
  await bodyOf(c, Nothing);
  return c.json(await keepTake(c.var.person, actionId(c)));
});

looking.post("/actions/:id/take/end", async (c) => {
  await bodyOf(c, Nothing);
  return c.json({ ended: await letGo(c.var.person, actionId(c)) });
});

const Next = z.strictObject({
  tier: z.enum(TIERS).optional(),
  tool: z.string().max(120).optional(),
  agent: Id.optional(),
  mode: z.enum(["live", "test"]).optional(),
  /** Passed over in this sitting. */
  skip: z.array(Id).max(200).optional(),
});

/** `{taken: null}` when nothing is left for this person. */
looking.post("/next", async (c) => {
  const { agent, ...filter } = await bodyOf(c, Next);
  return c.json({ taken: (await takeNext(c.var.person, { ...filter, agentId: agent })) ?? null });
});

const Snooze = z.strictObject({ until: z.iso.datetime({ offset: true }).optional() });

looking.post("/actions/:id/snooze", async (c) => {
  const { until } = await bodyOf(c, Snooze);
  const snoozed = await snooze(c.var.person, { id: actionId(c), until: until === undefined ? undefined : new Date(until) });
  return c.json({ until: snoozed.until.toISOString() });
});

looking.post("/actions/:id/snooze/end", async (c) => {
  await bodyOf(c, Nothing);
  return c.json({ ended: await unsnooze(c.var.person, actionId(c)) });
});

/** Whom one might ask. */
looking.get("/actions/:id/assignees", async (c) => c.json(await assigneesOf(c.var.person, actionId(c))));

const Assignment = z.strictObject({
  to: z.union([z.strictObject({ person: Id }), z.strictObject({ group: Id })]).nullable(),
  note: z.string().max(2_000).optional(),
});

looking.post("/actions/:id/assignment", async (c) => {
  const { to, note } = await bodyOf(c, Assignment);
  const { assigneeId, assigneeGroupId } = await assign(c.var.person, {
    id: actionId(c),
    to: to === null ? null : "person" in to ? { personId: to.person } : { groupId: to.group },
    note,
  });
  return c.json({ person: assigneeId, group: assigneeGroupId });
});
