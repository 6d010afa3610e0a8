import { z } from "zod";
import { Refusal } from "@/lib/errors";
import type { Json } from "@/lib/connectors/types";
import type { RowText } from "./table";

/** What a snapshot keeps: the row before, if there was one. */
export const Before = z.strictObject({ row: z.string().nullable() });
/** What a success keeps: the row as we left it (none after a delete). */
export const After = z.strictObject({ key: z.union([z.string(), z.number()]), row: z.string().nullable() });

export const before = (row: RowText | undefined): Json => ({ row: row ?? null });
export const after = (key: Json, row: RowText | undefined): Json => ({ key, row: row ?? null });

/** What was kept, read back. @throws Refusal `conflict` when nothing was: the call cannot be undone from here */
export function kept<T>(schema: z.ZodType<T>, value: Json): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notKept();
}

export const notKept = () =>
  new Refusal("conflict", "What this action found or left behind was not recorded, so it cannot be undone from here. Change the row by hand.");
