import { createHmac, timingSafeEqual } from "node:crypto";

/** How old a signed request may be, in seconds, in either direction of the clock: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const MOST_AGE = 5 * 60;

/** What Slack signs a request with: HMAC-SHA256 over `v0:{timestamp}:{raw body}`, in hex behind `v0=`. */
export function signatureOf(secret: string, timestamp: string, raw: string | Uint8Array): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:`).update(raw).digest("hex")}`;
}

export type Signed = { signature: string | null | undefined; timestamp: string | null | undefined; raw: string | Uint8Array };

/**
 * Whether Slack sent this, not long ago, or why that cannot be believed. Pure: a replay within the five minutes is found
 * where accepted requests are kept. `now` in milliseconds.
 */
export function verifySignature(secret: string, { signature, timestamp, raw }: Signed, now: number): true | "missing" | "stale" | "wrong" {
  if (!signature || !timestamp) return "missing";
  if (!/^\d{1,12}$/.test(timestamp)) return "wrong";
  const expected = Buffer.from(signatureOf(secret, timestamp, raw));
  const given = Buffer.from(signature);
  // The length of a right signature is no secret; the comparison takes as long whatever differs.
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return "wrong";
  return Math.abs(now / 1000 - Number(timestamp)) <= MOST_AGE ? true : "stale";
}
