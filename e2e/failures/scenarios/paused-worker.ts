import { rowsOf, settled, type Account } from "@/e2e/failures/books";
import { LEASE_S, pause } from "@/e2e/failures/world";
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
  // Its target answers while it sleeps; nobody is there to hear it.
  world.target.latencyMs = () => 5;
  world.target.release();
  await other.start();
  const since = performance.now();
  const drained = await settled(world, acknowledged);
  const resumed = (performance.now() - since) / 1000;
  const before = await rowsOf(world, acknowledged);
  sleeper.resume();
  const late = `SELECT count(*)::int AS n FROM audit_events WHERE type = 'action.late_result_refused' AND action_id = ANY($1::uuid[])`;
  const ids = acknowledged.map(({ id }) => id);
  const refused = async () => (await world.ask<{ n: number }>(late, [ids]))[0]!.n;
  await waitUntil(async () => (await refused()) === acknowledged.length, 10_000);
  await pause(LEASE_S * 500);
  const after = await rowsOf(world, acknowledged);

  const broken: string[] = [];
  if (!called) broken.push("the worker did not call for all before it was paused");
  if (drained === undefined) broken.push("nobody took over within a minute");
  const told = await refused();
  if (told !== acknowledged.length) broken.push(`${told} of ${acknowledged.length} late results were refused`);
  for (const row of before) {
    const now = after.find(({ id }) => id === row.id)!;
    if (now.state !== row.state || now.fence !== row.fence) broken.push(`${row.ref} was ${row.state}, and the late result made it ${now.state}`);
    if (row.tool_name === "once_write" && row.state !== "unknown") broken.push(`${row.ref} should be unknown, and is ${row.state}`);
  }
  return { acknowledged, resumedWithinS: resumed, broken, more: { late_results_refused: told } };
};
