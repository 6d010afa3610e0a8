import { log } from "@/lib/log";
import { countNext } from "@/lib/overview/count";

/** Counting takes at most one part in this many of a worker's time. */
const SHARE = 50;
const SOONEST_MS = 10_000;
const LATEST_MS = 15 * 60_000;

/** Keeps what the overview shows counted: days that are missing one after the other, then today's again and again. */
export function startCounting(): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  let pause = SOONEST_MS;

  const round = async () => {
    try {
      const { day, ms } = await countNext(pause);
      // As long as there are days to catch up with, only the share counts.
      pause = Math.min(LATEST_MS, Math.max(day === null || day === today() ? SOONEST_MS : 0, ms * SHARE));
    } catch (error) {
      log.error({ err: error }, "the overview's figures could not be counted; the next round tries again");
      pause = SOONEST_MS * 6;
    }
    if (!stopped) timer = setTimeout(() => (running = round()), pause);
  };
  timer = setTimeout(() => (running = round()), 2_000);

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

const today = () => new Date().toISOString().slice(0, 10);
