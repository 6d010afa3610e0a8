import type { ActionState } from "@/lib/actions/states";
import { settled, type Account } from "@/e2e/failures/books";
import { HASTY_MS, type ToolName } from "@/e2e/failures/cast";
import type { Scenario } from "./scenario";

type Fate = { state: ActionState; calls: number; /** Least seconds between two calls. */ waits?: number };

/** Least wait before a second attempt: half of the first step of the backoff (lib/actions/conclude.ts). */
const BACKOFF_S = 1;

/** What each fault of a target leads to, where it honours idempotency keys and where it does not. */
const FATES: Record<string, { safe: Fate; once: Fate }> = {
  silent: { safe: { state: "succeeded", calls: 2, waits: HASTY_MS / 1000 + BACKOFF_S }, once: { state: "unknown", calls: 1 } },
  reset: { safe: { state: "succeeded", calls: 2, waits: BACKOFF_S }, once: { state: "unknown", calls: 1 } },
  drip: { safe: { state: "succeeded", calls: 2, waits: HASTY_MS / 1000 + BACKOFF_S }, once: { state: "unknown", calls: 1 } },
  fault: { safe: { state: "succeeded", calls: 2, waits: BACKOFF_S }, once: { state: "unknown", calls: 1 } },
  // It says itself that it did nothing, and when to come back.
  busy: { safe: { state: "succeeded", calls: 2, waits: 3 }, once: { state: "succeeded", calls: 2, waits: 3 } },
  // It did something, but not what the tool declares.
  nonsense: { safe: { state: "unknown", calls: 1 }, once: { state: "unknown", calls: 1 } },
  redirect: { safe: { state: "unknown", calls: 1 }, once: { state: "unknown", calls: 1 } },
  // 307 says that the request should be made elsewhere, so it was not carried out here.
  moved: { safe: { state: "failed", calls: 1 }, once: { state: "failed", calls: 1 } },
};

/** Each fault of a target lands in its documented state, with the waits in between respected. */
export const targetFaults: Scenario = async ({ world, client, name, kills }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 5;
  const fates = new Map<string, Fate & { fault: string; tool: ToolName }>(
    Object.entries(FATES).flatMap(([fault, { safe, once }]) => [
      [`${name}-${fault}-safe`, { fault, tool: "faulty_safe", ...safe }] as const,
      [`${name}-${fault}-once`, { fault, tool: "faulty_once", ...once }] as const,
    ]),
  );
  // Five attempts and their waits: only in a long run.
  if (kills >= 50) fates.set(`${name}-broken-safe`, { fault: "broken", tool: "faulty_safe", state: "unknown", calls: 5, waits: BACKOFF_S });
  const acknowledged = await Promise.all([...fates].map(([ref, { fault, tool }]) => client.propose({ ref, tool, fault })));
  const drained = await settled(world, acknowledged, kills >= 50 ? 120_000 : 30_000);

  const broken: string[] = [];
  for (const [ref, { calls, waits }] of fates) {
    const seen = world.target.of(ref);
    if (seen.length !== calls) broken.push(`${ref}: ${seen.length} calls instead of ${calls}`);
    const gap = Math.min(...seen.slice(1).map((call, i) => (call.at - seen[i]!.at) / 1000));
    if (waits !== undefined && gap < waits) broken.push(`${ref}: called again after ${gap.toFixed(2)} s, not ${waits}`);
  }
  if (world.target.trespassers > 0) broken.push(`a redirect was followed ${world.target.trespassers} times`);
  return { acknowledged, resumedWithinS: drained ?? 60, expected: new Map([...fates].map(([ref, { state }]) => [ref, [state]])), broken, more: { faults: Object.keys(FATES).length } };
};
