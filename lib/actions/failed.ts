import { db, empty, sql } from "@/lib/db/tx";
import { readTimeCursor, timeCursor } from "./cursor";

/** A failed action as the list of dead letters shows it: what, why, and whether it can be retried. */
export type FailedLine = {
  id: string;
  revision: number;
  summary: string;
  agent: string;
  tool: string;
  mode: "live" | "test";
  dryRun: boolean;
  /** What execution said. */
  cause: string | null;
  attempts: number;
  /** ISO 8601. */
  at: string;
  /** Yes, or why not. */
  retry: true | string;
};

const SIZE = 50;

/** Every action that failed for good and was not retried, the newest first, however old. */
export async function failedPage(after?: string): Promise<{ lines: FailedLine[]; older: string | null }> {
  const from = readTimeCursor(after);
  const beyond = from ? sql`AND (a.submitted_at, a.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : empty;
  const rows = await db.all<Omit<FailedLine, "at" | "retry"> & { stateAt: Date; submittedAt: Date; rollbackOf: string | null }>(sql`
    SELECT a.id, a.revision, a.summary, g.name AS agent, a.tool_name AS tool, a.mode, a.dry_run, a.outcome->>'reason' AS cause, a.attempt_count AS attempts,
           a.state_at, a.submitted_at, a.rollback_of
      FROM actions a JOIN agents g ON g.id = a.agent_id
     WHERE a.state = 'failed' ${beyond} ORDER BY a.submitted_at DESC, a.id DESC LIMIT ${SIZE + 1}`);
  const shown = rows.slice(0, SIZE);
  const last = shown.at(-1);
  return {
    lines: shown.map(({ stateAt, submittedAt: _, rollbackOf, ...row }) => ({
      ...row,
      at: stateAt.toISOString(),
      retry: rollbackOf ? "A rollback is asked for again from the action it undoes." : true,
    })),
    older: rows.length > SIZE && last ? timeCursor({ at: last.submittedAt.toISOString(), id: last.id }) : null,
  };
}
