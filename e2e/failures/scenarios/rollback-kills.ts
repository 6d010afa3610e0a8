import { rollBack } from "@/lib/actions/roll-back";
import { settled, type Account } from "@/e2e/failures/books";
import type { Acknowledged } from "@/e2e/failures/client";
import { pause, randomBelow } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

/** Two people ask at once for each of many actions to be undone, while the workers that undo them are killed. */
export const rollbackKills: Scenario = async ({ world, client, kills, actions, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 5;
  const originals = await client.load(name, Math.min(300, Math.ceil(actions / 2)), { at: 8, tools: ["undo_safe", "undo_once"] });
  await settled(world, originals);
  const { admin, reviewer } = world.cast;
  const broken: string[] = [];

  const undo = async ({ id, revision, ref, tool }: Acknowledged): Promise<Acknowledged | undefined> => {
    const asked = await Promise.allSettled([admin, reviewer, reviewer].map((person) => rollBack(person, { id, revision, note: "It was wrong" })));
    const won = asked.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    const refused = asked.flatMap((answer) => (answer.status === "rejected" ? [(answer.reason as Error).message] : []));
    if (won.length !== 1) broken.push(`${ref} was asked to be undone three times and got ${won.length} rollbacks: ${refused.join("; ")}`);
    return won[0] && { ref: `${ref}-undone`, tool, id: won[0].id, revision: 1, payloadHash: "", tries: 1 };
  };
  world.target.latencyMs = () => 20 + Math.random() * 200;
  const times = Math.max(2, Math.min(20, Math.floor(kills / 2)));
  const share = Math.ceil(originals.length / times);
  const asking: Promise<(Acknowledged | undefined)[]>[] = [];
  for (let i = 0; i < times; i++) {
    asking.push(Promise.all(originals.slice(i * share, (i + 1) * share).map(undo)));
    const victim = world.workers[i % 2]!;
    await world.target.nextCall(3_000);
    await pause(randomBelow(150));
    await victim.kill();
    await victim.start();
  }
  const undone = (await Promise.all(asking)).flat().filter((rollback) => rollback !== undefined);
  const drained = await settled(world, undone);

  const [interrupted] = await world.ask<{ n: number }>(
    `SELECT count(*)::int AS n FROM attempts WHERE action_id = ANY($1::uuid[]) AND detail->>'kind' = 'lease_over'`,
    [undone.map(({ id }) => id)],
  );
  if (interrupted!.n === 0) broken.push("no kill met a rollback under way: nothing was tried");
  const untrue = await world.ask<{ ref: string; original: string; rollback: string }>(
    `SELECT o.idempotency_key AS ref, o.state AS original, r.state AS rollback FROM actions r JOIN actions o ON o.id = r.rollback_of
      WHERE r.id = ANY($1::uuid[]) AND (o.state = 'rolled_back') <> (r.state = 'succeeded')`,
    [undone.map(({ id }) => id)],
  );
  for (const { ref, original, rollback } of untrue) broken.push(`${ref} is ${original} and its rollback ${rollback}`);
  return {
    acknowledged: [...originals, ...undone],
    resumedWithinS: drained ?? 60,
    expected: new Map(originals.map(({ ref }) => [ref, ["rolled_back", "succeeded"]])),
    broken,
    more: { kills: times, interrupted: interrupted!.n, undone: undone.length },
  };
};
