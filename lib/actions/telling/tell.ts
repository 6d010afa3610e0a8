import type { ActionRow } from "@/lib/actions/row";
import type { Tx } from "@/lib/db/tx";
import { notify } from "@/lib/notices/notify";

type Ended = Pick<ActionRow, "id" | "agentId" | "summary" | "state" | "mode" | "dryRun" | "rollbackOf" | "requestedBy" | "outcome">;

/** Tells people of an execution that needs one of them: it failed for good, or nobody knows how it ended. Tests are nobody's trouble. */
export async function tellEnd(tx: Tx, action: Ended): Promise<void> {
  if (action.mode === "test" || action.dryRun) return;
  const why = action.outcome?.reason ? ` ${action.outcome.reason}` : "";
  const news = { agentId: action.agentId, actionId: action.id, also: [action.requestedBy] };
  if (action.state === "unknown") {
    await notify(tx, { ...news, kind: "unknown", text: `Nobody knows whether “${action.summary}” took effect; somebody has to find out and settle it.${why}` });
  } else if (action.state === "failed" && action.outcome?.difference) {
    await notify(tx, { ...news, kind: "conflict", text: `“${action.summary}” was stopped: its target has changed since. An admin may force it.${why}` });
  } else if (action.state === "failed") {
    await notify(tx, { ...news, kind: "failed", text: `“${action.summary}” failed for good.${why}` });
  }
}
