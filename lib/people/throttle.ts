import { RateLimiterPostgres } from "rate-limiter-flexible";
import { sha256 } from "@/lib/canonical";
import { pool } from "@/lib/db/pool";
import { Refusal } from "@/lib/errors";

const WINDOW = 15 * 60;
const FAILURES = { email: 10, ip: 100 } as const;
type By = keyof typeof FAILURES;

const shared = globalThis as typeof globalThis & { countersignSignInLimits?: Record<By, RateLimiterPostgres> };

function limits(): Record<By, RateLimiterPostgres> {
  const limit = (by: By) =>
    new RateLimiterPostgres({
      storeClient: pool(),
      storeType: "pool",
      tableName: "rate_limits",
      tableCreated: true,
      keyPrefix: `sign_in_${by}`,
      points: FAILURES[by],
      duration: WINDOW,
    });
  return (shared.countersignSignInLimits ??= { email: limit("email"), ip: limit("ip") });
}

/** Keys are hashes: what somebody typed as an address may have been a password. */
const keyOf = (text: string) => sha256(text).toString("base64url");

/**
 * Counts an attempt before the password is looked at, so that attempts at the same moment all count.
 * @returns what takes it back after a success. @throws Refusal `rate_limited` that says how long.
 */
export async function countAttempt({ email, ip }: { email: string; ip: string | null }): Promise<() => Promise<void>> {
  const { email: byEmail, ip: byIp } = limits();
  await spend(byEmail, keyOf(email));
  if (ip) await spend(byIp, keyOf(ip));
  return async () => {
    await byEmail.delete(keyOf(email));
    if (ip) await byIp.reward(keyOf(ip));
  };
}

async function spend(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    // By its shape: a bundle may hold the library's class twice, and instanceof would tell them apart.
    if (!isRefusal(refused)) throw refused;
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    const minutes = Math.ceil(seconds / 60);
    const wait = seconds < 90 ? `${seconds} seconds` : `${minutes} minutes`;
    throw new Refusal("rate_limited", `Too many attempts. Try again in ${wait}.`, { retryAfter: seconds });
  }
}

const isRefusal = (thrown: unknown): thrown is { msBeforeNext: number } =>
  typeof thrown === "object" && thrown !== null && !(thrown instanceof Error) && "msBeforeNext" in thrown && typeof thrown.msBeforeNext === "number";
