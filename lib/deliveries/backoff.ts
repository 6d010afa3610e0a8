const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Seconds before each further try: ten tries over three days and three hours, as the specification recommends.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
 */
export const DELAYS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR] as const;
export const MOST_ATTEMPTS = DELAYS.length + 1;

/** Spreads what failed together, so that it does not come back together. */
const JITTER = 0.1;

/**
 * Seconds until the try after the `attempt`th, a tenth more or less by chance, and never before what the other side
 * asked for; undefined when there is none.
 */
export function nextTry(attempt: number, asked = 0, random: () => number = Math.random, delays: readonly number[] = DELAYS): number | undefined {
  const delay = delays[attempt - 1];
  if (delay === undefined) return undefined;
  return Math.max(delay * (1 - JITTER + 2 * JITTER * random()), asked);
}
