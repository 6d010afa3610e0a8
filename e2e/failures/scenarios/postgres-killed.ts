import { settled, type Account } from "@/e2e/failures/books";
import { waitUntil } from "@/scripts/process.mjs";
import { pause, randomBelow } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

/** PostgreSQL is killed under load and started again; nobody restarts anything else. */
export const postgresKilled: Scenario = async ({ world, client, kills, actions, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 20 + Math.random() * 100;
  const before = world.programs.map(({ pid }) => pid);
  const times = Math.max(1, Math.min(10, Math.floor(kills / 10)));
  const loading = client.load(name, actions, { at: 6, pauseMs: (times * 1_500 * 6) / actions });
  let slowest = 0;
  const probes = [];
  for (let i = 0; i < times; i++) {
    await world.target.nextCall(3_000);
    // The first time right after a 202: what is not on disk by then is lost with the process.
    if (i > 0) await pause(200 + randomBelow(400));
    await Promise.race([client.acknowledges(), pause(3_000)]);
    await world.killPostgres();
    await pause(randomBelow(1_000));
    await world.startPostgres();
    // From the database's first answer to an action that went all the way.
    const since = performance.now();
    const probe = await client.propose({ ref: `${name}-probe-${i}`, tool: "safe_write" });
    probes.push(probe);
    await settled(world, [probe]);
    slowest = Math.max(slowest, (performance.now() - since) / 1000);
  }
  const acknowledged = [...(await loading), ...probes];
  await settled(world, acknowledged);

  const broken: string[] = [];
  world.programs.forEach(({ name: program, pid }, i) => pid !== before[i] && broken.push(`${program} had to be restarted`));
  const listening = await waitUntil(
    async () => (await world.ask<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'countersign listen'`))[0]!.n >= 2,
    5_000,
  );
  if (!listening) broken.push("the processes do not listen for changes again");
  // An answer that is held looks by itself only every five seconds: sooner, it was told.
  const waiting = { ref: `${name}-held`, tool: "decided_write" } as const;
  const held = (await client.propose(waiting))!;
  const answered = client.send(waiting, world.addresses[0]!, { prefer: "wait=20" });
  await pause(300);
  const asked = performance.now();
  const { status } = await client.approve(held, world.addresses[1]!);
  const state = (await answered).body.state;
  const told = (performance.now() - asked) / 1000;
  if (status !== 200) broken.push(`the approval was answered ${status}`);
  if (state === "pending" || told > 4.5) broken.push(`a change was told after ${told.toFixed(1)} s (${state}): LISTEN did not recover`);
  await settled(world, [held]);
  return { acknowledged: [...acknowledged, held], resumedWithinS: slowest, broken, more: { kills: times, told_within_s: Math.round(told * 100) / 100 } };
};
