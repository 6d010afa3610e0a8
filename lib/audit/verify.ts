import { sql } from "@/lib/db/tx";
import { CROSS_CHECKS } from "./cross-checks";
import { faultsOfEvent, type StoredEvent } from "./integrity";
import { EVENT_COLUMNS } from "./row";
import { withSnapshot } from "./snapshot";
import { verifyRevisions } from "./verify-revisions";
import { verifyVersions } from "./verify-versions";

/** One bad row: where it stands and what is wrong with it. */
export type Finding = { table: string; row: string; fault: string };

export type Verification = {
  events: number;
  /** Sequence numbers that no event has: rolled-back changes leave such gaps, and so does a deletion. */
  unusedNumbers: number;
  revisions: number;
  /** Payloads that were erased: their hashes stand, their text is gone. */
  erased: number;
  findings: number;
};

/** What no reading of these tables can find. Only sealing (a root kept elsewhere) can. */
export const BEYOND = [
  "events without an action that were deleted together with the rows they tell of (their sequence numbers are counted as unused above)",
  "the newest events of an action, deleted by the database's owner who also set its event count back",
  "a whole history that the database's owner rewrote consistently, hashes included",
];

/**
 * Recomputes everything that can be recomputed from the tables themselves, under one snapshot: hashes, columns,
 * numbers within each action, payloads, and that decisions, attempts, states and versions are what the events
 * say. Memory stays bounded; every bad row goes to `report`.
 */
export async function verifyAudit(report: (finding: Finding) => void, url?: string): Promise<Verification> {
  return withSnapshot(async (snapshot) => {
    const result: Verification = { events: 0, unusedNumbers: 0, revisions: 0, erased: 0, findings: 0 };
    const found = (finding: Finding) => {
      result.findings++;
      report(finding);
    };

    let before = 0n;
    for await (const event of snapshot.rows<StoredEvent>(sql`SELECT ${EVENT_COLUMNS} FROM audit_events ORDER BY audit_events.seq`)) {
      result.events++;
      const seq = BigInt(event.seq);
      result.unusedNumbers += Number(seq - before - 1n);
      before = seq;
      for (const fault of faultsOfEvent(event)) found({ table: "audit_events", row: `seq ${event.seq} (${event.type}, ${event.id})`, fault });
    }
    await verifyRevisions(snapshot, result, found);
    await verifyVersions(snapshot, found);
    for (const { table, query } of CROSS_CHECKS) {
      for await (const { row, fault } of snapshot.rows<{ row: string; fault: string }>(query)) found({ table, row, fault });
    }
    return result;
  }, url);
}
