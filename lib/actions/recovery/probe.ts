import { workOn } from "@/lib/actions/claim";
import { coveredProbe, coveredText, coverOf } from "@/lib/actions/cover";
import { credentialsOf, keptOf } from "@/lib/actions/execute";
import { mayAct, requireYes } from "@/lib/actions/may";
import { verified } from "@/lib/actions/proposal/payload";
import { actionById, lockAction } from "@/lib/actions/row";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { operationOf } from "@/lib/connectors/registry";
import type { Json, Probe } from "@/lib/connectors/types";
import { transact } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";

const PATIENCE_MS = 15_000;

/**
 * Asks the target what became of an action whose outcome nobody knows. Has no effect there, and settles nothing: a
 * person does, with this as evidence. That somebody asked, and what was found, is on the record.
 */
export async function probe(person: Person, { id, revision }: { id: string; revision: number }): Promise<Probe> {
  requireYes(mayAct(person, "ask the target"));
  const action = await actionById(id);
  if (action.revision !== revision) throw new Refusal("stale_revision", "This action has changed since. Read it again.", { facts: { revision: action.revision } });
  if (action.state !== "unknown") throw new Refusal("wrong_state", "Its outcome is known by now. Read it again.", { facts: { state: action.state } });
  const found = bounded(await ask(id, action.rollbackOf !== null));
  await transact(async (tx) => {
    const now = await lockAction(tx, id);
    await record(tx, { type: "action.probed", actor: person, action, data: { finding: found.finding, evidence: found.evidence, revision, state: now.state } });
  });
  return found;
}

async function ask(id: string, undoing: boolean): Promise<Probe> {
  const work = await workOn(id);
  if (!work) return { finding: "cannot_tell", evidence: "The agent ran this itself and did not report. Ask its owner, or look at the target." };
  if (undoing) return { finding: "cannot_tell", evidence: "What became of a rollback cannot be asked for. Look at the target, or at the action that it undoes." };
  const { action, tool, connector, revision: row } = work;
  const operation = operationOf(connector.kind, tool.operation);
  const payload = verified(row);
  if (!operation?.probe || !payload) return { finding: "cannot_tell", evidence: "Its connector has no way to ask the target." };
  const { before } = await keptOf(id, action.revision);
  const cover = coverOf(payload.params, tool);
  try {
    const found = await operation.probe({
      config: connector.config,
      credentials: credentialsOf(connector),
      binding: tool.binding,
      params: payload.params,
      idempotencyKey: `${id}:${action.revision}`,
      signal: AbortSignal.timeout(PATIENCE_MS),
      sending: async () => undefined,
      before,
    });
    return coveredProbe(found, cover);
  } catch (error) {
    if (error instanceof Refusal) return { finding: "cannot_tell", evidence: coveredText(error.message, cover) };
    throw new Refusal("unavailable", "The target could not be asked. Try again in a moment.", { cause: error, retryAfter: 10 });
  }
}

/** What people read and the trail keeps is short; the target may say more. */
function bounded({ finding, evidence, detail }: Probe): Probe {
  const cut = evidence.length > 1_000 ? `${evidence.slice(0, 999).toWellFormed()}…` : evidence;
  const shown: Json | undefined = detail !== undefined && JSON.stringify(detail).length > 8_000 ? "more than can be shown" : detail;
  return { finding, evidence: cut, ...(shown === undefined ? {} : { detail: shown }) };
}
