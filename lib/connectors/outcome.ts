import { Refusal } from "@/lib/errors";
import type { Json, Outcome } from "./types";

export const failed = (reason: string, detail?: Json): Outcome => ({ kind: "failed", reason, ...(detail !== undefined && { detail }) });
export const unknown = (reason: string, detail?: Json): Outcome => ({ kind: "unknown", reason, ...(detail !== undefined && { detail }) });
export const retry = (reason: string, more: { after?: number; mayHaveHappened?: boolean; detail?: Json } = {}): Outcome => ({
  kind: "retry",
  reason,
  ...more,
});

/**
 * Prepares a call and makes it. What cannot be prepared (a missing value, an address that is not allowed)
 * has had no effect and will not get better: it has failed.
 */
export async function prepared<Ready>(prepare: () => Ready, go: (ready: Ready) => Promise<Outcome>): Promise<Outcome> {
  let ready: Ready;
  try {
    ready = prepare();
  } catch (error) {
    if (error instanceof Refusal) return failed(error.message);
    throw error;
  }
  return go(ready);
}

/** Text from outside, short enough to show. */
export const excerpt = (text: string, max = 300): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > max ? `${line.slice(0, max)}…` : line;
};
