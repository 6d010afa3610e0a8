import { sha256 } from "@/lib/canonical";
import { sql } from "@/lib/db/tx";
import { open } from "@/lib/sealing";
import type { Snapshot } from "./snapshot";
import type { Finding, Verification } from "./verify";

type Row = { actionId: string; number: number; canonical: string | null; sealed: Uint8Array | null; payloadHash: Uint8Array };

/** I3: every payload that is still there is what was hashed. */
export async function verifyRevisions(snapshot: Snapshot, result: Verification, found: (finding: Finding) => void): Promise<void> {
  const query = sql`SELECT action_id, number, canonical, sealed, payload_hash FROM revisions ORDER BY action_id, number`;
  for await (const revision of snapshot.rows<Row>(query, 500)) {
    result.revisions++;
    const text = textOf(revision);
    if (text === null) {
      result.erased++;
      continue;
    }
    const row = `action ${revision.actionId}, revision ${revision.number}`;
    if (text === undefined) found({ table: "revisions", row, fault: "the sealed payload does not open: it was altered or moved, or ENCRYPTION_KEYS lacks its key" });
    else if (!sha256(text).equals(revision.payloadHash)) found({ table: "revisions", row, fault: "the payload is not what was hashed" });
  }
}

/** null: erased. undefined: there, and does not open. */
function textOf({ actionId, number, canonical, sealed }: Row): string | null | undefined {
  if (!sealed) return canonical;
  try {
    return open(sealed, `${actionId}/${number}`);
  } catch {
    return undefined;
  }
}
