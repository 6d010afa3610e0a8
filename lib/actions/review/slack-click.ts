import { approve, reject } from "@/lib/actions/decide";
import { db, sql } from "@/lib/db/tx";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { paths } from "@/lib/paths";
import { Anything, callSlack, SlackUser, unfit } from "@/lib/slack/client";
import { concludeClick, type Waiting } from "@/lib/slack/interactions";
import { CODE_MINUTES, issueCode, personOfSlackUser } from "@/lib/slack/links";
import { adopt } from "@/lib/slack/messages";
import { privateNote } from "@/lib/slack/render";
import { workspace, type Workspace } from "@/lib/slack/workspace";

/** While Slack cannot be asked who clicked, the click waits this long, and then decides nothing. */
const PATIENCE_S = 60;
const PAUSE_S = 2;

/**
 * What one click comes to: a decision by the linked person, through the verb that the page calls too, or a note that
 * only whoever clicked sees. The row is the job: worked on again, it finds the decision that it made.
 */
export async function answerClick(click: Waiting): Promise<void> {
  const connected = await workspace();
  if (!connected || connected.teamId !== click.teamId) return concludeClick(click.id, { outcome: "not_connected" });
  const outcome = await outcomeOf(connected, click).catch((error: unknown) => {
    log.error({ err: error, click: click.id }, "a click in Slack could not be worked on; it is tried again");
    return undefined;
  });
  if (outcome !== undefined) return concludeClick(click.id, { outcome });
  if (click.ageS < PATIENCE_S) return concludeClick(click.id, { again: PAUSE_S });
  await tell(connected, click, "This could not be done: Slack or Countersign did not answer. Nothing was decided by your click. Open the action to decide.", action(click));
  return concludeClick(click.id, { outcome: "unavailable" });
}

/** @returns undefined for a click that is to be tried again */
async function outcomeOf(connected: Workspace, click: Waiting): Promise<string | undefined> {
  const known = await personOfSlackUser(click.teamId, click.userId);
  const fault = await whyUnfit(connected, click.userId);
  if (fault === undefined) return undefined;
  if (fault !== null) return told(connected, click, "not_permitted", fault, action(click));
  if (!known) return invite(connected, click);
  if (known.deactivated) return told(connected, click, "not_permitted", "Your Countersign account is deactivated. Nothing was decided.");
  if (click.kind === "link") return "done";
  if (click.messageTs) await adopt({ channelId: click.channelId, ts: click.messageTs, actionId: click.actionId });
  try {
    const decision = { id: click.actionId, revision: click.revision, payloadHash: click.payloadHash, channel: "slack" as const };
    if (click.kind === "approve") await approve(known.person, decision);
    else await reject(known.person, { ...decision, note: click.note });
    return "done";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (click.tries > 1 && (await decided(known.person.id, click))) return "done";
    return told(connected, click, error.code, error.message, action(click));
  }
}

/** Why this Slack user may not decide; null when they may, undefined when Slack does not say. */
async function whyUnfit({ botToken }: Workspace, userId: string): Promise<string | null | undefined> {
  const answer = await callSlack(botToken, "users.info", { user: userId }, SlackUser);
  if (answer.ok) return unfit(answer.body.user);
  return answer.kind === "refused" ? "Slack does not know you, so nothing was decided." : undefined;
}

/** A code that leads nowhere by itself: the signed-in person types it, sees whose it is, and confirms. */
async function invite(connected: Workspace, click: Waiting): Promise<string> {
  const code = await issueCode(click);
  const words = `Your Slack user is not linked to a Countersign account, so nothing was decided. To link it, sign in to Countersign, open your profile and type this code there: ${code}. It is good for ${CODE_MINUTES} minutes and for you alone: give it to nobody.`;
  return told(connected, click, "not_linked", words, { label: "Open your profile", url: env().PUBLIC_URL + paths.profile });
}

const action = ({ actionId }: Waiting) => ({ label: "Open the action", url: env().PUBLIC_URL + paths.action(actionId) });

async function told(connected: Workspace, click: Waiting, outcome: string, words: string, link?: { label: string; url: string }): Promise<string> {
  await tell(connected, click, words, link);
  return outcome;
}

/** Only to whoever clicked, and at most once: a note that is lost is no reason to decide again. */
async function tell({ botToken }: Workspace, { channelId, userId, id }: Waiting, words: string, link?: { label: string; url: string }): Promise<void> {
  const answer = await callSlack(botToken, "chat.postEphemeral", { channel: channelId, user: userId, ...privateNote(words, link) }, Anything);
  if (!answer.ok) log.warn({ click: id, error: answer.error }, "a note to somebody in Slack was not delivered");
}

/** Whether an earlier try of this click got as far as the decision. */
async function decided(personId: string, { actionId, revision, kind }: Waiting): Promise<boolean> {
  const row = await db.one(sql`
    SELECT FROM decisions WHERE action_id = ${actionId} AND revision = ${revision} AND person_id = ${personId} AND verdict = ${kind} AND channel = 'slack' AND voided_at IS NULL`);
  return row !== undefined;
}
