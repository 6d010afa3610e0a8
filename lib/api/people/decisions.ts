import { Hono } from "hono";
import { z } from "zod";
import { approveMany, MOST_TOGETHER, rejectMany } from "@/lib/actions/review/decide-many";
import { Id } from "@/lib/ids";
import type { PeopleEnv } from "./context";
import { bodyOf, Sha256 } from "./read";

/** Several at once; each with what was seen of it. */
export const decisions = new Hono<PeopleEnv>();

const Many = z.strictObject({
  verdict: z.enum(["approve", "reject"]),
  note: z.string().max(2_000).default(""),
  actions: z
    .array(z.strictObject({ id: Id, revision: z.int().min(1), payload_hash: Sha256, requirement_hash: Sha256 }))
    .min(1)
    .max(MOST_TOGETHER),
  password: z.string().max(1_000).optional(),
});

/** `{decided: […]}`, one entry each in the order given: what it became, or why it was refused. */
decisions.post("/decisions", async (c) => {
  const { verdict, note, actions, password } = await bodyOf(c, Many);
  const seen = actions.map(({ id, revision, payload_hash: payloadHash, requirement_hash: requirementHash }) => ({ id, revision, payloadHash, requirementHash }));
  return c.json({ decided: verdict === "approve" ? await approveMany(c.var.person, seen, note, password) : await rejectMany(c.var.person, seen, note) });
});
