import { z } from "zod";
import { sha256 } from "@/lib/canonical";
import { db, sql, transact } from "@/lib/db/tx";
import { Id, newId } from "@/lib/ids";
import { BUTTON, REASON } from "./render";

/** What a click asks for: `link` is one by a Slack user whom nobody here knows. */
export type Kind = "approve" | "reject" | "link";

/** A click that waits to be worked on. What it says of the action is what the person had before them, and no authority. */
export type Click = { teamId: string; userId: string; userName: string; channelId: string; messageTs: string | null; actionId: string; revision: number; payloadHash: string; note: string };
export type Waiting = Click & { id: string; kind: Kind; tries: number; ageS: number };

const slackId = z.string().min(1).max(80);
const Value = z.strictObject({ id: Id, revision: z.int().min(1).max(2_147_483_647), hash: z.string().regex(/^[0-9a-f]{64}$/) });
const Metadata = Value.extend({ channel: slackId, ts: slackId.optional() });

const By = { user: z.looseObject({ id: slackId, team_id: slackId.optional(), name: z.string().max(300).optional(), username: z.string().max(300).optional() }), team: z.looseObject({ id: slackId }).nullish() };
const Pressed = z.looseObject({
  type: z.literal("block_actions"),
  ...By,
  trigger_id: z.string().max(300).optional(),
  channel: z.looseObject({ id: slackId }).optional(),
  container: z.looseObject({ message_ts: slackId.optional() }).optional(),
  actions: z.array(z.looseObject({ action_id: z.string().max(255), value: z.string().max(2_000).optional() })).min(1).max(25),
});
const Submitted = z.looseObject({
  type: z.literal("view_submission"),
  ...By,
  view: z.looseObject({
    callback_id: z.string().max(255),
    private_metadata: z.string().max(3_000),
    state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.looseObject({ value: z.string().max(3_000).nullish() }))) }),
  }),
});

export type Read =
  | { kind: "approve" | "reject"; click: Click; triggerId: string | undefined; submitted: boolean }
  /** The form came back without a reason. */
  | { kind: "no_reason" }
  /** Something that nothing follows from here, such as a button that is a link. */
  | { kind: "nothing" }
  | { kind: "malformed" };

/** What Slack sent, once it is known to be Slack's. Strict about ours, lenient about what Slack may add. */
export function readInteraction(payload: unknown): Read {
  const kind = z.looseObject({ type: z.string() }).safeParse(payload).data?.type;
  if (kind === "block_actions") return readPressed(payload);
  if (kind === "view_submission") return readSubmitted(payload);
  return { kind: kind === undefined ? "malformed" : "nothing" };
}

function readPressed(payload: unknown): Read {
  const parsed = Pressed.safeParse(payload);
  if (!parsed.success) return { kind: "malformed" };
  const { actions, channel, container, trigger_id: triggerId } = parsed.data;
  const [{ action_id: id, value }] = actions as [(typeof actions)[number]];
  if (id !== BUTTON.approve && id !== BUTTON.reject) return { kind: "nothing" };
  const carried = Value.safeParse(jsonOf(value));
  if (!carried.success || !channel) return { kind: "malformed" };
  const click = { ...who(parsed.data), channelId: channel.id, messageTs: container?.message_ts ?? null, ...carriedBy(carried.data), note: "" };
  return { kind: id === BUTTON.approve ? "approve" : "reject", click, triggerId, submitted: false };
}

function readSubmitted(payload: unknown): Read {
  const parsed = Submitted.safeParse(payload);
  if (!parsed.success) return { kind: "malformed" };
  const { view } = parsed.data;
  if (view.callback_id !== REASON.callback) return { kind: "nothing" };
  const carried = Metadata.safeParse(jsonOf(view.private_metadata));
  if (!carried.success) return { kind: "malformed" };
  const note = view.state.values[REASON.block]?.[REASON.input]?.value?.trim() ?? "";
  if (note === "") return { kind: "no_reason" };
  const { channel, ts } = carried.data;
  const click = { ...who(parsed.data), channelId: channel, messageTs: ts ?? null, ...carriedBy(carried.data), note: note.slice(0, 2_000) };
  return { kind: "reject", click, triggerId: undefined, submitted: true };
}

/** The user's own team: somebody of another company in a shared channel is of theirs. */
const who = ({ user, team }: Pick<z.infer<typeof Pressed>, "user" | "team">) => ({ teamId: user.team_id ?? team?.id ?? "", userId: user.id, userName: (user.name ?? user.username ?? user.id).slice(0, 200) });
const carriedBy = ({ id, revision, hash }: z.infer<typeof Value>) => ({ actionId: id, revision, payloadHash: hash });

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** How long a request's signature is remembered: well past the age at which it is refused anyway. */
const REMEMBERED = "1 day";

/**
 * Accepts a signed request once. `kind` null: nothing is left to do, the signature is only used up.
 * @returns false for a replay
 */
export async function acceptOnce(signature: string, click: Click, kind: Kind | null): Promise<boolean> {
  return transact(async (tx) => {
    const accepted = await tx.run(sql`
      INSERT INTO slack_interactions (id, signature, kind, team_id, user_id, user_name, channel_id, message_ts, action_id, revision, payload_hash, note, received_at, next_at, outcome)
      VALUES (${newId()}, ${sha256(signature)}, ${kind ?? "reject"}, ${click.teamId}, ${click.userId}, ${click.userName}, ${click.channelId}, ${click.messageTs}, ${click.actionId},
              ${click.revision}, ${click.payloadHash}, ${click.note}, clock_timestamp(), CASE WHEN ${kind !== null}::boolean THEN clock_timestamp() END, CASE WHEN ${kind === null}::boolean THEN 'asked_why' END)
      ON CONFLICT (signature) DO NOTHING`);
    return accepted === 1;
  });
}

/** How long a worker has for one click before another takes it up. */
const CLAIM_S = 30;
const AT_ONCE = 8;

/** Claims clicks that wait. A worker that dies leaves them due again. */
export async function claimClicks(): Promise<Waiting[]> {
  const due = await db.one(sql`SELECT FROM slack_interactions WHERE next_at <= clock_timestamp() LIMIT 1`, "slack-clicks-due");
  if (!due) return [];
  return transact(async (tx) => {
    await tx.run(sql`DELETE FROM slack_interactions WHERE received_at < clock_timestamp() - ${REMEMBERED}::interval AND next_at IS NULL`);
    return tx.all<Waiting>(sql`
      UPDATE slack_interactions i SET tries = tries + 1, next_at = clock_timestamp() + ${CLAIM_S}::int * interval '1 second'
       WHERE id IN (SELECT id FROM slack_interactions WHERE next_at <= clock_timestamp() ORDER BY next_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING id, kind, team_id, user_id, user_name, channel_id, message_ts, action_id, revision, payload_hash, note, tries,
                extract(epoch FROM clock_timestamp() - received_at)::float8 AS age_s`);
  });
}

/** Writes down how a click ended, or that it is tried again in so many seconds. */
export async function concludeClick(id: string, { outcome, again }: { outcome: string; again?: undefined } | { outcome?: undefined; again: number }): Promise<void> {
  await transact((tx) =>
    tx.run(sql`
      UPDATE slack_interactions SET outcome = ${outcome ?? null}, next_at = clock_timestamp() + ${again ?? null}::float8 * interval '1 second'
       WHERE id = ${id} AND outcome IS NULL`),
  );
}
