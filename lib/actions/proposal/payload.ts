import { z } from "zod";
import { canonical, sha256 } from "@/lib/canonical";
import type { Json } from "@/lib/connectors/types";
import { Id } from "@/lib/ids";
import { open, seal } from "@/lib/sealing";
import type { RegisteredTool } from "@/lib/tools/registry";
import { masked } from "@/lib/tools/pointers";
import { summarise } from "@/lib/tools/summary";

/** I3: all that an approval is bound to. Its RFC 8785 text is what is hashed, stored and executed. */
export type Payload = {
  mode: "live" | "test";
  dry_run: boolean;
  tool: string;
  tool_version: number | null;
  tool_digest: string | null;
  params: { [key: string]: Json };
  connector: string | null;
  connector_version: number | null;
  connector_digest: string | null;
  operation: string | null;
};

/** What a rollback is signed over: which execution it undoes, by id and hash; the rest is in that execution's own rows. */
export const RollbackParams = z.strictObject({ action: Id, revision: z.int(), payload_hash: z.string(), force: z.boolean() });
export type RollbackParams = z.infer<typeof RollbackParams>;

export type SignedPayload = {
  hash: Buffer;
  /** The canonical text, or null where `sealed` has it. */
  text: string | null;
  sealed: Buffer | null;
  /** Canonical params with sensitive values masked. */
  params: string;
  summary: string;
  toolVersionId: string | null;
  connectorVersionId: string | null;
};

const OPEN_SCHEMA: readonly string[] = [];

/** The payload of a proposed call, as it will be stored. `rowId` is what its sealing is bound to. */
export function sign(
  rowId: string,
  { mode, dryRun, toolName, params, tool, rollback }: {
    mode: "live" | "test";
    dryRun: boolean;
    toolName: string;
    params: { [key: string]: Json };
    tool: RegisteredTool | undefined;
    /** A rollback runs the operation's own undoing, and says so in a sentence of its own. */
    rollback?: { summary: string };
  },
): SignedPayload {
  const payload: Payload = {
    mode,
    dry_run: dryRun,
    tool: toolName,
    tool_version: tool?.version ?? null,
    tool_digest: tool?.digest ?? null,
    params,
    connector: tool?.connector.name ?? null,
    connector_version: tool?.connector.version ?? null,
    connector_digest: tool?.connector.digest ?? null,
    operation: tool ? (rollback ? `${tool.operation}.rollBack` : tool.operation) : null,
  };
  const text = canonical(payload);
  const sensitive = tool && !rollback ? tool.sensitive : OPEN_SCHEMA;
  const shown = sensitive.length > 0 ? masked(params, sensitive) : params;
  return {
    hash: sha256(text),
    text: sensitive.length > 0 ? null : text,
    sealed: sensitive.length > 0 ? seal(text, rowId) : null,
    params: canonical(shown),
    summary: rollback?.summary ?? (tool ? summarise(tool.summary, shown) : `Call ${toolName}, which is not registered`),
    toolVersionId: tool?.versionId ?? null,
    connectorVersionId: tool?.connector.versionId ?? null,
  };
}

/** What a revision's sealing is bound to. */
export const revisionRow = (actionId: string, number: number): string => `${actionId}/${number}`;

/**
 * The payload a revision stores, after recomputing its hash.
 * @returns null when it is not what was signed: altered, moved, erased.
 */
export function verified(revision: { actionId: string; number: number; canonical: string | null; sealed: Uint8Array | null; payloadHash: Uint8Array }): Payload | null {
  let text: string | null;
  try {
    text = revision.sealed ? open(revision.sealed, revisionRow(revision.actionId, revision.number)) : revision.canonical;
  } catch {
    return null;
  }
  if (text === null || !sha256(text).equals(revision.payloadHash)) return null;
  return JSON.parse(text) as Payload;
}
