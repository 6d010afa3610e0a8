import type { Difference } from "@/lib/connectors/types";

/** A record as its target holds it beside what an action makes of it, sensitive values masked; or why it cannot be shown. */
export type TargetLook =
  | { found: true; sentence: string; /** Read just now, or kept before the action ran. */ when: "now" | "before"; difference: Difference }
  | { found: false; why: string };
