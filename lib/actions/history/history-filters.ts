import { z } from "zod";
import type { HistoryFilters } from "@/lib/actions/shown/person-view";
import { STATES } from "@/lib/actions/states";
import { storable } from "@/lib/db/storable";
import { Id } from "@/lib/ids";
import { TIERS } from "@/lib/policy/types";
import { ToolName } from "@/lib/tools/name";

const SHAPE = {
  agent: Id,
  tool: ToolName,
  tier: z.enum(TIERS),
  state: z.enum(STATES),
  mode: z.enum(["live", "test"]),
  person: Id,
  rule: z.string().min(1).max(200).refine(storable),
  from: z.iso.date(),
  to: z.iso.date(),
  text: z.string().trim().min(1).max(200).refine(storable),
} as const satisfies Record<keyof HistoryFilters, z.ZodType>;

/** The filters in a page's address; what is none, or makes no sense, does not filter. */
export function readFilters(search: Readonly<Record<string, string | string[] | undefined>>): HistoryFilters {
  const read = Object.entries(SHAPE).flatMap(([name, shape]) => {
    const parsed = shape.safeParse(search[name]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(read) as HistoryFilters;
}
