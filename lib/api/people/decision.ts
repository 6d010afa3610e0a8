import type { Context } from "hono";
import { z } from "zod";
import { approve, reject, takeBackVote } from "@/lib/actions/decide";
import type { ActionRow } from "@/lib/actions/row";
import type { PeopleEnv } from "./context";
import { actionId, bodyOf } from "./read";

/** I7: who decides and by which channel is never in the body. */
const Decided = z.strictObject({
  verdict: z.enum(["approve", "reject"]),
  /** The revision and payload hash that were on the screen (I3). */
  revision: z.int().min(1),
  payload_hash: z.string().regex(/^[0-9a-f]{64}$/, "is a SHA-256 in hex"),
  note: z.string().max(2_000).optional(),
  /** Only for deciding on one's own while nobody else qualifies. */
  password: z.string().max(1_000).optional(),
});

/** Which of their approvals a person takes back. */
const Withdrawn = z.strictObject({ revision: z.int().min(1) });

export async function decision(c: Context<PeopleEnv, "/actions/:id/decision">): Promise<Response> {
  const id = actionId(c);
  const { verdict, revision, payload_hash: payloadHash, note, password } = await bodyOf(c, Decided);
  const seen = { id, revision, payloadHash, channel: "web" } as const;
  const action =
    verdict === "approve"
      ? await approve(c.var.person, { ...seen, note, password })
      : await reject(c.var.person, { ...seen, note: note ?? "" });
  return c.json(toldOf(action));
}

/** Takes an approval back while it has no effect yet. */
export async function withdrawal(c: Context<PeopleEnv, "/actions/:id/withdrawal">): Promise<Response> {
  const id = actionId(c);
  const { revision } = await bodyOf(c, Withdrawn);
  return c.json(toldOf(await takeBackVote(c.var.person, { id, revision })));
}

const toldOf = (action: ActionRow) => ({
  id: action.id,
  state: action.state,
  revision: action.revision,
  state_at: action.stateAt.toISOString(),
  /** Until then it can be taken back, and nobody but people sees it. */
  effect_at: action.effectAt?.toISOString() ?? null,
});
