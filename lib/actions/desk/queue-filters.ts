import { readFilters } from "@/lib/actions/history/history-filters";
import type { QueueFilters } from "@/lib/actions/shown/person-view";
import { empty, sql, type Sql } from "@/lib/db/tx";

/** The filters in the queue's address; what is none, or makes no sense, does not filter. */
export function readQueueFilters(search: Readonly<Record<string, string | string[] | undefined>>): QueueFilters {
  const { agent, tool, tier, text } = readFilters(search);
  return { ...(agent && { agent }), ...(tool && { tool }), ...(tier && { tier }), ...(text && { text }) };
}

/** As conditions on `actions a`, each with its AND. */
export function narrowedBy({ tier, agent, tool, text }: QueueFilters): Sql {
  const each = [
    tier ? sql`AND a.tier = ${tier}` : empty,
    agent ? sql`AND a.agent_id = ${agent}::uuid` : empty,
    tool ? sql`AND a.tool_name = ${tool}` : empty,
    text ? sql`AND a.summary ILIKE ${`%${text.replace(/[\\%_]/g, "\\$&")}%`}` : empty,
  ];
  return sql`${each[0]} ${each[1]} ${each[2]} ${each[3]}`;
}
