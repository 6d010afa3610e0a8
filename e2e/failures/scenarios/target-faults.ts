import type { ActionState } from "@/lib/actions/states";
import { rowsOf, settled, type Account } from "@/e2e/failures/books";
import { HASTY_MS, type ToolName } from "@/e2e/failures/cast";
import type { Acknowledged } from "@/e2e/failures/client";
import type { World } from "@/e2e/failures/world";
import { waitUntil } from "@/scripts/process.mjs";
import type { Scenario } from "./scenario";

type Fate = { state: ActionState; calls: number; /** Least seconds before the second call, the third and so on. */ waits?: number[] };

/** Least waits before each further attempt: half of each step of the backoff (lib/actions/conclude.ts). */
const BACKOFF_S = [1, 2, 4, 8];
const FIRST_S = BACKOFF_S[0]!;
const ON_THE_WAY_S = 0.1;

/** What each fault of a target leads to, where it honours idempotency keys and where it does not. */
const FATES: Record<string, { safe: Fate; once: Fate }> = {
  silent: { safe: { state: "succeeded", calls: 2, waits: [HASTY_MS / 1000 + FIRST_S] }, once: { state: "unknown", calls: 1 } },
  reset: { safe: { state: "succeeded", calls: 2, waits: [FIRST_S] }, once: { state: "unknown", calls: 1 } },
  drip: { safe: { state: "succeeded", calls: 2, waits: [HASTY_MS / 1000 + FIRST_S] }, once: { state: "unknown", calls: 1 } },
  fault: { safe: { state: "succeeded", calls: 2, waits: [FIRST_S] }, once: { state: "unknown", calls: 1 } },
  relapse: { safe: { state: "succeeded", calls: 3, waits: BACKOFF_S.slice(0, 2) }, once: { state: "unknown", calls: 1 } },
  // A proxy says the same when it lost its upstream in the middle.
  unwell: { safe: { state: "succeeded", calls: 2, waits: [3] }, once: { state: "unknown", calls: 1 } },
  // It says itself that it did nothing, and when to come back.
  busy: { safe: { state: "succeeded", calls: 2, waits: [3] }, once: { state: "succeeded", calls: 2, waits: [3] } },
  booked: { safe: { state: "succeeded", calls: 2, waits: [3] }, once: { state: "succeeded", calls: 2, waits: [3] } },
  refused: { safe: { state: "failed", calls: 1 }, once: { state: "failed", calls: 1 } },
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
  // Nobody listens at first: nothing was sent, so both are tried until somebody does.
  for (const tool of ["late_safe", "late_once"] as const) fates.set(`${name}-${tool}`, { fault: "none", tool, state: "succeeded", calls: 1 });
  // Five attempts and their waits: only in a long run.
  if (kills >= 50) fates.set(`${name}-broken-safe`, { fault: "broken", tool: "faulty_safe", state: "unknown", calls: 5, waits: BACKOFF_S });
  const acknowledged = await Promise.all([...fates].map(([ref, { fault, tool }]) => client.propose({ ref, tool, fault })));
  const unreached = acknowledged.filter((action) => action?.tool.startsWith("late")) as Acknowledged[];
  const missed = await waitUntil(async () => (await rowsOf(world, unreached)).every(({ state, attempt_count }) => state === "executing" && attempt_count > 0), 10_000);
  await world.target.arrive();
  const drained = await settled(world, acknowledged);

  const broken = missed ? [] : ["nobody tried the target that was not there"];
  const cutOff = await takenFromTheirWorkers(world, acknowledged);
  for (const [ref, { calls, waits }] of fates) {
    // On a machine too busy to renew its leases; the fates of those are still looked at.
    if (cutOff.has(ref)) continue;
    const seen = world.target.of(ref);
    if (seen.length !== calls) broken.push(`${ref}: ${seen.length} calls instead of ${calls}`);
    for (const [i, least] of (waits ?? []).entries()) {
      const gap = ((seen[i + 1]?.at ?? 0) - seen[i]!.at) / 1000;
      // A time limit runs from before the call arrives.
      if (gap < least - ON_THE_WAY_S) broken.push(`${ref}: call ${i + 2} came after ${gap.toFixed(2)} s, not ${least}`);
    }
  }
  if (world.target.trespassers > 0) broken.push(`a redirect was followed ${world.target.trespassers} times`);
  return { acknowledged, resumedWithinS: drained ?? 60, expected: new Map([...fates].map(([ref, { state }]) => [ref, [state]])), broken, more: { faults: Object.keys(FATES).length + 1 } };
};

async function takenFromTheirWorkers(world: World, actions: readonly (Acknowledged | undefined)[]): Promise<Set<string>> {
  const rows = await world.ask<{ ref: string }>(
    `SELECT DISTINCT a.idempotency_key AS ref FROM attempts t JOIN actions a ON a.id = t.action_id WHERE t.detail->>'kind' = 'lease_over' AND a.id = ANY($1::uuid[])`,
    [actions.flatMap((action) => action?.id ?? [])],
  );
  return new Set(rows.map(({ ref }) => ref));
}
