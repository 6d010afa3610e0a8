import { expect } from "playwright/test";
import { rows } from "./database";

/** An approval's undo window is over now, as if it had been waited for. Stories of the window itself wait. */
export async function undoWindowEnds(...ids: string[]): Promise<void> {
  for (const id of ids) {
    const over = () =>
      rows("countersign", "WITH over AS (UPDATE actions SET effect_at = clock_timestamp() WHERE id = $1 AND effect_at IS NOT NULL RETURNING id) SELECT FROM actions WHERE id = $1 AND (state <> 'pending' OR id IN (SELECT id FROM over))", [id]);
    await expect.poll(async () => (await over()).length, { timeout: 15_000 }).toBe(1);
  }
}
