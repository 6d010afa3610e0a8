import { noteFailure } from "@/lib/actions/halts/failing";
import { revisionRow } from "@/lib/actions/proposal/payload";
import { tellEnd } from "@/lib/actions/telling/tell";
import type { Actor } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { canonical, sha256 } from "@/lib/canonical";
import type { Json, Outcome } from "@/lib/connectors/types";
import { transactAtOnce } from "@/lib/db/at-once";
import { empty, json, sql, transact, type Sql, type Tx } from "@/lib/db/tx";
import { log } from "@/lib/log";
import { seal } from "@/lib/sealing";
import type { Claim } from "./claim";
import { nextInTurn } from "./in-turn";
import { tryMove } from "./move";
import { lockAction, type ActionOutcome, type ActionRow } from "./row";
import { SETTLED } from "./states";

/** An attempt is tried again at most this often before a person is needed. */
export const MOST_ATTEMPTS = 5;
const FIRST_WAIT_S = 2;
const LONGEST_WAIT_S = 300;

/**
 * Seconds before attempt `attempt + 1`: exponential, with the upper half random so that many that failed together do
 * not come back together ("equal jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/);
 * never sooner than the target asked for.
 */
export function backoff(attempt: number, asked = 0, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (attempt - 1));
  return Math.max(asked, ceiling / 2 + (random() * ceiling) / 2);
}

export type Concluded = { outcome: Outcome; dryRun: boolean; uncertainBefore: boolean; /** Whether the request left; left out where nobody here sends it. */ sent?: boolean };

/**
 * Writes how an attempt ended: state, attempt, what a rollback needs and the audit event, all or nothing.
 * The fencing token is part of the condition, so a result that comes after the claim was lost changes nothing
 * but is noted on its attempt. @returns the action, or undefined when the claim was lost.
 */
export async function conclude(by: Pick<Actor, "kind" | "id">, claim: Claim, concluded: Concluded): Promise<ActionRow | undefined> {
  const ended = await write(by, claim, concluded);
  if (ended?.state === "failed" || ended?.state === "unknown") {
    await noteFailure(ended).catch((error: unknown) => log.error({ err: error, action: ended.id }, "failures in a row could not be counted; the next one counts them"));
  }
  if (ended?.rollbackOf && SETTLED.includes(ended.state)) {
    await nextInTurn(ended.id).catch((error: unknown) => log.warn({ err: error, action: ended.id }, "the next rollback in turn waits for the sweeper"));
  }
  return ended;
}

async function write(by: Pick<Actor, "kind" | "id">, claim: Claim, { outcome, dryRun, uncertainBefore, sent }: Concluded): Promise<ActionRow | undefined> {
  const { action, fence, attempt } = claim;
  const only = sql`AND fence = ${fence} AND lease_until IS NOT NULL`;
  const done = sql`lease_until = NULL`;
  const ended = ending(outcome, attempt, uncertainBefore);
  const also = attemptEnds(claim, ended.attempt, outcome, ended.keep, sent);
  const told: ActionOutcome = { by: by.kind === "agent" ? "agent" : "worker", ...(dryRun ? { dryRun } : {}), ...ended.told };
  const data = { fence, attempt, ...(dryRun ? { dry_run: true } : {}), ...("reason" in outcome ? { reason: outcome.reason } : {}) };
  const set =
    ended.verb === "postpone"
      ? sql`${done}, due_at = clock_timestamp() + ${ended.wait}::float8 * interval '1 second', outcome = ${json(told)}`
      : sql`${done}, due_at = NULL, outcome = ${json(told)}`;
  const name = `conclude-${ended.verb}${ended.keep === undefined ? "" : "-kept"}`;
  const moving = (tx: Tx) => tryMove(tx, { ...action, state: "executing" }, ended.verb, { by, set, only, also, tells: sql`lease_until, outcome`, data, name });

  // The usual end is one statement, and so a transaction by itself.
  if (ended.verb === "succeed" && !action.rollbackOf) return (await transactAtOnce(moving)) ?? transact((tx) => lost(tx, by, claim, outcome));
  return transact(async (tx) => {
    // Whoever locks both locks the original first.
    const original = action.rollbackOf ? await lockAction(tx, action.rollbackOf) : undefined;
    const moved = await moving(tx);
    if (!moved) return lost(tx, by, claim, outcome);
    if (moved.state === "failed" || moved.state === "unknown") await tellEnd(tx, moved);
    if (original && moved.state === "succeeded" && !dryRun) {
      await tryMove(tx, original, "markRolledBack", { by, data: { rollback: action.id } });
    }
    return moved;
  });
}

type Ending =
  | { verb: "succeed" | "fail" | "loseTrack"; attempt: string; told: Partial<ActionOutcome>; keep?: Json; wait?: never }
  | { verb: "postpone"; attempt: string; told: Partial<ActionOutcome>; keep?: never; wait: number };

function ending(outcome: Outcome, attempt: number, uncertainBefore: boolean): Ending {
  switch (outcome.kind) {
    case "succeeded":
      return { verb: "succeed", attempt: "succeeded", told: { response: outcome.response }, ...(outcome.after === undefined ? {} : { keep: outcome.after }) };
    case "failed":
      // An earlier attempt may have had its effect: then nobody can say that there was none.
      return uncertainBefore
        ? { verb: "loseTrack", attempt: "failed", told: { reason: `${outcome.reason}. An earlier attempt may have taken effect.` } }
        : { verb: "fail", attempt: "failed", told: { reason: outcome.reason, ...(outcome.detail === undefined ? {} : { response: outcome.detail }) } };
    case "changed":
      // The same: an earlier attempt may have undone it before somebody else changed it.
      return { verb: uncertainBefore ? "loseTrack" : "fail", attempt: "failed", told: { reason: outcome.reason, difference: outcome.difference } };
    case "unknown":
      return { verb: "loseTrack", attempt: "unknown", told: { reason: outcome.reason, ...(outcome.detail === undefined ? {} : { response: outcome.detail }) } };
    case "retry": {
      if (attempt < MOST_ATTEMPTS) {
        return { verb: "postpone", attempt: "retry", told: { reason: outcome.reason }, wait: backoff(attempt, outcome.after) };
      }
      const uncertain = outcome.mayHaveHappened || uncertainBefore;
      return { verb: uncertain ? "loseTrack" : "fail", attempt: uncertain ? "unknown" : "failed", told: { reason: `${outcome.reason} (after ${attempt} attempts)` } };
    }
  }
}

/** The attempt's row, and what a rollback will need, written with the move itself. */
function attemptEnds({ action, attempt }: Claim, as: string, outcome: Outcome, keep: Json | undefined, sent: boolean | undefined): Sql {
  const detail = {
    kind: outcome.kind,
    ...(sent === undefined ? {} : { sent }),
    ...("reason" in outcome ? { reason: outcome.reason } : {}),
    ...("mayHaveHappened" in outcome && outcome.mayHaveHappened ? { uncertain: true } : {}),
    ...("detail" in outcome && outcome.detail !== undefined ? { detail: outcome.detail } : {}),
  };
  const response = outcome.kind === "succeeded" ? outcome.response : null;
  const kept =
    keep === undefined
      ? empty
      : sql`, kept AS (
          INSERT INTO snapshots (action_id, revision, after)
          SELECT id, revision, ${seal(JSON.stringify(keep), `${revisionRow(action.id, action.revision)}/after`)}::bytea FROM moved
          ON CONFLICT (action_id, revision) DO UPDATE SET after = excluded.after)`;
  return sql`, ended AS (
      UPDATE attempts SET finished_at = clock_timestamp(), outcome = ${as}, detail = ${json(detail)},
             response_digest = ${sha256(canonical(response))}::bytea
       WHERE action_id = ${action.id} AND revision = ${action.revision} AND number = ${attempt} AND EXISTS (SELECT 1 FROM moved))${kept}`;
}

/** A late result: refused, but kept where a person who settles the action will read it. */
async function lost(tx: Tx, by: Pick<Actor, "kind" | "id">, { action, fence, attempt }: Claim, outcome: Outcome): Promise<undefined> {
  // The action's row first, as everywhere: two late results at once must not wait for each other.
  await lockAction(tx, action.id);
  const late = { late: { kind: outcome.kind, ...("reason" in outcome ? { reason: outcome.reason } : {}) } };
  await tx.run(sql`UPDATE attempts SET detail = coalesce(detail, '{}'::jsonb) || ${json(late)} WHERE action_id = ${action.id} AND revision = ${action.revision} AND number = ${attempt}`);
  await record(tx, { type: "action.late_result_refused", actor: by, action, data: { fence, attempt, kind: outcome.kind } });
  return undefined;
}
