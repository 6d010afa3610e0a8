import { RenderedPayload } from "@/components/payload/rendered";
import { Card } from "@/components/ui/card";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { NEVER_RAN, TO_RUN } from "@/lib/actions/states";
import { AskedRollback } from "./asked-rollback";
import { payload as words } from "./words-view";

/** What would run, rendered by kind; the params as they are, one click away. */
export function Payload({ action }: { action: ActionInFull }) {
  const asked = action.rollback && TO_RUN.includes(action.state);
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
  return kind === "tree" ? words.title.tree[TO_RUN.includes(state) ? "open" : NEVER_RAN.includes(state) ? "ended" : "ran"] : words.title[kind];
}
