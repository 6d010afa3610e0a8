import type { ShownDifference } from "@/lib/actions/shown/difference-view";
import type { Json } from "@/lib/connectors/types";

/** What a rollback would change back, and what changed since; null where that cannot be seen. */
export type RollbackShown = { sentence: string; difference?: ShownDifference; request?: Json; changedSince: ShownDifference | null; /** It is undone although the target has changed since. */ force: boolean };

type RollsBack = Pick<RollbackShown, "request" | "changedSince" | "force">;

/** A record as its target holds it beside what an action makes of it, sensitive values masked; or why it cannot be shown. */
export type TargetLook =
  | { found: true; sentence: string; /** Read just now, or kept before the action ran. */ when: "now" | "before"; /** Missing where its target does not say. */ difference?: ShownDifference; /** Of a rollback only. */ rollsBack?: RollsBack }
  | { found: false; why: string };
