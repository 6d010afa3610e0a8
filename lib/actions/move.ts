import type { Actor } from "@/lib/actor";
import { canonical } from "@/lib/canonical";
import { empty, sql, type Sql, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { announceLater } from "@/lib/notify/announce";
import { executeLaterIn } from "@/lib/queue/later";
import { lockAction, type ActionRow } from "./row";
import { TRANSITIONS, type ActionState, type ActionVerb } from "./states";

type Target<V extends ActionVerb> = (typeof TRANSITIONS)[V]["to"][number];

export type Move<V extends ActionVerb> = {
  by: Pick<Actor, "kind" | "id">;
  /** Needed where the table leaves a choice. */
  to?: Target<V>;
  /** More columns to write, as `name = value, …`. */
  set?: Sql;
  /** More conditions that must hold at this instant, as `AND …`: deadlines, fences, leases. */
  only?: Sql;
  /** More rows to write with it: `, name AS (INSERT … SELECT … FROM moved)`. */
  also?: Sql;
  /** For the hot path: the columns that this move changes, where the caller's row has all the others. Forty columns cost more to read than to write. */
  tells?: Sql;
  /** For the audit event, beside from, to and revision. */
  data?: Record<string, unknown>;
  /** Prepares the statement under this name: for the hot path, where the text is always the same. */
  name?: string;
};

/**
 * I1: the one place that writes `state`. The update matches id, revision and from-state, so its row count
 * is the lock: of any number of callers one wins. State and audit event are one statement (I2).
 * @returns the moved action, or undefined when somebody else was first or a condition did not hold.
 */
export async function tryMove<V extends ActionVerb>(
  tx: Tx,
  action: Pick<ActionRow, "id" | "revision" | "state">,
  verb: V,
  { by, to, set, only, also, tells, data, name }: Move<V>,
): Promise<ActionRow | undefined> {
  const { from, to: targets, event } = TRANSITIONS[verb];
  const target: ActionState = to ?? targets[0];
  if (!(targets as readonly ActionState[]).includes(target)) throw new Error(`${verb} does not lead to ${target}`);
  if (!(from as readonly ActionState[]).includes(action.state)) return undefined;
  const facts = canonical({ ...data, from: action.state, to: target, revision: action.revision });
  if (target === "approved" || (target === "executing" && verb !== "claim")) executeLaterIn(tx, action.id);
  const row = await tx.one<ActionRow>(
    sql`WITH moved AS (
          UPDATE actions
             SET state = ${target}, state_at = clock_timestamp(), event_count = event_count + 1${set ? sql`, ${set}` : empty}
           WHERE id = ${action.id} AND revision = ${action.revision} AND state = ${action.state} ${only ?? empty}
          RETURNING *
        ), event AS (
          INSERT INTO audit_events (id, type, actor_kind, actor_id, action_id, action_number, canonical, hash)
          SELECT ${newId()}::uuid, ${event}, ${by.kind}, ${by.id}, id, event_count, ${facts}, '' FROM moved
        )${also ?? empty}
        SELECT ${tells ? sql`state, state_at, event_count, due_at, ${tells}` : sql`*`} FROM moved`,
    name,
  );
  if (!row) return undefined;
  tx.afterCommit(() => announceLater(action.id));
  return tells ? Object.assign({}, action, row) : row;
}

/** As `tryMove`, for callers who promised somebody an answer. @throws Refusal that names who was first and when. */
export async function move<V extends ActionVerb>(
  tx: Tx,
  action: Pick<ActionRow, "id" | "revision" | "state">,
  verb: V,
  how: Move<V>,
): Promise<ActionRow> {
  return (await tryMove(tx, action, verb, how)) ?? (await refuse(tx, action, verb));
}

const PAST: Record<ActionState, string> = {
  pending: "is waiting for a decision",
  blocked: "is blocked by policy",
  approved: "was already approved",
  rejected: "was already rejected",
  expired: "has expired",
  cancelled: "was cancelled",
  executing: "is being executed",
  succeeded: "was already executed",
  failed: "was executed and failed",
  unknown: "was executed with an unknown outcome",
  rolled_back: "was rolled back",
};

/** Why `verb` cannot happen now: the state as it is, who brought it there and when. Always throws. */
export async function refuse(tx: Tx, { id, revision }: Pick<ActionRow, "id" | "revision">, verb: ActionVerb): Promise<never> {
  const now = await lockAction(tx, id);
  const last = await tx.one<{ actorKind: string; actorId: string | null; name: string | null }>(sql`
    SELECT e.actor_kind, e.actor_id, coalesce(p.name, a.name) AS name
      FROM audit_events e
      LEFT JOIN people p ON e.actor_kind = 'person' AND p.id::text = e.actor_id
      LEFT JOIN agents a ON e.actor_kind = 'agent' AND a.id::text = e.actor_id
     WHERE e.action_id = ${id} AND e.canonical::jsonb #>> '{data,to}' = ${now.state}
     ORDER BY e.action_number DESC LIMIT 1`);
  const who = last?.name ?? (last?.actorKind === "system" ? "the gateway" : (last?.actorKind ?? null));
  const facts = { state: now.state, revision: now.revision, by: who, at: now.stateAt.toISOString() };
  const story = `This action ${PAST[now.state]}${who && now.state !== "pending" ? ` (by ${who}, ${facts.at})` : ""}.`;
  if (now.revision !== revision) {
    throw new Refusal("stale_revision", `This action has changed to revision ${now.revision} since. Read it again before you decide.`, { facts });
  }
  if (now.state === "expired") throw new Refusal("expired", `${story} Propose it again if it is still wanted.`, { facts });
  const decided: readonly ActionState[] = ["approved", "rejected", "cancelled", "executing", "succeeded", "failed", "unknown", "rolled_back"];
  if ((verb === "approve" || verb === "reject" || verb === "cancel") && decided.includes(now.state)) {
    throw new Refusal("already_decided", `${story} Nothing was changed by this request.${verb === "cancel" && now.state === "approved" ? " To withdraw it before it begins, send `state`: `approved`." : ""}`, { facts });
  }
  if ((verb === "approve" || verb === "reject") && now.state === "pending") {
    throw new Refusal("expired", "The deadline for deciding has passed. Propose it again if it is still wanted.", { facts });
  }
  throw new Refusal("wrong_state", `${story} It cannot be ${TRANSITIONS[verb].event.slice(7).replaceAll("_", " ")} from there.`, { facts });
}
