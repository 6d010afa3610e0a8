import { z } from "zod";
import type { BulkScope } from "@/lib/actions/recovery/bulk-rollback";
import { Id } from "@/lib/ids";
import { ToolName } from "@/lib/tools/name";

/** A moment as a browser's field writes it, in UTC: `2026-11-21T07:00`. */
const Moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, "is a day and a time, in UTC");

/** What to undo, as it stands in the address and in the form. */
export const Range = z.object({
  agent: z.union([Id], "choose an agent"),
  tool: z.union([ToolName, z.literal("").transform(() => undefined)]).optional(),
  from: Moment,
  to: Moment,
});
export type Range = z.infer<typeof Range>;

/** The minute that `to` names belongs to it. Tests are dry runs and had no effect, so there is nothing of them to undo. */
export const scopeOf = ({ agent, tool, from, to }: Range): BulkScope => ({ agentId: agent, tool, mode: "live", from: new Date(`${from}:00Z`), to: new Date(`${to}:59.999Z`) });

export const momentOf = (at: Date): string => at.toISOString().slice(0, 16);
