import { haltIn, liftHalt } from "@/lib/actions/halts/halt";
import { transact } from "@/lib/db/tx";
import { settled, type Account } from "@/e2e/failures/books";
import { LEASE_S, pause, randomBelow, type World } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

/** The kill switch, thrown and lifted again and again while workers claim as fast as they can; the last time it stays. */
export const haltUnderLoad: Scenario = async ({ world, client, kills, actions, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 150 + Math.random() * 150;
  const times = Math.max(3, Math.min(20, kills));
  const loading = client.load(name, actions, { at: 8, pauseMs: ((times * 500 + 1_000) * 8) / actions });
  await world.target.nextCall(5_000);
  const halts: string[] = [];
  // Its transaction stays open for a moment: a claim that does not wait for it would be made meanwhile.
  const set = () =>
    transact(async (tx) => {
      halts.push(await haltIn(tx, world.cast.admin, { scope: "all", targetId: null, rollbacks: true, reason: "Something looks wrong", cause: "manual" }));
      await pause(200);
    });
  const lift = () => liftHalt(world.cast.admin, { id: halts.at(-1)!, reason: "It was nothing" });
  for (let i = 1; i < times; i++) {
    await set();
    await pause(100 + randomBelow(200));
    await lift();
    await pause(randomBelow(300));
  }
  await set();
  const acknowledged = await loading;
  // Long enough for every sweep, job and lease to have had its chance.
  await pause(LEASE_S * 1_000 + 500);

  const broken: string[] = [];
  const ids = acknowledged.map((action) => action.id);
  const states = await world.ask<{ state: string; n: number }>(`SELECT state, count(*)::int AS n FROM actions WHERE id = ANY($1::uuid[]) GROUP BY 1`, [ids]);
  const of = (state: string) => states.find((row) => row.state === state)?.n ?? 0;
  if (of("executing") > 0) broken.push(`${of("executing")} actions in flight were neither finished nor unknown`);
  if (of("approved") === 0) broken.push("nothing was left to hold back: nothing was tried");

  const since = performance.now();
  await lift();
  await settled(world, acknowledged);
  const resumed = (performance.now() - since) / 1000;
  const claimed = await claimedDuring(world, halts);
  if (claimed > 0) broken.push(`${claimed} actions were claimed after a halt was written and before it was lifted`);
  return { acknowledged, resumedWithinS: resumed, broken, more: { halts: halts.length, held_back: of("approved"), finished_before: of("succeeded") } };
};

/** Both moments are stamped by the database: a halt's once no claim is under way any more, and its lifting before any may be. */
async function claimedDuring(world: World, halts: readonly string[]): Promise<number> {
  const [row] = await world.ask<{ n: number }>(
    `SELECT count(*)::int AS n
       FROM audit_events set_at JOIN audit_events lifted ON lifted.subject_id = set_at.subject_id AND lifted.type = 'halt.lifted'
       JOIN audit_events claim ON claim.type = 'action.claimed' AND claim.at > set_at.at AND claim.at < lifted.at
      WHERE set_at.type = 'halt.set' AND set_at.subject_id = ANY($1::text[])`,
    [halts],
  );
  return row!.n;
}
