import { settled, type Account } from "@/e2e/failures/books";
import { BRIEF_S } from "@/e2e/failures/cast";
import type { Acknowledged } from "@/e2e/failures/client";
import { LEASE_S, pause } from "@/e2e/failures/world";
import type { Scenario } from "./scenario";

const OFF = 600;

/** One web and one worker are ten minutes early, the others ten minutes late: the database's clock decides. */
export const clockSkew: Scenario = async ({ world, client, name }): Promise<Account> => {
  await world.allUp({ webs: [OFF, -OFF], workers: [OFF, -OFF] });
  world.target.latencyMs = () => 5;
  const broken: string[] = [];
  const say = (what: string) => void broken.push(what);
  const proposals: Promise<Acknowledged | undefined>[] = [];
  const propose = (ref: string, tool: "brief_write" | "faulty_safe" | "faulty_once", only: number, fault?: string) => {
    const proposed = client.propose({ ref: `${name}-${ref}`, tool, ...(fault ? { fault } : {}) }, { only });
    proposals.push(proposed);
    return proposed;
  };

  // In time by the database's clock is in time, whatever the web's own says; and late is late.
  const [early, late] = [0, 1] as const;
  const inTime = await Promise.all([early, late].map((web) => propose(`in-time-${web}`, "brief_write", web)));
  const answers = await Promise.all(inTime.map((action, web) => client.approve(action!, world.addresses[web]!)));
  answers.forEach(({ status, code }, web) => status !== 200 && say(`an approval in time is answered ${status} ${code} by ${world.webs[web]!.name}`));
  const tooLate = await Promise.all([early, late].map((web) => propose(`too-late-${web}`, "brief_write", web)));
  await pause(BRIEF_S * 1_000 + 100);
  const refusals = await Promise.all(tooLate.map((action, web) => client.approve(action!, world.addresses[web]!)));
  refusals.forEach(({ status, code }, web) => code !== "expired" && say(`an approval that is late is answered ${status} ${code} by ${world.webs[web]!.name}`));

  // Waits between attempts and a target's Retry-After pass as they should, with either worker.
  for (let i = 0; i < 3; i++) {
    void propose(`again-${i}`, "faulty_safe", i % 2, "fault");
    void propose(`busy-${i}`, "faulty_once", i % 2, "busy");
  }
  const first = await Promise.all(proposals);
  const drained = await settled(world, first);
  // Longer than a lease: whoever is ten minutes early must not think that it is over.
  world.target.latencyMs = () => LEASE_S * 1_500;
  const acknowledged = [...first, ...(await client.load(`${name}-long`, 12, { at: 6 }))];
  await settled(world, acknowledged);
  world.target.latencyMs = () => 5;

  const workers = await world.ask<{ worker: string }>(`SELECT DISTINCT t.worker FROM attempts t WHERE t.action_id = ANY($1::uuid[])`, [acknowledged.map((action) => action!.id)]);
  if (workers.length < 2) say("only one of the two workers had something to do: nothing was tried");
  for (const [kind, waits] of [["again", 1], ["busy", 3]] as const) {
    for (let i = 0; i < 3; i++) {
      const calls = world.target.of(`${name}-${kind}-${i}`);
      const gap = calls.length === 2 ? (calls[1]!.at - calls[0]!.at) / 1000 : 0;
      if (gap < waits || gap > 20) say(`${kind}-${i} was called ${calls.length} times, ${gap} s apart`);
    }
  }
  const retried = await world.ask<{ id: string }>(`SELECT id FROM actions WHERE idempotency_key LIKE $1 AND attempt_count > 1`, [`${name}-long-%`]);
  if (retried.length > 0) say(`${retried.length} attempts were taken from a worker that still held its lease`);
  return {
    acknowledged,
    resumedWithinS: drained ?? 60,
    expected: new Map([early, late].map((web) => [`${name}-too-late-${web}`, ["expired"]])),
    broken,
    more: { off_s: OFF },
  };
};
