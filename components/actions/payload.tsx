import { RenderedPayload } from "@/components/payload/rendered";
import { Card } from "@/components/ui/card";
import type { ActionInFull } from "@/lib/actions/person-view";

const TITLE: Record<ActionInFull["payload"]["kind"], string> = { email: "The mail", record: "The record", tree: "What would run" };

/** What would run, rendered by kind; the params as they are, one click away. */
export function Payload({ action }: { action: ActionInFull }) {
  const { payload } = action;
  return (
    <Card
      title={TITLE[payload.kind]}
      description={
        <>
          {action.rollback && "Undoes what the action above did, from what was kept of it. "}
          {action.toolTitle ?? `${action.tool} is not registered: nothing is known of what it does`}
          {action.revision > 1 && ` · revision ${action.revision}`}
          {action.masked && !action.rollback && " · sensitive values are masked"}
        </>
      }
    >
      <RenderedPayload {...action} />
      <p className="mt-3 text-xs break-all text-muted">
        A decision is bound to this payload: SHA-256 <code className="font-mono">{action.payloadHash}</code>
      </p>
    </Card>
  );
}
