import { revisionRow, RollbackParams, verified, type Payload } from "@/lib/actions/proposal/payload";
import type { Worker } from "@/lib/actor";
import { operationOf, type BoundOperation } from "@/lib/connectors/registry";
import type { Call, Json, Outcome, RollbackCall } from "@/lib/connectors/types";
import { db, sql } from "@/lib/db/tx";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { open, seal } from "@/lib/sealing";
import { connectorDigest, toolDigest } from "@/lib/tools/digest";
import { claimDue, noteSending, renew, type Claim, type Work } from "./claim";
import { conclude, type Concluded } from "./conclude";
import { coveredOutcome, coveredPreview, coverOf } from "./cover";
import { revisionOf, type ActionRow } from "./row";

/**
 * Claims an approved action and performs exactly what was signed. @returns the action afterwards, or undefined
 * when there was nothing to claim: not due, somebody else's, halted, settled.
 */
export async function execute(worker: Worker, id: string): Promise<ActionRow | undefined> {
  const [claimed] = await claimDue(worker, [id], env().LEASE_SECONDS);
  return claimed && conclude(worker, claimed.held, await perform(claimed.held, claimed.work));
}

/** As `execute`, for all that one job names: claimed together, then each on its own. What cannot be recorded is logged. */
export async function executeAll(worker: Worker, ids: string[]): Promise<void> {
  const claimed = await claimDue(worker, ids, env().LEASE_SECONDS);
  await Promise.all(
    claimed.map(async ({ held, work }) => {
      try {
        await conclude(worker, held, await perform(held, work));
      } catch (error) {
        // The lease runs out and the sweeper takes it from there.
        log.error({ err: error, action: held.action.id }, "an execution could not be recorded");
      }
    }),
  );
}

async function perform(held: Claim, work: Work): Promise<Concluded> {
  const refused = (reason: string): Concluded => ({ outcome: { kind: "failed", reason }, dryRun: work.action.dryRun, uncertainBefore: false });
  const payload = asSigned(work);
  if (typeof payload === "string") return refused(payload);
  const operation = operationOf(work.connector.kind, work.tool.operation);
  if (!operation) return refused(`This deployment has no operation ${work.connector.kind}.${work.tool.operation}`);

  const undoing = payload.operation?.endsWith(".rollBack") === true;
  // A rollback's own params name the original; what it must not show are the original's.
  let cover = coverOf(payload.params, work.tool);
  const original = async (call: Call) => {
    const undo = await toUndo(call, payload);
    cover = coverOf(undo.params, work.tool);
    return undo;
  };
  const idempotent = (undoing ? operation.rollBack?.idempotent(work.tool.binding) : operation.idempotent(work.tool.binding)) ?? "no";
  const uncertainBefore = held.attempt > 1 && (await mayHaveActed(held));
  const abort = new AbortController();
  const stop = keepAlive(held, abort);
  let limit: NodeJS.Timeout | undefined;
  let sent = false;
  try {
    // Not AbortSignal.any with AbortSignal.timeout: Node 20 may collect the latter before it fires, and the call never ends.
    limit = setTimeout(() => abort.abort(new Error("the time limit passed")), operation.timeout(work.connector.config));
    const call: Call = {
      config: work.connector.config,
      credentials: credentialsOf(work.connector),
      binding: work.tool.binding,
      params: payload.params,
      idempotencyKey: `${held.action.id}:${held.action.revision}`,
      signal: abort.signal,
      sending: async () => {
        // An idempotent call may be repeated with the same key, so nobody needs to know whether it left.
        if (idempotent === "no" && !(await noteSending(held))) throw new Error("the claim was lost before the call");
        sent = true;
      },
    };
    if (payload.dry_run) {
      const preview = undoing ? await operation.rollBack!.preview(await original(call)) : await operation.preview(call);
      return { outcome: { kind: "succeeded", response: coveredPreview(preview, cover) as unknown as Json }, dryRun: true, uncertainBefore };
    }
    if (!undoing && operation.snapshot) await keepBefore(held, operation, call);
    const outcome = undoing ? await operation.rollBack!.run(await original(call)) : await operation.run(call);
    return { outcome: coveredOutcome(outcome, cover), dryRun: false, uncertainBefore, sent };
  } catch (error) {
    // A snapshot or preview that cannot be taken: nothing was sent, and only an unreachable target may get better.
    if (error instanceof Refusal && !sent) {
      const kind = error.code === "unavailable" ? "retry" : "failed";
      return { outcome: coveredOutcome({ kind, reason: error.message }, cover), dryRun: payload.dry_run, uncertainBefore, sent };
    }
    log.error({ err: error, action: held.action.id, attempt: held.attempt }, "an attempt ended in a fault");
    const reason = `The attempt ended in a fault: ${error instanceof Error ? error.message : String(error)}`.slice(0, 500);
    const outcome: Outcome = sent && idempotent === "no" ? { kind: "unknown", reason } : { kind: "retry", reason, mayHaveHappened: sent };
    return { outcome: coveredOutcome(outcome, cover), dryRun: payload.dry_run, uncertainBefore, sent };
  } finally {
    clearTimeout(limit);
    stop();
  }
}

/** I3: the stored payload, if it and the versions it names are byte for byte what was signed; else why not. */
function asSigned({ action, revision, tool, connector }: Work): Payload | string {
  const payload = verified(revision);
  if (!payload) return "Refused: the stored payload is not the one that was approved";
  const same =
    payload.mode === action.mode &&
    payload.dry_run === action.dryRun &&
    payload.tool === action.toolName &&
    payload.tool_version === tool.version &&
    payload.connector === connector.name &&
    payload.connector_version === connector.version &&
    payload.operation?.replace(/\.rollBack$/, "") === tool.operation &&
    payload.operation?.endsWith(".rollBack") === (action.rollbackOf !== null);
  if (!same) return "Refused: the action no longer names what was approved";
  if (payload.tool_digest !== toolDigest(tool)) return "Refused: the tool version was altered after approval";
  if (payload.connector_digest !== connectorDigest(connector)) return "Refused: the connector version was altered after approval";
  return payload;
}

/** Renews the lease until stopped; when it is lost, aborts the call. */
function keepAlive(held: Claim, abort: AbortController): () => void {
  const lease = env().LEASE_SECONDS;
  const timer = setInterval(() => {
    renew(held, lease).then(
      (kept) => kept || abort.abort(new Error("the lease was lost")),
      (error: unknown) => log.warn({ err: error, action: held.action.id }, "a lease could not be renewed"),
    );
  }, (lease * 1000) / 3);
  return () => clearInterval(timer);
}

/** The target as it was before the first call: never retaken. */
async function keepBefore({ action }: Claim, operation: BoundOperation, call: Call): Promise<void> {
  const kept = await db.one(sql`SELECT 1 FROM snapshots WHERE action_id = ${action.id} AND revision = ${action.revision} AND before IS NOT NULL`);
  if (kept) return;
  const before = await operation.snapshot!(call);
  const sealed = seal(JSON.stringify(before), `${revisionRow(action.id, action.revision)}/before`);
  await db.run(sql`
    INSERT INTO snapshots (action_id, revision, before) VALUES (${action.id}, ${action.revision}, ${sealed})
    ON CONFLICT (action_id, revision) DO UPDATE SET before = coalesce(snapshots.before, excluded.before)`);
}

/** The rollback's call: what the original was, and what it left behind, read from its own signed and sealed rows. @throws Refusal `payload_mismatch` */
export async function toUndo(call: Call, { params }: Pick<Payload, "params">): Promise<RollbackCall> {
  const { action, revision, payload_hash, force } = RollbackParams.parse(params);
  const original = await revisionOf({ id: action, revision });
  const payload = verified(original);
  if (!payload || original.payloadHash.toString("hex") !== payload_hash) throw new Refusal("payload_mismatch", "The action to undo is not the one that was executed.");
  return { ...call, params: payload.params, force, ...(await keptOf(action, revision)) };
}

/** What was kept of an executed action for its rollback. */
export async function keptOf(action: string, revision: number): Promise<{ before: Json; after: Json }> {
  const row = await db.one<{ before: Buffer | null; after: Buffer | null }>(
    sql`SELECT before, after FROM snapshots WHERE action_id = ${action} AND revision = ${revision}`,
  );
  const opened = (bytes: Buffer | null | undefined, part: string): Json => (bytes ? (JSON.parse(open(bytes, `${revisionRow(action, revision)}/${part}`)) as Json) : null);
  return { before: opened(row?.before, "before"), after: opened(row?.after, "after") };
}

/** Whether an attempt before this one may have had its effect. */
async function mayHaveActed({ action, attempt }: Claim): Promise<boolean> {
  const row = await db.one(
    sql`SELECT 1 FROM attempts WHERE action_id = ${action.id} AND revision = ${action.revision} AND number < ${attempt}
           AND (detail->>'uncertain' = 'true' OR (outcome IS NULL AND finished_at IS NULL) OR outcome = 'unknown') LIMIT 1`,
  );
  return row !== undefined;
}

export function credentialsOf({ versionId, sealed }: { versionId: string; sealed: Buffer | null }): unknown {
  return sealed ? JSON.parse(open(sealed, versionId)) : {};
}
