import { isDeepStrictEqual } from "node:util";
import type { ActionState } from "@/lib/actions/states";
import { verifyAudit } from "@/lib/audit/verify";
import type { Acknowledged, Client } from "./client";
import { pause, type World } from "./world";

export type Score = {
  scenario: string;
  backend: string;
  actions: number;
  executed: number;
  lost: number;
  doubled: number;
  unknown: number;
  resumed_within_s: number;
  [more: string]: unknown;
  /** Every promise that was not kept; empty when all were. */
  broken: string[];
};

export type Row = { id: string; ref: string; tool_name: string; state: ActionState; attempt_count: number; fence: number; reason: string | null };

/** What a scenario says of its own: its actions, when work went on, and what else it looked at. */
export type Account = {
  acknowledged: (Acknowledged | undefined)[];
  resumedWithinS: number;
  /** The states an action may end in, where it is not the usual: safe ones succeed, others may be unknown. */
  expected?: Map<string, ActionState[]>;
  broken?: string[];
  more?: Record<string, unknown>;
};

const USUAL = (tool: string): ActionState[] => (tool.includes("once") ? ["succeeded", "unknown"] : ["succeeded"]);

export const rowsOf = (world: World, actions: readonly Acknowledged[]): Promise<Row[]> =>
  world.ask<Row>(
    `SELECT a.id, coalesce(a.idempotency_key, o.idempotency_key || '-undone') AS ref, a.tool_name, a.state, a.attempt_count, a.fence, a.outcome->>'reason' AS reason
       FROM actions a LEFT JOIN actions o ON o.id = a.rollback_of WHERE a.id = ANY($1::uuid[])`,
    [actions.map(({ id }) => id)],
  );

/** Nothing has moved for so long: what is still open was left behind. */
const STILL_MS = 60_000;

/** Waits until nothing of these is approved or executing any more, as long as something moves. @returns the seconds it took, or undefined when it was given up */
export async function settled(world: World, actions: readonly (Acknowledged | undefined)[]): Promise<number | undefined> {
  const began = performance.now();
  const ids = actions.flatMap((action) => (action ? [action.id] : []));
  let open: number | undefined;
  let moved = began;
  for (;;) {
    const [row] = await world.ask<{ open: number }>(`SELECT count(*)::int AS open FROM actions WHERE id = ANY($1::uuid[]) AND state IN ('approved', 'executing')`, [ids]);
    const now = performance.now();
    if (row!.open === 0) return (now - began) / 1000;
    if (row!.open !== open) moved = now;
    else if (now - moved > STILL_MS) return undefined;
    open = row!.open;
    await pause(150);
  }
}

/** Compares what was acknowledged, what the tables say, and what the target saw. */
export async function score(world: World, client: Client, scenario: string, account: Account): Promise<Score> {
  const { target } = world;
  const acknowledged = account.acknowledged.filter((action) => action !== undefined);
  const broken = [...(account.broken ?? []), ...client.strange.splice(0), ...world.programs.flatMap((program) => program.crashes.splice(0))];
  if (client.failed > 0) broken.push(`${client.failed} requests were never answered`);
  client.failed = 0;

  const rows = new Map((await rowsOf(world, acknowledged)).map((row) => [row.id, row]));
  const count = { executed: 0, lost: 0, doubled: 0, unknown: 0 };
  for (const { id, ref, tool } of acknowledged) {
    const row = rows.get(id);
    const effects = target.effects(ref);
    const expected = account.expected?.get(ref) ?? USUAL(tool);
    const say = (what: string) => broken.push(`${ref} (${tool}, ${row?.state ?? "missing"}, ${row?.attempt_count ?? 0} attempts): ${what}`);
    if (effects > 1) {
      count.doubled++;
      say(`took effect ${effects} times`);
    }
    if (row?.state === "succeeded" || row?.state === "rolled_back") count.executed++;
    if (row?.state === "unknown") count.unknown++;
    const open = row?.state === "approved" || row?.state === "executing";
    if (!row || open || (row.state === "succeeded" && effects === 0)) {
      count.lost++;
      say(row ? (open ? "was left behind" : "is said to have happened, and did not") : "was acknowledged and is not there");
    } else if (!expected.includes(row.state)) {
      say(`should be ${expected.join(" or ")}: ${row.reason ?? "no reason"}`);
    }
    if (row?.state === "failed" && effects > 0) say("is said to have had no effect, and had one");
    if (row?.ref !== ref && row) say("was answered with the id of another action");
    if (target.of(ref).some(({ key }) => key === "")) say("was called without an idempotency key");
  }
  broken.push(...(await invariants(world)));
  return {
    scenario,
    backend: world.backend,
    actions: acknowledged.length,
    ...count,
    resumed_within_s: Math.round(account.resumedWithinS * 10) / 10,
    ...account.more,
    broken,
  };
}

const INVARIANTS = {
  "has events with gaps": `
    SELECT a.id FROM actions a LEFT JOIN (
      SELECT action_id, count(*) AS n, min(action_number) AS low, max(action_number) AS high FROM audit_events WHERE action_id IS NOT NULL GROUP BY 1
    ) e ON e.action_id = a.id WHERE e.n IS DISTINCT FROM a.event_count OR e.low <> 1 OR e.high <> e.n`,
  "is in a state that its events do not tell": `
    SELECT a.id FROM actions a WHERE a.state IS DISTINCT FROM (
      SELECT e.canonical::jsonb #>> '{data,to}' FROM audit_events e
       WHERE e.action_id = a.id AND e.canonical::jsonb #> '{data,to}' IS NOT NULL AND e.type <> 'action.escalated' ORDER BY e.action_number DESC LIMIT 1)`,
  "was concluded more than once": `
    SELECT action_id AS id FROM audit_events WHERE type IN ('action.succeeded', 'action.failed', 'action.lost_track') GROUP BY 1 HAVING count(*) > 1`,
  "holds a lease without being executed": `SELECT id FROM actions WHERE state <> 'executing' AND lease_until IS NOT NULL`,
};

/** What holds in the tables at any time, whatever happened. */
async function invariants(world: World): Promise<string[]> {
  const broken: string[] = [];
  for (const [what, query] of Object.entries(INVARIANTS)) {
    for (const { id } of await world.ask<{ id: string }>(query)) broken.push(`action ${id} ${what}`);
  }
  const verified = await verifyAudit((finding) => broken.push(`audit: ${finding.table}: ${finding.row}: ${finding.fault}`));
  if (!isDeepStrictEqual(verified.findings, 0) && broken.length === 0) broken.push(`audit: ${verified.findings} findings`);
  return broken;
}
