import type { Json } from "@/lib/connectors/types";
import { db, sql } from "@/lib/db/tx";
import type { Money } from "./amounts";

/** What an action's tool says of money, to read a record that it changes. */
export async function moneyOf(id: string): Promise<Money | undefined> {
  const row = await db.one<{ summary: string; binding: { set?: Json; values?: Json }; params: string }>(sql`
    SELECT v.summary, v.binding, r.params FROM actions a
      JOIN revisions r ON r.action_id = a.id AND r.number = a.revision JOIN tool_versions v ON v.id = r.tool_version_id WHERE a.id = ${id}`);
  return row && { summary: row.summary, columns: row.binding.set ?? row.binding.values, params: JSON.parse(row.params || "null") as Json };
}
