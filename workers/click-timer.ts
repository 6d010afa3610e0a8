import { answerClick } from "@/lib/actions/review/slack-click";
import { log } from "@/lib/log";
import { claimClicks } from "@/lib/slack/interactions";

/** How often a worker looks for clicks: whoever pressed a button is watching it. */
const LOOK_MS = 250;

/** Works on clicks in Slack until stopped; stopping waits for those under way. The rows are the queue (I4). */
export function startAnswering(lookMs = LOOK_MS): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    await answerAll().catch((error: unknown) => log.error({ err: error }, "clicks in Slack could not be read; they are looked at again"));
    if (!stopped) timer = setTimeout(() => (running = round()), lookMs);
  };
  timer = setTimeout(() => (running = round()), 0);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

async function answerAll(): Promise<void> {
  await Promise.all((await claimClicks()).map(answerClick));
}
