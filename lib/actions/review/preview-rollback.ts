import { coveredPreview, coveredText, coverOf } from "@/lib/actions/cover";
import { credentialsOf, toUndo } from "@/lib/actions/execute";
import { RollbackParams, verified } from "@/lib/actions/proposal/payload";
import { rollbackOf, type Undoable } from "@/lib/actions/roll-back";
import { actionById, revisionOf, type ActionRow } from "@/lib/actions/row";
import { shownDifference } from "@/lib/actions/shown/amounts";
import { moneyOf } from "@/lib/actions/shown/money-of";
import type { Person } from "@/lib/actor";
import { operationOf, type BoundOperation } from "@/lib/connectors/registry";
import type { Call, RollbackCall } from "@/lib/connectors/types";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { toolAt } from "@/lib/tools/registry";
import type { RollbackShown } from "./target-view";

export type RollbackPreview = { possible: true; preview: RollbackShown } | { possible: false; reason: string };

/** Exactly what would change back, and whether the target changed since. Asks the target; has no effect. */
export async function previewRollback(person: Person, id: string): Promise<RollbackPreview> {
  const undoable = await rollbackOf(person, await actionById(id));
  return undoable.possible ? previewed(undoable) : undoable;
}

/** The same of a rollback that was asked for, as whoever asked saw it: for those who decide on it. */
export async function previewAsked(rollback: ActionRow): Promise<RollbackPreview> {
  const revision = await revisionOf(rollback);
  const tool = revision.toolVersionId ? await toolAt(revision.toolVersionId) : undefined;
  const params = RollbackParams.safeParse(verified(revision)?.params);
  if (!tool || !params.success) return { possible: false, reason: "What it would undo cannot be read any more." };
  return previewed({ tool, params: params.data });
}

type Undoing = Pick<Extract<Undoable, { possible: true }>, "tool" | "params">;

async function previewed({ tool, params }: Undoing): Promise<RollbackPreview> {
  const operation = operationOf(tool.connector.kind, tool.operation);
  if (!operation?.rollBack) return { possible: false, reason: "Its connector cannot undo this operation." };
  try {
    const call: Call = {
      config: tool.connectorConfig,
      credentials: credentialsOf({ versionId: tool.connector.versionId, sealed: tool.connectorSealed }),
      binding: tool.binding,
      params: {},
      idempotencyKey: `preview:${params.action}`,
      signal: AbortSignal.timeout(10_000),
      sending: async () => undefined,
    };
    return await asked(operation.rollBack, await toUndo(call, { params }), { tool, params });
  } catch (error) {
    // Not what the target said: what we keep cannot be opened, or is not what was signed.
    log.error({ err: error, action: params.action }, "what a rollback would change back could not be found out");
    if (error instanceof Refusal) throw error;
    throw new Refusal("unavailable", "What would change back could not be found out just now. Try again in a moment.", { cause: error, retryAfter: 10 });
  }
}

/** What the target says; its refusals may repeat what the action told it. */
async function asked(rollBack: NonNullable<BoundOperation["rollBack"]>, undoing: RollbackCall, { tool, params }: Undoing): Promise<RollbackPreview> {
  const cover = coverOf(undoing.params, tool);
  try {
    const { difference, changedSince, ...rest } = coveredPreview(await rollBack.preview(undoing), cover);
    const money = await moneyOf(params.action);
    return {
      possible: true,
      preview: { ...rest, ...(difference && { difference: shownDifference(money, difference) }), changedSince: changedSince && shownDifference(money, changedSince), force: params.force },
    };
  } catch (error) {
    if (error instanceof Refusal) return { possible: false, reason: coveredText(error.message, cover) };
    throw error;
  }
}
