import { settled, type Account } from "@/e2e/failures/books";
import { pause, randomBelow } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

/** Web processes are killed at random instants under load; clients send again what was not answered. */
export const webKills: Scenario = async ({ world, client, kills, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 5;
  const times = Math.max(2, Math.ceil(kills / 2));
  let over = false;
  // The load lasts as long as the kills do.
  const loading = client.loadUntil(name, () => over, { each: 9, at: 3, pauseMs: 150 });
  try {
    for (let i = 0; i < times; i++) {
      const victim = world.webs[i % 2]!;
      await pause(100 + randomBelow(500));
      await victim.kill();
      await victim.start();
    }
  } finally {
    over = true;
  }
  const since = performance.now();
  const acknowledged = await loading;
  await settled(world, acknowledged);
  const resumed = (performance.now() - since) / 1000;

  // The same key and body again is the same action, whichever process answers.
  const broken: string[] = [];
  const again = await Promise.all(acknowledged.filter((_, i) => i % Math.ceil(acknowledged.length / 50) === 0).map(async (action) => ({ action, now: await client.propose(action) })));
  for (const { action, now } of again) if (now?.id !== action.id) broken.push(`${action.ref} sent again is ${now?.id}, not ${action.id}`);
  const stored = await world.ask<{ n: number }>(`SELECT count(*)::int AS n FROM actions WHERE idempotency_key LIKE $1`, [`${name}-%`]);
  if (stored[0]!.n !== acknowledged.length) broken.push(`${stored[0]!.n} actions for ${acknowledged.length} keys`);
  const untold = await world.ask<{ id: string }>(
    `SELECT a.id FROM actions a WHERE a.id = ANY($1::uuid[]) AND NOT EXISTS (SELECT FROM audit_events e WHERE e.action_id = a.id AND e.action_number = 1 AND e.type = 'action.submitted')`,
    [acknowledged.map(({ id }) => id)],
  );
  for (const { id } of untold) broken.push(`${id} was acknowledged and no event says that it was submitted`);
  const sentAgain = acknowledged.filter(({ tries }) => tries > 1).length;
  if (sentAgain === 0) broken.push("no kill met a request: nothing was tried");
  // Only who takes the requests was killed, not who executes: nothing may be in doubt.
  const expected = new Map(acknowledged.map(({ ref }) => [ref, ["succeeded" as const]]));
  return { acknowledged, resumedWithinS: resumed, expected, broken, more: { kills: times, sent_again: sentAgain } };
};
