import { halt } from "@/lib/actions/halts/halt";
import { settled, type Account } from "@/e2e/failures/books";
import type { Acknowledged } from "@/e2e/failures/client";
import { LEASE_S, pause, type World } from "@/e2e/failures/world";
import { waitUntil } from "@/scripts/process.mjs";
import type { Scenario } from "./scenario";

/** What PostgreSQL says of a full disk, and an error that nobody foresaw. */
const FAULTS = { "disk full": "53100", "an unforeseen error": "P0001" };

/** No audit event can be written: no verb does anything, and agents are told to come back. */
export const failingAudit: Scenario = async ({ world, client, name }): Promise<Account> => {
  await world.allUp();
  world.target.latencyMs = () => 5;
  const broken: string[] = [];
  const acknowledged: (Acknowledged | undefined)[] = [];
  let slowest = 0;
  for (const [i, [what, code]] of Object.entries(FAULTS).entries()) {
    const stage = `${name}-${i}`;
    // Under way when it begins: their calls have been made, and their outcomes cannot be written.
    world.target.hold();
    const running = await client.load(`${stage}-running`, 4, { at: 4 });
    await waitUntil(() => running.every(({ ref }) => world.target.of(ref).length > 0), 10_000);
    const waiting = await client.propose({ ref: `${stage}-waiting`, tool: "decided_write" });
    await breakAudit(world, code);
    world.target.release();

    const refused = { ref: `${stage}-refused`, tool: "safe_write" } as const;
    for (const address of world.addresses) {
      const answer = await client.send(refused, address);
      if (answer.status !== 503 || !answer.retryAfter) broken.push(`${what}: a proposal is answered ${answer.status} ${answer.body.code}, Retry-After ${answer.retryAfter}`);
    }
    const decided = await client.approve(waiting!, world.addresses[0]!);
    if (decided.status !== 503 || !decided.retryAfter) broken.push(`${what}: a decision is answered ${decided.status} ${decided.code}, Retry-After ${decided.retryAfter}`);
    const cancelled = await client.cancel(waiting!, world.addresses[1]!);
    if (cancelled.status !== 503 || !cancelled.retryAfter) broken.push(`${what}: a cancellation is answered ${cancelled.status} ${cancelled.code}, Retry-After ${cancelled.retryAfter}`);
    const halted = await halt(world.cast.admin, { scope: "all", targetId: null, rollbacks: true, reason: "Nothing works" }).then(() => true, () => false);
    if (halted) broken.push(`${what}: a halt was set without its event`);
    await pause(LEASE_S * 1_000 + 500);
    const half = await world.ask<{ what: string }>(
      `SELECT 'an action without its event' AS what FROM actions WHERE idempotency_key = $1
       UNION ALL SELECT 'a halt without its event' FROM halts WHERE lifted_at IS NULL
       UNION ALL SELECT 'a cancellation without its event' FROM actions WHERE id = $2 AND state <> 'pending'
       UNION ALL SELECT 'a decision without its event' FROM decisions WHERE action_id = $2
       UNION ALL SELECT 'a state without its event: ' || state FROM actions WHERE id = ANY($3::uuid[]) AND state <> 'executing'`,
      [refused.ref, waiting!.id, running.map(({ id }) => id)],
    );
    broken.push(...half.map((row) => `${what}: ${row.what}`));
    const calls = running.map(({ ref }) => world.target.of(ref).length);
    if (calls.some((n) => n > 1)) broken.push(`${what}: something was called again without being claimed`);

    await repairAudit(world);
    const since = performance.now();
    const again = await client.approve(waiting!, world.addresses[1]!);
    if (again.status !== 200) broken.push(`${what}: afterwards the decision is answered ${again.status} ${again.code}`);
    const mine = [...running, waiting, await client.propose(refused)];
    await settled(world, mine);
    slowest = Math.max(slowest, (performance.now() - since) / 1000);
    acknowledged.push(...mine);
  }
  return { acknowledged, resumedWithinS: slowest, broken, more: { faults: Object.keys(FAULTS).length } };
};

const breakAudit = (world: World, code: string): Promise<unknown> =>
  world.asSuperuser((client) =>
    client.query(`
      CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '${code}'; END $$;
      CREATE TRIGGER fault BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION fault()`),
  );

const repairAudit = (world: World): Promise<unknown> => world.asSuperuser((client) => client.query("DROP TRIGGER fault ON audit_events; DROP FUNCTION fault()"));
