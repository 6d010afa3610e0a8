import { Hono } from "hono";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { delegate, delegations, endDelegation } from "@/lib/people/delegations";
import { isAdmin } from "@/lib/people/may";
import type { PeopleEnv } from "./context";
import { bodyOf } from "./read";

/** Who stands in for whom. */
export const away = new Hono<PeopleEnv>();

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const New = z.strictObject({ from: Id.optional(), to: Id, starts_at: moment.optional(), ends_at: moment, note: z.string().max(500).optional() });

away.post("/delegations", async (c) => {
  const { from, to, starts_at: startsAt, ends_at: endsAt, note } = await bodyOf(c, New);
  const { id, leftAlone } = await delegate(c.var.person, { fromId: from, toId: to, startsAt, endsAt, note });
  return c.json({ id, left_alone: leftAlone });
});

away.post("/delegations/:id/end", async (c) => {
  const id = Id.safeParse(c.req.param("id"));
  await bodyOf(c, z.strictObject({}));
  if (!id.success) throw new Refusal("not_found", "There is no such delegation. Reload the page.");
  await endDelegation(c.var.person, id.data);
  return c.json({ ended: true });
});

/** One's own, either way; for an admin everybody's. */
away.get("/delegations", async (c) => c.json({ delegations: await delegations(isAdmin(c.var.person) ? undefined : c.var.person.id) }));
