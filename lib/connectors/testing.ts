import type { Call, Json, RollbackCall } from "./types";

type Parts<C, K, B> = { config: C; credentials: K; binding: B; params?: Record<string, Json>; signal?: AbortSignal; sending?: () => Promise<void> };

/** A call as a worker makes it; `sent` tells whether the connector announced an effect. */
export function callOf<C, K, B>(parts: Parts<C, K, B>): Call<C, K, B> & { sent: () => boolean } {
  let sent = false;
  return {
    params: {},
    idempotencyKey: "0190f0c0-0000-7000-8000-000000000001:1",
    signal: AbortSignal.timeout(10_000),
    ...parts,
    sending: async () => {
      await parts.sending?.();
      sent = true;
    },
    sent: () => sent,
  };
}

export function rollbackOf<C, K, B>(
  parts: Parts<C, K, B> & { before?: Json; after?: Json; force?: boolean },
): RollbackCall<C, K, B> & { sent: () => boolean } {
  return { ...callOf(parts), before: parts.before ?? null, after: parts.after ?? null, force: parts.force ?? false };
}
