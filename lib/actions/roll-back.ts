import { revisionRow, sign, verified, type RollbackParams } from "@/lib/actions/proposal/payload";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { operationOf } from "@/lib/connectors/registry";
import { db, sql, transact, type Db, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { classify } from "@/lib/policy/classify";
import { seconds, type PublishedPolicy } from "@/lib/policy/types";
import { currentRegistry, toolAt } from "@/lib/tools/registry";
import { insertAction } from "./insert";
import { mayAct, requireYes } from "./may";
import { lockAction, revisionOf, type ActionRow } from "./row";

export type Undoable = { possible: true; tool: NonNullable<Awaited<ReturnType<typeof toolAt>>>; params: RollbackParams } | { possible: false; reason: string };

/** Whether an executed action can be undone now, or the reason why not: what the button says. */
export async function rollbackOf(person: Person, action: ActionRow, from: Db = db): Promise<Undoable> {
  const no = (reason: string): Undoable => ({ possible: false, reason });
  const act = mayAct(person, "roll back");
  if (act !== true) return no(act.reason);
  if (action.state === "rolled_back") return no("It was rolled back already.");
  if (action.state === "unknown") return no("Its outcome is unknown. Settle it first: only what happened can be undone.");
  if (action.state !== "succeeded") return no("Only an action that was executed can be rolled back.");
  if (action.dryRun) return no("A dry run changed nothing.");
  if (action.rollbackOf) return no("A rollback cannot itself be rolled back. Propose the action again instead.");
  if (action.reversibility === "irreversible") return no("This tool is irreversible: its effect cannot be undone from here.");
  const revision = await revisionOf(action, from);
  const tool = revision.toolVersionId ? await toolAt(revision.toolVersionId, from) : undefined;
  const operation = tool && operationOf(tool.connector.kind, tool.operation);
  if (!tool || !operation?.rollBack) return no("Its connector cannot undo this operation.");
  const possible = operation.rollBack.possible(tool.binding);
  if (possible !== true) return no(possible);
  const late = await from.one(
    sql`SELECT 1 FROM actions WHERE id = ${action.id} AND state_at + ${tool.rollbackWithin}::float8 * interval '1 second' <= clock_timestamp()`,
  );
  if (late) return no(`Its rollback window is over: this tool can be rolled back for ${span(tool.rollbackWithin!)} after it took effect.`);
  const open = await from.one<{ id: string }>(sql`
    SELECT id FROM actions WHERE rollback_of = ${action.id} AND state IN ('pending', 'blocked', 'approved', 'executing', 'unknown', 'succeeded')`);
  if (open) return no("A rollback of it is under way already.");
  return { possible: true, tool, params: { action: action.id, revision: action.revision, payload_hash: revision.payloadHash.toString("hex"), force: false } };
}

/** "7 days", "90 minutes": the largest unit that says it exactly. */
function span(all: number): string {
  const [size, word] = ([[86_400, "day"], [3_600, "hour"], [60, "minute"]] as const).find(([unit]) => all % unit === 0 && all >= unit) ?? [1, "second"];
  return `${all / size} ${word}${all === size ? "" : "s"}`;
}

export type RollbackOrder = { id: string; revision: number; note: string; force?: boolean };

/**
 * Asks for an executed action to be undone: an action of its own, classified, approved where its tier asks for it,
 * executed and audited like any other. `force` undoes even though the target has changed since: for admins, with a reason.
 */
export async function rollBack(person: Person, order: RollbackOrder): Promise<ActionRow> {
  const { policy } = await currentRegistry();
  return transact((tx) => rollBackIn(tx, person, order, policy));
}

/** As `rollBack`, inside a verb that asks for several. */
export async function rollBackIn(tx: Tx, person: Person, { id, revision, note, force = false }: RollbackOrder, policy: PublishedPolicy): Promise<ActionRow> {
  if (note.trim() === "") throw new Refusal("invalid", "Say why it should be undone.", { faults: [{ pointer: "/note", detail: "is required to roll back" }] });
  requireYes(mayAct(person, "roll back"));
  if (force && person.role !== "admin") throw new Refusal("not_permitted", "Only an admin may undo what has changed since.");
  // The original's row lock puts two people who ask at once one after the other: one rollback.
  const original = await lockAction(tx, id);
  if (original.revision !== revision) throw new Refusal("stale_revision", "This action has changed since. Read it again.", { facts: { revision: original.revision } });
  const undoable = await rollbackOf(person, original, tx);
  if (!undoable.possible) throw new Refusal("wrong_state", undoable.reason, { facts: { state: original.state } });
  const { tool } = undoable;
  if (!verified(await revisionOf(original, tx))) throw new Refusal("payload_mismatch", "The stored payload is not the one that was executed, so it cannot be undone safely.");
  const rollbackId = newId();
  const summary = `Undo: ${original.summary}${force ? " (although the target has changed since)" : ""}`;
  const params = { ...undoable.params, force };
  const signed = sign(revisionRow(rollbackId, 1), { mode: original.mode, dryRun: false, toolName: original.toolName, params, tool, rollback: { summary } });
  const agent = await tx.one<{ id: string; name: string; autonomy: string }>(sql`SELECT id, name, autonomy FROM agents WHERE id = ${original.agentId}`);
  const classified = classify(
    {
      tool: { name: tool.name, access: tool.access, reversibility: tool.reversibility },
      toolName: original.toolName,
      agent: agent!,
      mode: original.mode,
      params,
      confidence: null,
      rollback: true,
      ...(force ? { doubt: "It undoes although the target has changed since" } : {}),
    },
    policy,
  );
  const rollback = await insertAction(
    tx,
    person,
    {
      id: rollbackId,
      agentRun: tool.connector.kind === "agent",
      mode: original.mode,
      dryRun: false,
      agentId: original.agentId,
      keyId: null,
      requestedBy: person.id,
      toolName: original.toolName,
      toolId: original.toolId,
      connectorId: original.connectorId,
      reversibility: "irreversible",
      rollbackOf: id,
      idempotencyKey: null,
      requestHash: null,
      labels: { statement: { reasoning: note } },
    },
    signed,
    classified,
    seconds(policy.blocked.release_within),
  );
  // On the action's own trail too: its agent follows that one.
  await record(tx, { type: "action.rollback_requested", actor: person, action: original, data: { rollback: rollbackId, note, ...(force ? { force } : {}) } });
  return rollback!;
}
