import { sweep } from "@/lib/actions/sweep";
import { log } from "@/lib/log";

/** Sweeps every `seconds`, one sweep at a time. A timer and not a queue job: it must survive the loss that it repairs. */
export function startSweeping(seconds: number): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();

  const round = async () => {
    await sweep().catch((error: unknown) => log.error({ err: error }, "a sweep failed; the next one looks again"));
    if (!stopped) timer = setTimeout(() => (running = round()), seconds * 1000);
  };
  timer = setTimeout(() => (running = round()), 0);

  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
