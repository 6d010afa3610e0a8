import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract, type RateLimiterRes } from "rate-limiter-flexible";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";

/** Seconds of one window. */
const WINDOW = 60;
/** Requests with a wrong or no key that one address may make in a window. */
const UNAUTHENTICATED = 120;

type Limits = { keys: RateLimiterAbstract; addresses: RateLimiterAbstract; redis: Redis | undefined };

// Next's bundles and server.ts count together.
const shared = globalThis as typeof globalThis & { countersignLimits?: Limits };

/**
 * With `REDIS_URL` all web processes count a key's requests together; without it, or while Redis is away, each counts for
 * itself, so that N processes let N times as much through. What an address fails is counted by each process alone.
 */
function limits(): Limits {
  return (shared.countersignLimits ??= openLimits(env().REDIS_URL));
}

export function openLimits(url: string | undefined): Limits {
  // We compare with each agent's own number; the limiter only counts.
  const common = (keyPrefix: string) => ({ keyPrefix, points: Number.MAX_SAFE_INTEGER, duration: WINDOW });
  const memory = (prefix: string) => new RateLimiterMemory(common(prefix));
  if (!url) return { keys: memory("key"), addresses: memory("ip"), redis: undefined };
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 250, enableAutoPipelining: true });
  redis.on("error", (error: Error) => log.warn({ err: error }, "Redis is not reachable; requests are counted by each process alone"));
  const counting = (prefix: string) => new RateLimiterRedis({ ...common(`countersign_limit_${prefix}`), storeClient: redis, insuranceLimiter: memory(prefix) });
  return { keys: counting("key"), addresses: memory("ip"), redis };
}

export type Spent = { limit: number; remaining: number; resetSeconds: number };

/** Counts one request of a key. @throws Refusal `rate_limited` that says how long to wait */
export async function spendRequest(keyId: string, perMinute: number): Promise<Spent> {
  const counted = (await limits().keys.consume(keyId)) as RateLimiterRes;
  const resetSeconds = Math.max(1, Math.ceil(counted.msBeforeNext / 1000));
  const spent = { limit: perMinute, remaining: Math.max(0, perMinute - counted.consumedPoints), resetSeconds };
  if (counted.consumedPoints > perMinute) {
    throw new RateLimited(`This key may make ${perMinute} requests a minute. Wait ${resetSeconds} seconds; to wait for an action, ask with \`Prefer: wait=30\` instead of often.`, spent);
  }
  return spent;
}

export class RateLimited extends Refusal {
  constructor(
    message: string,
    readonly spent: Spent,
  ) {
    super("rate_limited", message, { retryAfter: spent.resetSeconds });
  }
}

/** Key ids that were proved from here lately: an address that fails often does not lock out the agents beside it. */
const proved = new Map<string, number>();
const MOST_PROVED = 10_000;

export function noteProved(keyId: string): void {
  if (proved.size >= MOST_PROVED) proved.clear();
  proved.set(keyId, Date.now() + WINDOW * 1000);
}

/** Called before a key is looked up. @throws Refusal `rate_limited` for an address that sent too many wrong keys */
export async function requireCalm(address: string, keyId: string | undefined): Promise<void> {
  const failures = await limits().addresses.get(address);
  if (!failures || failures.consumedPoints < UNAUTHENTICATED) return;
  if (keyId && (proved.get(keyId) ?? 0) > Date.now()) return;
  const wait = Math.max(1, Math.ceil(failures.msBeforeNext / 1000));
  throw new Refusal("rate_limited", `Too many requests without an accepted key came from this address. Try again in ${wait} seconds.`, { retryAfter: wait });
}

export async function noteFailure(address: string): Promise<void> {
  await limits().addresses.consume(address).catch(() => undefined);
}

export async function closeLimits(): Promise<void> {
  const open = shared.countersignLimits;
  delete shared.countersignLimits;
  open?.redis?.disconnect();
}
