import type { Worker } from "@/lib/actor";
import { log } from "@/lib/log";
import { claim, conclude, type Claimed } from "./claim";
import { behind, derive } from "./derive";
import type { Channel, ChannelName, Delivery, Sent } from "./types";

/** How often a worker looks whether something is to be read or sent, and after a look that failed. */
const LOOK_MS = 250;
const AFTER_FAULT_MS = 2_000;

export type Channels = Partial<Record<ChannelName, Channel>>;

/**
 * Reads audit events and sends what is due, until stopped; stopping waits for what is under way. Nothing of it stands in
 * any decision's way: no verb waits for it, and what is down is waited for in these rows.
 */
export function startDelivering(worker: Worker, channels: Channels, lookMs = LOOK_MS): () => Promise<void> {
  const senders = entries(channels).map(([name, channel]) => sender(worker, name, channel));
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    const looks = [await deriveAll(channels), ...(await Promise.all(senders.map(({ fill }) => fill())))];
    if (!stopped) timer = setTimeout(() => (running = round()), looks.every(Boolean) ? lookMs : Math.max(lookMs, AFTER_FAULT_MS));
  };
  timer = setTimeout(() => (running = round()), 0);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    for (const { stop } of senders) stop();
    await running;
    await Promise.all(senders.map(({ settled }) => settled()));
  };
}

/** Reads everything that can be read now. A channel's fault is its own. @returns whether there was none */
export async function deriveAll(channels: Channels): Promise<boolean> {
  const names = entries(channels).map(([name]) => name);
  const late = await behind(names).catch((error: unknown) => {
    log.error({ err: error }, "the audit events could not be read for deliveries; they are looked at again");
    return undefined;
  });
  let well = late !== undefined;
  for (const name of late ?? []) {
    try {
      while (await derive(name, channels[name]!));
    } catch (error) {
      log.error({ err: error, channel: name }, "the deliveries of a channel could not be planned; it is tried again");
      well = false;
    }
  }
  return well;
}

/** Sends what is due now and waits for it. @returns how many deliveries were tried: for tests and for work by hand. */
export async function deliverDue(worker: Worker, channels: Channels): Promise<number> {
  let tried = 0;
  for (const [name, channel] of entries(channels)) {
    for (let claimed = await claim(worker, name, channel, []); claimed.length > 0; claimed = await claim(worker, name, channel, [])) {
      tried += claimed.length;
      await attempt(name, channel, claimed);
    }
  }
  return tried;
}

const entries = (channels: Channels) => Object.entries(channels) as [ChannelName, Channel][];

/** Keeps a channel's places filled. A target that is slow takes no more than its own places. */
function sender(worker: Worker, name: ChannelName, channel: Channel) {
  const underWay = new Set<Promise<void>>();
  const load = new Map<string, number>();
  let stopped = false;

  const release = (target: string) => {
    const left = load.get(target)! - 1;
    if (left === 0) load.delete(target);
    else load.set(target, left);
  };

  /** @returns whether it could look */
  const fill = async (): Promise<boolean> => {
    try {
      while (!stopped && underWay.size < channel.atOnce.all) {
        const busy = [...load].filter(([, n]) => n >= channel.atOnce.target).map(([target]) => target);
        const claimed = await claim(worker, name, channel, busy);
        const [first] = claimed;
        if (!first) return true;
        load.set(first.target, (load.get(first.target) ?? 0) + 1);
        const work = attempt(name, channel, claimed).finally(() => {
          underWay.delete(work);
          if (channel.spacingMs > 0 && !stopped) setTimeout(() => release(first.target), channel.spacingMs).unref();
          else release(first.target);
        });
        underWay.add(work);
      }
    } catch (error) {
      log.error({ err: error, channel: name }, "due deliveries could not be claimed; they are looked at again");
      return false;
    }
    return true;
  };
  return { fill, stop: () => void (stopped = true), settled: () => Promise.all(underWay) };
}

async function attempt(name: ChannelName, channel: Channel, claimed: readonly Claimed[]): Promise<void> {
  const batch: Delivery[] = claimed.map(({ attemptCount, attemptsBefore, ...delivery }) => ({ ...delivery, attempt: attemptCount - attemptsBefore }));
  let sent: Sent[];
  try {
    sent = await channel.send(batch, AbortSignal.timeout(channel.timeoutMs));
  } catch (error) {
    log.error({ err: error, channel: name, deliveries: batch.length }, "a channel's own fault; it is tried again");
    sent = batch.map(() => ({ outcome: "retry", reason: "A fault in the gateway; its log says more." }));
  }
  await conclude(claimed, sent, channel.delays).catch((error: unknown) => log.error({ err: error, channel: name }, "what came of a delivery could not be written; it is tried again once its claim is over"));
}
