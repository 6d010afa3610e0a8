import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { JsonTree } from "@/components/ui/json-tree";
import type { ActionInFull } from "@/lib/actions/person-view";
import { EmailPayload } from "./email-payload";
import { RecordPayload } from "./record-payload";

const TITLE: Record<ActionInFull["payload"]["kind"], string> = { email: "The mail", record: "The record", tree: "What would run" };

/** What would run, rendered by kind; the params as they are, one click away. */
export function Payload({ action }: { action: ActionInFull }) {
  const { payload } = action;
  const tree = <JsonTree value={action.params} label="params" source={action.paramsText} />;
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
      {payload.kind === "email" && <EmailPayload mail={payload} />}
      {payload.kind === "record" && <RecordPayload record={payload} />}
      {payload.kind === "tree" ? tree : <Folded title="All params">{tree}</Folded>}
      <p className="mt-3 text-xs break-all text-muted">
        A decision is bound to this payload: SHA-256 <code className="font-mono">{action.payloadHash}</code>
      </p>
    </Card>
  );
}

/** Something one click away. */
export function Folded({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <details className="group mt-3">
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-sm font-medium text-muted hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 group-open:rotate-90" />
        {title}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
