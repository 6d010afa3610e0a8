import type { Context, Next } from "hono";
import { z } from "zod";
import { approve, readAhead, reject } from "@/lib/actions/decide";
import { answer } from "@/lib/api/answer";
import { Id } from "@/lib/ids";
import { likelyPerson } from "@/lib/people/session-token";
import type { PeopleEnv } from "./context";
import { actionId, bodyOf, Sha256 } from "./read";

/** I7: who decides and by which channel is never in the body. */
const Decided = z.strictObject({
  verdict: z.enum(["approve", "reject"]),
  /** The revision and payload hash that were on the screen (I3). */
  revision: z.int().min(1),
  payload_hash: Sha256,
  note: z.string().max(2_000).optional(),
  /** Where approving takes it again, and for deciding on one's own while nobody else qualifies. */
  password: z.string().max(1_000).optional(),
  /** What was typed of an action that cannot be undone. */
  fact: z.string().max(500).optional(),
});

/** In front of everything: while it is asked who this is, what they most likely decide on is read. */
export async function lookAhead(c: Context<PeopleEnv, "/actions/:id/decision">, next: Next): Promise<void> {
  const person = likelyPerson(c.req.header("cookie"));
  const id = Id.safeParse(c.req.param("id"));
  if (person && id.success) c.set("ahead", readAhead(person, id.data));
  await next();
}

export async function decision(c: Context<PeopleEnv, "/actions/:id/decision">): Promise<Response> {
  const id = actionId(c);
  const { verdict, revision, payload_hash: payloadHash, note, password, fact } = await bodyOf(c, Decided);
  const seen = { id, revision, payloadHash, channel: "web" } as const;
  const action =
    verdict === "approve"
      ? await approve(c.var.person, { ...seen, note, password, fact }, c.var.ahead)
      : await reject(c.var.person, { ...seen, note: note ?? "" });
  return answer(c, {
    id: action.id,
    state: action.state,
    revision: action.revision,
    state_at: action.stateAt.toISOString(),
    /** Until then it can be taken back, and nobody but people sees it. */
    effect_at: action.effectAt?.toISOString() ?? null,
  }, 200);
}
