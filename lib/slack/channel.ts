import type { Channel } from "@/lib/deliveries/types";
import { EVENTS, plan } from "./plan";
import { send, SPACING_MS, TIMEOUT_MS } from "./send";
import { routesOf } from "./workspace";

const times = (count: number, seconds: number): number[] => Array.from({ length: count }, () => seconds);

/** Seconds before each further try: a chat is read now, so Slack is asked often at first, and for a day in all. */
export const DELAYS = [2, 5, 10, 15, ...times(30, 30), ...times(30, 300), ...times(20, 3_600)];

/** Slack, as a way to reach people: one message per action and channel or person, kept up to date. */
export const slack: Channel = {
  // Whatever channels are named: what was told is kept true, and people may want direct messages.
  listensTo: async (tx) => ((await routesOf(tx)) ? EVENTS : []),
  plan,
  send,
  timeoutMs: TIMEOUT_MS,
  together: 1_000,
  atOnce: { all: 8, target: 1 },
  spacingMs: SPACING_MS,
  delays: DELAYS,
};
