import { factsOf } from "@/lib/actions/proposal/facts";
import { pastOf } from "@/lib/actions/proposal/past";
import { revisionRow, sign, verified, type SignedPayload } from "@/lib/actions/proposal/payload";
import type { Json } from "@/lib/connectors/types";
import { sql, type Sql, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { classify } from "@/lib/policy/classify";
import type { ActionFacts, Classified } from "@/lib/policy/types";
import type { Registry } from "@/lib/tools/registry";
import { dueIfOurs, revisionOf, type ActionRow } from "./row";
import { target } from "./submit";

/**
 * Signs and classifies params as the next revision of an action, under the registry as it is now. What its agent did before
 * is read where the policy asks for it, and not added to: a person edits and tries again. `beyond`: limits without room.
 * `bound`: what its row then goes by, where a connector is halted, a fact is asked for or a worker looks for what is due.
 * @throws Refusal `invalid`
 */
export async function nextRevision(tx: Tx, action: ActionRow, params: { [key: string]: Json }, registry: Registry, beyond: readonly string[]): Promise<{ signed: SignedPayload; classified: Classified; bound: { set: Sql; due: Sql } }> {
  const tool = registry.tools.get(action.toolName);
  const faults = tool?.check(params) ?? [];
  if (faults.length > 0) throw new Refusal("invalid", `The params do not fit the tool ${action.toolName} as it is now. Correct every fault.`, { faults });
  if (!tool && action.toolId) throw new Refusal("wrong_state", `The tool ${action.toolName} is no longer registered. An admin can restore it under Tools.`);
  const agent = await tx.one<{ id: string; name: string; autonomy: string }>(sql`SELECT id, name, autonomy FROM agents WHERE id = ${action.agentId}`);
  const signed = sign(revisionRow(action.id, action.revision + 1), { mode: action.mode, dryRun: action.dryRun, toolName: action.toolName, params, tool });
  const past = registry.policy.history === true ? await pastOf(tx, { id: action.agentId, mode: action.mode }, action.toolName, params, verified(await revisionOf(action, tx))?.params) : undefined;
  const classified = classify(
    {
      ...(past && { history: past.history }),
      // Edited by a person or tried again: what the harness vouched for was another payload.
      ...factsOf(tool, action.statement ?? undefined),
      toolName: action.toolName,
      agent: agent!,
      mode: action.mode,
      params,
      rollback: false,
      cost: action.cost as ActionFacts["cost"],
      beyond,
    },
    registry.policy,
  );
  const { toolId, connectorId, reversibility } = target(tool);
  return { signed, classified, bound: { set: sql`tool_id = ${toolId}::uuid, connector_id = ${connectorId}::uuid, reversibility = ${reversibility}`, due: dueIfOurs(sql`${connectorId}::uuid`) } };
}
