import { workOn, type Work } from "@/lib/actions/claim";
import { coveredPreview, coveredText, coverOf } from "@/lib/actions/cover";
import { credentialsOf, keptOf } from "@/lib/actions/execute";
import { verified, type Payload } from "@/lib/actions/proposal/payload";
import { actionById, type ActionRow } from "@/lib/actions/row";
import { shownDifference } from "@/lib/actions/shown/amounts";
import { moneyOf } from "@/lib/actions/shown/money-of";
import { NEVER_RAN, TO_RUN } from "@/lib/actions/states";
import type { Person } from "@/lib/actor";
import { differences, valuesIn } from "@/lib/connectors/postgres/compare";
import { After, Before } from "@/lib/connectors/postgres/left";
import { PostgresConfig, UpdateBinding } from "@/lib/connectors/postgres/schemas";
import { tableOf, valuesOf } from "@/lib/connectors/postgres/table";
import { operationOf } from "@/lib/connectors/registry";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { previewAsked } from "./preview-rollback";
import type { TargetLook } from "./target-view";

const PATIENCE_MS = 5_000;

const unknown = (why: string): TargetLook => ({ found: false, why });

/**
 * The record that an action changes, field by field: as its target holds it now, or as it was kept before the action
 * ran; of a rollback that waits, what it would change back. Reads only; for anybody who may see the action.
 * @throws Refusal `not_found`
 */
export async function lookAtTarget(_person: Person, id: string): Promise<TargetLook> {
  const action = await actionById(id);
  if (action.rollbackOf !== null) return undoing(action);
  const work = await workOn(id);
  const payload = work && verified(work.revision);
  if (!work || !payload || work.connector.kind !== "postgres") return unknown("Its target cannot be looked at.");
  const cover = coverOf(payload.params, work.tool);
  try {
    const { difference, sentence, when } = [...TO_RUN, ...NEVER_RAN].includes(action.state) ? await now(work, payload) : await kept(work, payload);
    const covered = coveredPreview({ sentence, difference }, cover);
    return { found: true, when, sentence: covered.sentence, difference: shownDifference(await moneyOf(id), covered.difference ?? []) };
  } catch (error) {
    if (error instanceof Refusal) return unknown(coveredText(error.message, cover));
    log.error({ err: error, action: id }, "what a target holds could not be read");
    return unknown("Its target could not be reached just now.");
  }
}

async function undoing(rollback: ActionRow): Promise<TargetLook> {
  if (!TO_RUN.includes(rollback.state)) return unknown("It does not wait any more.");
  try {
    const asked = await previewAsked(rollback);
    if (!asked.possible) return unknown(asked.reason);
    const { sentence, difference, ...rollsBack } = asked.preview;
    return { found: true, when: "now", sentence, difference, rollsBack };
  } catch (error) {
    if (error instanceof Refusal) return unknown(error.message);
    throw error;
  }
}

async function now({ action, tool, connector }: Work, payload: Payload) {
  const operation = operationOf(connector.kind, tool.operation);
  if (!operation) throw new Refusal("conflict", "Its connector does not know this operation any more.");
  const { sentence, difference = [] } = await operation.preview({
    config: connector.config,
    credentials: credentialsOf(connector),
    binding: tool.binding,
    params: payload.params,
    idempotencyKey: `${action.id}:${action.revision}`,
    signal: AbortSignal.timeout(PATIENCE_MS),
    sending: async () => undefined,
  });
  return { sentence, difference, when: "now" as const };
}

/** From what was kept for a rollback; an update shows only the columns that it set. */
async function kept({ action, tool, connector }: Work, payload: Payload) {
  const { before, after } = await keptOf(action.id, action.revision);
  const [old, left] = [Before.safeParse(before), After.safeParse(after)];
  const config = PostgresConfig.safeParse(connector.config);
  if (!old.success || !config.success) throw new Refusal("conflict", "What it held before was not kept.");
  const binding = tool.binding as { table: string };
  const table = tableOf(config.data, binding.table);
  const set = tool.operation === "update" ? valuesOf(table, UpdateBinding.parse(tool.binding).set, payload.params) : undefined;
  const from = old.data.row ?? undefined;
  // Until it is known to have succeeded, what it was to set stands for what it left.
  const to = left.success ? (left.data.row ?? undefined) : set && from !== undefined ? JSON.stringify({ ...valuesIn(from), ...set }) : undefined;
  return { sentence: `What ${table.name} held before this ran`, difference: differences(table, from, to, set && Object.keys(set)), when: "before" as const };
}
