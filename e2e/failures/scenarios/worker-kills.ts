import { settled, type Account } from "@/e2e/failures/books";
import { pause, randomBelow } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

/** Workers are killed in turns, each at a random instant while calls to the target are under way. */
export const workerKills: Scenario = async ({ world, client, kills, actions, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 20 + Math.random() * 200;
  const batches = [];
  let killed = 0;
  for (; killed < kills; killed++) {
    // Spread over the kills, so that each of them meets work.
    const share = Math.floor((actions * (killed + 1)) / kills) - Math.floor((actions * killed) / kills);
    batches.push(client.load(`${name}-${killed}`, share, { at: 6 }));
    const victim = world.workers[killed % 2]!;
    await world.target.nextCall(3_000);
    await pause(randomBelow(200));
    await victim.kill();
    const again = victim.start();
    // The first of two comes back while the second is killed.
    if (killed % 2 === 1 || killed === kills - 1) await again;
    else again.catch(() => {});
  }
  const acknowledged = (await Promise.all(batches)).flat();
  await Promise.all(world.workers.map((worker) => worker.start()));
  const drained = await settled(world, acknowledged);
  const [interrupted] = await world.ask<{ n: number }>(
    `SELECT count(*)::int AS n FROM attempts t JOIN actions a ON a.id = t.action_id WHERE a.idempotency_key LIKE $1 AND t.detail->>'kind' = 'lease_over'`,
    [`${name}-%`],
  );
  return {
    acknowledged,
    resumedWithinS: drained ?? 60,
    broken: interrupted!.n === 0 ? ["no kill met an attempt under way: nothing was tried"] : [],
    more: { kills: killed, interrupted: interrupted!.n },
  };
};
