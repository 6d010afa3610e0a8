import type { Json } from "@/lib/connectors/types";

/** A value that is masked whole. */
export const HIDDEN = "••••";

/** One field of a record in two states; where it holds money, each as money too. */
export type ShownChange = { field: string; from: Json; to: Json; amounts?: { from: string | null; to: string | null } };
export type ShownDifference = ShownChange[];
