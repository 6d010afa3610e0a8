import { RenderedPayload } from "@/components/payload/rendered";
import { Card } from "@/components/ui/card";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import type { ActionState } from "@/lib/actions/states";
import { AskedRollback } from "./asked-rollback";
import { payload as words } from "./words-view";

/** States in which it has still to run. */
const ASKED: readonly ActionState[] = ["pending", "blocked", "approved"];
/** States in which nothing ever will. */
const ENDED: readonly ActionState[] = ["rejected", "expired", "cancelled"];

/** What would run, rendered by kind; the params as they are, one click away. */
export function Payload({ action }: { action: ActionInFull }) {
  const asked = action.rollback && ASKED.includes(action.state);
  return (
    <Card title={titleOf(action)} description={words.about(action)}>
      {asked && <AskedRollback key={action.revision} action={action} />}
      <RenderedPayload {...action} folded={action.rollback} />
      <p className="mt-3 text-xs break-all text-muted">
        {words.hash} <code className="font-mono">{action.payloadHash}</code>
      </p>
    </Card>
  );
}

function titleOf({ rollback, payload: { kind }, state }: ActionInFull): string {
  if (rollback) return words.rollback;
  return kind === "tree" ? words.title.tree[ASKED.includes(state) ? "open" : ENDED.includes(state) ? "ended" : "ran"] : words.title[kind];
}
