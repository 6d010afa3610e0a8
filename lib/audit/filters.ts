import { z } from "zod";
import { storable } from "@/lib/db/storable";
import { Id } from "@/lib/ids";
import type { AuditFilters } from "./view";

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** Filters from an address or a form; what is malformed counts as not given. */
export const Filters: z.ZodType<AuditFilters> = z.object({
  type: optional(z.string().regex(/^[a-z_]{1,60}(\.[a-z_]{1,60})?$/)),
  actor: optional(z.string().trim().min(1).max(200).refine(storable)),
  action: optional(Id),
  subject: optional(z.string().regex(/^[A-Za-z0-9._-]{1,100}$/)),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  readings: optional(z.union([z.boolean(), z.literal("1").transform(() => true)])),
});

/** The same as an address's query, without what is not given. */
export function filterQuery(filters: AuditFilters): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value === true ? "1" : String(value));
  return query;
}
