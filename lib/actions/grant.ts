import { hkdfSync } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { HALTED, IN_TURN } from "@/lib/actions/halts/halted";
import { RollbackParams, verified, type Payload } from "@/lib/actions/proposal/payload";
import type { Agent } from "@/lib/actor";
import type { Json } from "@/lib/connectors/types";
import { db, sql, transact, type Tx } from "@/lib/db/tx";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { claimIn } from "./claim";
import { conclude } from "./conclude";
import { coveredJson, coverOf } from "./cover";
import { refuse } from "./move";
import { actionById, lockAction, revisionOf, type ActionRow } from "./row";
import { SETTLED } from "./states";

/** How long an agent has to run what was approved and report back; unreported it is unknown. */
const GRANT_SECONDS = 15 * 60;

export type Granted = { grant: string; params: { [key: string]: Json }; payloadHash: string; dryRun: boolean; expiresAt: Date; /** For a rollback: what it undoes. */ undoes: Undoes | null };
/** The action to undo: what was approved of it then, and what the agent reported of it. */
export type Undoes = { action: string; params: { [key: string]: Json }; result: Json; force: boolean };

/**
 * The signed, single-use permission to run an approved action, for tools that the agent runs itself. Fetching it claims
 * the action; fetching it again before the report returns the same grant, so that a lost answer is not a lost action.
 */
export async function grant(agent: Agent, id: string): Promise<Granted> {
  return transact(async (tx) => {
    const action = await lockAction(tx, id);
    requireOwn(agent, action);
    await requireAgentRun(tx, action);
    const payload = verified(await revisionOf(action, tx));
    if (!payload) throw new Refusal("payload_mismatch", "The stored payload is not the one that was approved. Nothing was granted.");
    let row = await tx.one<GrantRow>(sql`SELECT * FROM grants WHERE action_id = ${id} AND revision = ${action.revision} AND fence = ${action.fence} AND reported_at IS NULL AND expires_at > clock_timestamp()`);
    if (!row || action.state !== "executing") {
      const claimed = await claimIn(tx, agent, action, GRANT_SECONDS);
      if (!claimed) {
        const halted = await tx.one(sql`SELECT 1 FROM actions WHERE id = ${id} AND ${HALTED}`);
        if (action.state === "approved" && action.rollbackOf && (await waitsItsTurn(tx, id))) {
          throw new Refusal("conflict", "This rollback waits for those of newer actions. Ask for the grant again in a moment.", { retryAfter: 10 });
        }
        if (action.state === "approved" && halted) throw new Refusal("halted", "Execution is halted by an admin. Ask for the grant again later.", { retryAfter: 60 });
        return refuse(tx, action, "claim");
      }
      // What left the gateway may have had its effect, so an attempt that is never reported is unknown.
      await tx.run(sql`UPDATE attempts SET sent_at = clock_timestamp() WHERE action_id = ${id} AND revision = ${action.revision} AND number = ${claimed.attempt}`);
      row = await tx.one<GrantRow>(sql`
        INSERT INTO grants (id, action_id, revision, fence, payload_hash, expires_at, fetched_at)
        VALUES (${newId()}, ${id}, ${action.revision}, ${claimed.fence}, (SELECT payload_hash FROM revisions WHERE action_id = ${id} AND number = ${action.revision}),
                clock_timestamp() + ${GRANT_SECONDS} * interval '1 second', clock_timestamp())
        ON CONFLICT (action_id) DO UPDATE SET id = excluded.id, revision = excluded.revision, fence = excluded.fence, payload_hash = excluded.payload_hash,
          expires_at = excluded.expires_at, fetched_at = excluded.fetched_at, reported_at = NULL
        RETURNING *`);
    }
    const { id: jti, payloadHash, expiresAt, fence } = row!;
    const hash = payloadHash.toString("hex");
    const undoes = action.rollbackOf ? await undoneBy(tx, payload.params) : null;
    return { grant: await signed({ jti, action: id, agent: agent.id, hash, fence, expiresAt }), params: payload.params, payloadHash: hash, dryRun: action.dryRun, expiresAt, undoes };
  });
}

/** What a rollback's signed params name, read from that execution's own verified rows. */
async function undoneBy(tx: Tx, params: Payload["params"]): Promise<Undoes> {
  const { action: id, revision, payload_hash: hash, force } = RollbackParams.parse(params);
  const row = await revisionOf({ id, revision }, tx);
  const payload = verified(row);
  if (!payload || row.payloadHash.toString("hex") !== hash) throw new Refusal("payload_mismatch", "The action to undo is not the one that was executed. Nothing was granted.");
  const { outcome } = await actionById(id, tx);
  return { action: id, params: payload.params, result: outcome?.response ?? null, force };
}

async function waitsItsTurn(tx: Tx, id: string): Promise<boolean> {
  return (await tx.one(sql`SELECT 1 FROM actions WHERE id = ${id} ${IN_TURN}`)) === undefined;
}

/** What the agent says became of it. Shown as reported by the agent; taken once. */
export async function report(agent: Agent, id: string, { grant: token, outcome, detail }: { grant: string; outcome: "succeeded" | "failed"; detail?: Json | undefined }): Promise<ActionRow> {
  const action = await actionById(id);
  requireOwn(agent, action);
  const claims = await opened(token);
  if (claims.sub !== id || claims.agent !== agent.id) throw new Refusal("not_permitted", "This grant is for another action. Report with the grant that was fetched for this one.");
  const attempt = { action: { ...action, state: "executing" as const }, fence: claims.fence, attempt: action.attemptCount };
  const told = detail === undefined ? undefined : await covered(action, detail);
  const concluded =
    action.fence === claims.fence
      ? await conclude(agent, attempt, {
          outcome: outcome === "succeeded" ? { kind: "succeeded", response: told ?? null } : { kind: "failed", reason: "The agent reports that it failed", ...(told === undefined ? {} : { detail: told }) },
          dryRun: action.dryRun,
          uncertainBefore: false,
        })
      : undefined;
  if (concluded) {
    await transact((tx) => tx.run(sql`UPDATE grants SET reported_at = clock_timestamp() WHERE id = ${claims.jti}`));
    return concluded;
  }
  const now = await actionById(id);
  if (SETTLED.includes(now.state)) throw new Refusal("already_decided", "A result was already reported for this grant; the first one counts.", { facts: { state: now.state } });
  throw new Refusal("expired", "This grant is over. The outcome is unknown until a person settles it.", { facts: { state: now.state } });
}

/** I10: an agent is given sensitive params to run with; what it reports may repeat them. */
async function covered(action: ActionRow, detail: Json): Promise<Json> {
  const revision = await revisionOf(action);
  const tool = await db.one<{ binding: unknown; sensitive: string[] }>(sql`SELECT binding, sensitive FROM tool_versions WHERE id = ${revision.toolVersionId}::uuid`);
  if (!tool || tool.sensitive.length === 0) return detail;
  const undone = action.rollbackOf ? RollbackParams.parse(verified(revision)?.params) : undefined;
  const params = undone ? verified(await revisionOf({ id: undone.action, revision: undone.revision }))?.params : verified(revision)?.params;
  return coveredJson(detail, coverOf(params ?? {}, tool));
}

type GrantRow = { id: string; payloadHash: Buffer; expiresAt: Date; fence: number };

function requireOwn(agent: Agent, action: ActionRow): void {
  if (action.agentId !== agent.id || action.mode !== agent.mode) throw new Refusal("not_found", "There is no such action. Check the id; actions of other agents are not shown.");
}

async function requireAgentRun(tx: Tx, action: ActionRow): Promise<void> {
  const ours = action.connectorId && (await tx.one(sql`SELECT 1 FROM connectors WHERE id = ${action.connectorId} AND kind <> 'agent'`));
  if (ours) throw new Refusal("not_permitted", "The gateway executes this tool itself. Wait for its outcome instead of asking for a grant.");
}

const ISSUER = "countersign";
const secret = () => new Uint8Array(hkdfSync("sha256", env().AUTH_SECRET, "", "grant", 32));

function signed({ jti, action, agent, hash, fence, expiresAt }: { jti: string; action: string; agent: string; hash: string; fence: number; expiresAt: Date }): Promise<string> {
  return new SignJWT({ agent, hash, fence })
    .setProtectedHeader({ alg: "HS256", typ: "grant+jwt" })
    .setIssuer(ISSUER)
    .setSubject(action)
    .setJti(jti)
    .setExpirationTime(expiresAt)
    .sign(secret());
}

async function opened(token: string): Promise<{ jti: string; sub: string; agent: string; fence: number }> {
  try {
    // Expiry is judged by the database's clock, with the claim itself.
    const { payload } = await jwtVerify(token, secret(), { issuer: ISSUER, algorithms: ["HS256"], typ: "grant+jwt", currentDate: new Date(0) });
    return payload as { jti: string; sub: string; agent: string; fence: number };
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Refusal("not_permitted", "This is not a grant of this gateway. Send it exactly as it was fetched.", { cause: error });
    throw error;
  }
}
