import { factsOf } from "@/lib/actions/proposal/facts";
import { pastOf, remember, type Past } from "@/lib/actions/proposal/past";
import { revisionRow, sign } from "@/lib/actions/proposal/payload";
import { reserveOrUndo, withinLimits } from "@/lib/actions/proposal/reserve";
import type { Submission } from "@/lib/actions/proposal/submission";
import type { Told } from "@/lib/actions/shown/view";
import type { Agent } from "@/lib/actor";
import { canonical, sha256 } from "@/lib/canonical";
import type { Json } from "@/lib/connectors/types";
import { transactAtOnce } from "@/lib/db/at-once";
import { db, sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { classify } from "@/lib/policy/classify";
import { seconds, type ActionFacts, type Classified } from "@/lib/policy/types";
import type { RegisteredTool, Registry } from "@/lib/tools/registry";
import { insertAction } from "./insert";
import type { ActionRow } from "./row";

/** With all that an answer tells, where the action is new: it need not be read again. */
export type Submitted = ActionRow & { told?: Told };

/**
 * Proposes an action. Nothing has an effect here: the answer says what policy made of it.
 * The same agent, mode, key and body again returns the action as it is now.
 * @throws Refusal `invalid` with every fault of the params; `idempotency_mismatch` when the key was used for another body.
 */
export async function submit(agent: Agent, submission: Submission, idempotencyKey: string, registry: Registry): Promise<Submitted> {
  const tool = registry.tools.get(submission.tool);
  const requestHash = sha256(canonical(submission));
  const params = submission.params as { [key: string]: Json };
  const faults = tool?.check(params) ?? [];
  if (faults.length > 0) {
    // A retry of what was accepted under an earlier version of the tool is still that action.
    const earlier = await submittedUnder(agent, idempotencyKey, requestHash);
    if (earlier) return earlier;
    throw new Refusal("invalid", `The params do not fit the tool ${submission.tool}. Correct every fault in \`errors\` and send it again.`, { faults });
  }

  const id = newId();
  // A test key never acts: its actions are dry runs.
  const dryRun = agent.mode === "test" || submission.dry_run === true;
  const signed = sign(revisionRow(id, 1), { mode: agent.mode, dryRun, toolName: submission.tool, params, tool });
  const past = registry.policy.history === true ? await pastOf(db, agent, submission.tool, params) : undefined;
  const facts: ActionFacts = {
    ...(past && { history: past.history }),
    ...factsOf(tool, submission.statement),
    toolName: submission.tool,
    agent,
    mode: agent.mode,
    params,
    rollback: false,
    attested: agent.scopes.includes("context:attest"),
    cost: submission.cost ?? null,
  };
  const insert = (tx: Tx, classified: Classified) =>
    insertAction(
      tx,
      agent,
      { id, agentRun: !tool || tool.connector.kind === "agent", mode: agent.mode, dryRun, agentId: agent.id, keyId: agent.keyId, requestedBy: null, ...target(tool), toolName: submission.tool, rollbackOf: null, idempotencyKey, requestHash, labels: submission },
      signed,
      classified,
      seconds(registry.policy.blocked.release_within),
    );

  const { inserted, classified } = await withinLimits(async (beyond) => {
    const classified = classify({ ...facts, beyond }, registry.policy);
    return { classified, inserted: await kept(agent, classified, past, insert) };
  });
  if (inserted) {
    const { reasons, signals, unmatched, policyVersion, requirement } = classified;
    return { ...inserted, told: { payloadHash: signed.hash, own: true, reasons, signals, unmatched, policyVersion, requirement, decision: null, question: null } };
  }
  return (await submittedUnder(agent, idempotencyKey, requestHash)) ?? inFlight();
}

/**
 * Inserts what was classified, with what it takes of the policy's limits and what its agent did, in one transaction. A key
 * that was used before takes nothing.
 */
async function kept(agent: Agent, classified: Classified, past: Past | undefined, insert: (tx: Tx, classified: Classified) => Promise<ActionRow | undefined>): Promise<ActionRow | undefined> {
  if (classified.reserve.length === 0 && !past) return transactAtOnce((tx) => insert(tx, classified));
  return transact(async (tx) => {
    const action = await insert(tx, classified);
    if (action && past) await remember(tx, agent, past.counts);
    // Last, so that a counter is locked for the commit only.
    if (action) await reserveOrUndo(tx, action, classified.reserve);
    return action;
  });
}

/** What an action is bound to; an unregistered tool cannot be undone because nothing knows how to do it. */
export const target = (tool: RegisteredTool | undefined) => ({
  toolId: tool?.id ?? null,
  connectorId: tool?.connector.id ?? null,
  reversibility: tool?.reversibility ?? ("irreversible" as const),
});

async function submittedUnder(agent: Agent, key: string, requestHash: Buffer): Promise<ActionRow | undefined> {
  const earlier = await db.one<ActionRow>(
    sql`SELECT * FROM actions WHERE agent_id = ${agent.id} AND mode = ${agent.mode} AND idempotency_key = ${key}`,
    "submitted-under",
  );
  if (earlier && !earlier.requestHash?.equals(requestHash)) {
    throw new Refusal("idempotency_mismatch", "This Idempotency-Key was used for another body. Use a new key for a new action.", {
      facts: { action_id: earlier.id },
    });
  }
  return earlier;
}

function inFlight(): never {
  throw new Refusal("idempotency_in_flight", "A request with this Idempotency-Key is still being handled. Send it again in a moment.", { retryAfter: 1 });
}
