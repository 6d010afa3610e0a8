import { RenderedPayload } from "@/components/payload/rendered";
import { Card } from "@/components/ui/card";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { payload as words } from "./words-view";

/** What would run, rendered by kind; the params as they are, one click away. */
export function Payload({ action }: { action: ActionInFull }) {
  return (
    <Card title={words.title[action.payload.kind]} description={words.about(action)}>
      <RenderedPayload {...action} />
      <p className="mt-3 text-xs break-all text-muted">
        {words.hash} <code className="font-mono">{action.payloadHash}</code>
      </p>
    </Card>
  );
}
