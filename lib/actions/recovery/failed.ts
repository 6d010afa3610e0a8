import { readTimeCursor, timeCursor } from "@/lib/actions/shown/cursor";
import { db, empty, sql } from "@/lib/db/tx";
import type { FailedLine } from "./recovery-view";

const SIZE = 50;

type FailedRow = Omit<FailedLine, "at" | "retry"> & { stateAt: Date; submittedAt: Date; rollbackOf: string | null };

/** Every action that failed for good and was not retried, the newest first, however old; a rollback only while what it was to undo stands. */
export async function failedPage(after?: string): Promise<{ lines: FailedLine[]; older: string | null }> {
  const from = readTimeCursor(after);
  const beyond = from ? sql`AND (a.submitted_at, a.id) < (${from.at}::timestamptz, ${from.id}::uuid)` : empty;
  const rows = await db.all<FailedRow>(sql`
    SELECT a.id, a.revision, a.summary, g.name AS agent, a.tool_name AS tool, a.mode, a.dry_run, a.outcome->>'reason' AS cause, a.attempt_count AS attempts,
           a.state_at, a.submitted_at, a.rollback_of
      FROM actions a JOIN agents g ON g.id = a.agent_id
     WHERE a.state = 'failed' ${beyond} AND (a.rollback_of IS NULL OR EXISTS (SELECT 1 FROM actions o WHERE o.id = a.rollback_of AND o.state = 'succeeded'))
     ORDER BY a.submitted_at DESC, a.id DESC LIMIT ${SIZE + 1}`);
  const shown = rows.slice(0, SIZE);
  const last = shown.at(-1);
  return {
    lines: shown.map(lineOf),
    older: rows.length > SIZE && last ? timeCursor({ at: last.submittedAt.toISOString(), id: last.id }) : null,
  };
}

function lineOf({ id, revision, summary, agent, tool, mode, dryRun, cause, attempts, stateAt, rollbackOf }: FailedRow): FailedLine {
  const retry = rollbackOf ? "A rollback is asked for again from the action it undoes." : true;
  return { id, revision, summary, agent, tool, mode, dryRun, cause, attempts, at: stateAt.toISOString(), retry };
}
