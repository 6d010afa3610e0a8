import { rowsOf, settled, type Account } from "@/e2e/failures/books";
import { pause } from "@/e2e/failures/world";
import { waitUntil } from "@/scripts/process.mjs";
import type { Scenario } from "./scenario";

/** A worker is paused with calls under way, past its leases; another takes over; then the first goes on as if nothing were. */
export const pausedWorker: Scenario = async ({ world, client, name }): Promise<Account> => {
  await world.allUp();
  const [sleeper, other] = world.workers as [(typeof world.workers)[0], (typeof world.workers)[0]];
  await other.stop();
  world.target.hold();
  const acknowledged = await client.load(name, 8, { at: 8 });
  const called = await waitUntil(() => acknowledged.every(({ ref }) => world.target.of(ref).length === 1), 15_000);
  sleeper.pause();
  // Its target answers while it sleeps, and nobody is there to hear it. Whoever takes over has to wait for an answer.
  world.target.latencyMs = () => 0;
  world.target.release();
  await pause(100);
  world.target.hold();
  const since = performance.now();
  await other.start();
  const safe = acknowledged.filter(({ tool }) => tool === "safe_write");
  const takenOver = await waitUntil(() => safe.every(({ ref }) => world.target.of(ref).length === 2), 30_000);
  const resumed = (performance.now() - since) / 1000;

  // Others hold its actions now, or nobody may: every result it brings is refused.
  sleeper.resume();
  const ids = acknowledged.map(({ id }) => id);
  const refused = async () =>
    (await world.ask<{ n: number }>(`SELECT count(*)::int AS n FROM audit_events WHERE type = 'action.late_result_refused' AND action_id = ANY($1::uuid[])`, [ids]))[0]!.n;
  await waitUntil(async () => (await refused()) === acknowledged.length, 10_000);
  const broken: string[] = [];
  for (const { ref, state, fence } of await rowsOf(world, safe)) {
    if (state !== "executing" || fence !== 2) broken.push(`${ref} is ${state} under fence ${fence} while the second worker executes it`);
  }
  world.target.release();
  const drained = await settled(world, acknowledged);
  const told = await refused();
  if (!called) broken.push("the worker did not call for all before it was paused");
  if (!takenOver) broken.push("nobody took over within half a minute");
  if (drained === undefined) broken.push("the second worker did not finish");
  if (told !== acknowledged.length) broken.push(`${told} of ${acknowledged.length} late results were refused`);
  for (const { ref, state, tool_name } of await rowsOf(world, acknowledged)) {
    if (tool_name === "once_write" && state !== "unknown") broken.push(`${ref} should be unknown, and is ${state}`);
  }
  return { acknowledged, resumedWithinS: resumed, broken, more: { late_results_refused: told } };
};
