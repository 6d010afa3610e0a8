import { Hono } from "hono";
import { z } from "zod";
import { takeBackVote } from "@/lib/actions/decide";
import { ask, closeQuestion, LONGEST_QUESTION } from "@/lib/actions/review/ask";
import { revise, reviseAndApprove } from "@/lib/actions/revise";
import type { ActionRow } from "@/lib/actions/row";
import type { Json } from "@/lib/connectors/types";
import type { PeopleEnv } from "./context";
import { actionId, bodyOf } from "./read";

/** What changes an action that waits, or asks something of its agent. */
export const changing = new Hono<PeopleEnv>();

const revision = z.int().min(1);

const told = (action: ActionRow) => ({
  id: action.id,
  state: action.state,
  revision: action.revision,
  tier: action.tier,
  summary: action.summary,
  deadline_at: action.deadlineAt?.toISOString() ?? null,
  effect_at: action.effectAt?.toISOString() ?? null,
  asked_at: action.askedAt?.toISOString() ?? null,
});

const Edit = z.strictObject({
  revision,
  /** The strict door has read it as JSON already. */
  params: z.record(z.string(), z.unknown() as z.ZodType<Json>),
  note: z.string().max(2_000).default(""),
  /** Approve what it becomes in the same step: both or neither. */
  approve: z.boolean().default(false),
  password: z.string().max(1_000).optional(),
  fact: z.string().max(500).optional(),
});

changing.post("/actions/:id/revision", async (c) => {
  const { approve, password, fact, ...edit } = await bodyOf(c, Edit);
  const given = { id: actionId(c), ...edit };
  return c.json(told(approve ? await reviseAndApprove(c.var.person, { ...given, channel: "web", password, fact }) : await revise(c.var.person, given)));
});

const Question = z.strictObject({ revision, question: z.string().max(LONGEST_QUESTION) });

changing.post("/actions/:id/question", async (c) => c.json(told(await ask(c.var.person, { id: actionId(c), ...(await bodyOf(c, Question)) }))));

const Seen = z.strictObject({ revision });

changing.post("/actions/:id/question/end", async (c) => c.json({ ended: await closeQuestion(c.var.person, { id: actionId(c), ...(await bodyOf(c, Seen)) }) }));

/** Takes back one's own approval while it may still be. */
changing.post("/actions/:id/decision/end", async (c) => c.json(told(await takeBackVote(c.var.person, { id: actionId(c), ...(await bodyOf(c, Seen)) }))));
