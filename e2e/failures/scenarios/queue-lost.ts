import { Redis } from "ioredis";
import { settled, type Account } from "@/e2e/failures/books";
import { pause, type World } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

/** Within so many seconds of the queue's return, everything has been executed. */
const MOST_S = 60;

/** Every job is lost: with nobody there to take it, under load, and with the queue away altogether. */
export const queueLost: Scenario = async ({ world, client, actions, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 5;
  const share = Math.ceil(actions / 3);

  // Approved and enqueued while no worker runs; then the queue forgets.
  await Promise.all(world.workers.map((worker) => worker.stop()));
  const unseen = await client.load(`${name}-unseen`, share, { at: 4 });
  await loseJobs(world);
  await Promise.all(world.workers.map((worker) => worker.start()));

  // Under load, again and again.
  const loading = client.load(`${name}-load`, share, { at: 4, pauseMs: (1_500 * 4) / share });
  for (let i = 0; i < 4; i++) {
    await pause(300);
    await loseJobs(world);
  }
  // Away while actions are approved, and back.
  if (world.backend === "redis") await world.stopRedis();
  const away = await client.load(`${name}-away`, share, { at: 4 });
  if (world.backend === "redis") await world.startRedis();
  else await loseJobs(world);

  const acknowledged = [...unseen, ...(await loading), ...away];
  const drained = await settled(world, acknowledged);
  const broken = drained === undefined || drained > MOST_S ? [`work went on for ${drained?.toFixed(1) ?? "ever"} s after the queue was back, not ${MOST_S}`] : [];
  // Nobody was cut off in the middle of anything: nothing may be in doubt.
  const expected = new Map(acknowledged.map(({ ref }) => [ref, ["succeeded" as const]]));
  return { acknowledged, resumedWithinS: drained ?? 60, expected, broken, more: { jobs_lost: world.backend === "redis" ? "flushed and stopped" : "truncated" } };
};

async function loseJobs(world: World): Promise<void> {
  if (world.backend === "redis") {
    const redis = new Redis(process.env.REDIS_URL!, { maxRetriesPerRequest: 1 });
    await redis.flushall();
    redis.disconnect();
    return;
  }
  await world.asSuperuser(async (client) => {
    // Everything but the note of which migrations BullMQ has run. Where this and a worker wait for each
    // other, PostgreSQL ends whoever notices first: that is to be the worker, which must bear it. One that waited
    // for longer than a second before that does not look again, so this lets go and begins anew.
    await client.query("SET deadlock_timeout = '1min'; SET lock_timeout = '5s'");
    const { rows } = await client.query(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`);
    const truncate = `TRUNCATE ${(rows as { name: string }[]).map((row) => row.name).join(", ")} CASCADE`;
    const until = Date.now() + MOST_S * 1_000;
    while (!(await client.query(truncate).then(() => true, (error: { code?: string }) => {
      if (error.code !== "55P03" || Date.now() > until) throw error;
      return false;
    })));
  });
}
