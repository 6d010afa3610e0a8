import { Hono } from "hono";
import { Refusal } from "@/lib/errors";
import { readBytes } from "@/lib/http/body";
import { problem, problemOf } from "@/lib/http/problem";
import { REQUEST_ID, requestIdOf } from "@/lib/http/request-id";
import { log } from "@/lib/log";
import { Anything, callSlack } from "@/lib/slack/client";
import { acceptOnce, readInteraction, type Click } from "@/lib/slack/interactions";
import { personOfSlackUser } from "@/lib/slack/links";
import { privateNote, reasonModal, REASON } from "@/lib/slack/render";
import { verifySignature } from "@/lib/slack/signature";
import { workspace, type Workspace } from "@/lib/slack/workspace";

/** Slack wants its answer within 3 s, and a trigger id lives as long; ours is there within 1 s. */
const OPEN_MS = 2_500;
const ACKNOWLEDGE_MS = 700;

/** Where Slack sends clicks. Nothing is decided here: what is signed and new is a row, and a worker takes it from there. */
export const slackApi = new Hono<{ Variables: { requestId: string } }>().basePath("/api/slack");

slackApi.use(async (c, next) => {
  c.set("requestId", requestIdOf(c.req.header(REQUEST_ID)));
  await next();
  c.header(REQUEST_ID, c.var.requestId);
  c.header("Cache-Control", "no-store");
});

slackApi.post("/interactions", async (c) => {
  const raw = await readBytes(c.req.raw);
  const connected = await workspace();
  const signature = c.req.header("x-slack-signature") ?? "";
  const verdict = connected ? verifySignature(connected.signingSecret, { signature, timestamp: c.req.header("x-slack-request-timestamp"), raw }, Date.now()) : "missing";
  if (!connected || verdict !== true) {
    const why = { missing: "is not signed by the connected workspace", stale: "is more than five minutes old", wrong: "has a signature that is not right" };
    throw new Refusal("unauthenticated", `This request ${why[verdict === true ? "missing" : verdict]}. An admin finds the signing secret under Settings.`);
  }
  const read = readInteraction(payloadIn(raw));
  if (read.kind === "malformed") throw new Refusal("malformed", "This is not an interaction of Countersign's messages.");
  if (read.kind === "nothing") return c.body(null, 200);
  if (read.kind === "no_reason") return c.json({ response_action: "errors", errors: { [REASON.block]: "Say why: the agent is told." } });

  const { click, kind, triggerId, submitted } = read;
  const linked = (await personOfSlackUser(click.teamId, click.userId)) !== undefined;
  // A reason is asked for before anything is queued; who is not linked gets the way to be, and no form.
  const asks = kind === "reject" && !submitted && linked;
  if (!(await acceptOnce(signature, click, asks ? null : linked ? kind : "link"))) throw new Refusal("unauthenticated", "This request was sent before. Each is good for once.");
  if (asks) await soon(askWhy(connected, click, triggerId));
  return c.body(null, 200);
});

slackApi.onError((error, c) => problemOf(error, c.var.requestId));
slackApi.notFound((c) => problem(c.var.requestId, "not_found", "There is nothing at this address."));

function payloadIn(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new URLSearchParams(Buffer.from(raw).toString("utf8")).get("payload") ?? "");
  } catch {
    return undefined;
  }
}

async function askWhy({ botToken }: Workspace, click: Click, triggerId: string | undefined): Promise<void> {
  const view = reasonModal({ id: click.actionId, revision: click.revision, hash: click.payloadHash, channel: click.channelId, ...(click.messageTs && { ts: click.messageTs }) });
  const answer = await callSlack(botToken, "views.open", { trigger_id: triggerId, view }, Anything, { ms: OPEN_MS });
  if (answer.ok) return;
  log.warn({ error: answer.error }, "the form for a reason could not be opened in Slack");
  const note = privateNote("The form for your reason could not be opened in time. Nothing was decided: press Reject… again.");
  await callSlack(botToken, "chat.postEphemeral", { channel: click.channelId, user: click.userId, ...note }, Anything, { ms: OPEN_MS });
}

/** Waits for the work, but not past the time at which Slack wants to hear from us. */
async function soon(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ACKNOWLEDGE_MS)))]);
  clearTimeout(timer);
}
