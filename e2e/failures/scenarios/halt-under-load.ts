import { halt, liftHalt } from "@/lib/actions/halt";
import { settled, type Account } from "@/e2e/failures/books";
import { LEASE_S, pause, randomBelow } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

/** The kill switch, thrown while workers claim as fast as they can. */
export const haltUnderLoad: Scenario = async ({ world, client, actions, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 150 + Math.random() * 150;
  const loading = client.load(name, actions, { at: 8, pauseMs: (1_500 * 8) / actions });
  await world.target.nextCall(5_000);
  await pause(randomBelow(500));
  const id = await halt(world.cast.admin, { scope: "all", targetId: null, rollbacks: true, reason: "Something looks wrong" });
  const [committed] = await world.ask<{ at: string }>("SELECT clock_timestamp()::text AS at");
  const acknowledged = await loading;
  // Long enough for every sweep, job and lease to have had its chance.
  await pause(LEASE_S * 1_000 + 500);

  const broken: string[] = [];
  const ids = acknowledged.map((action) => action.id);
  const claimed = await world.ask<{ n: number }>(
    `SELECT count(*)::int AS n FROM audit_events WHERE type = 'action.claimed' AND action_id = ANY($1::uuid[]) AND at > $2::timestamptz`,
    [ids, committed!.at],
  );
  if (claimed[0]!.n > 0) broken.push(`${claimed[0]!.n} actions were claimed after the halt was committed`);
  const states = await world.ask<{ state: string; n: number }>(`SELECT state, count(*)::int AS n FROM actions WHERE id = ANY($1::uuid[]) GROUP BY 1`, [ids]);
  const of = (state: string) => states.find((row) => row.state === state)?.n ?? 0;
  if (of("executing") > 0) broken.push(`${of("executing")} actions in flight were neither finished nor unknown`);
  if (of("approved") === 0) broken.push("nothing was left to hold back: nothing was tried");

  const since = performance.now();
  await liftHalt(world.cast.admin, { id, reason: "It was nothing" });
  await settled(world, acknowledged);
  return { acknowledged, resumedWithinS: (performance.now() - since) / 1000, broken, more: { held_back: of("approved"), finished_before: of("succeeded") } };
};
