import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { JsonTree } from "@/components/ui/json-tree";
import type { DeliveryAttemptView } from "@/lib/deliveries/view";
import { OUTCOME } from "./delivery-words";
import { attempt as text } from "./words-deliveries";

/** One try: what was sent, what was answered, and what came of it. */
export function AttemptCard({ attempt }: { attempt: DeliveryAttemptView }) {
  const { number, worker, startedAt, finishedAt, outcome, reason, request, response } = attempt;
  const took = finishedAt ? new Date(finishedAt).getTime() - new Date(startedAt).getTime() : null;
  return (
    <Card
      title={text.title(number)}
      level={3}
      actions={outcome ? <Badge tone={OUTCOME[outcome].tone}>{OUTCOME[outcome].word}</Badge> : <Badge tone="info">{text.underWay}</Badge>}
      description={
        <>
          <Time at={startedAt} show="absolute" />
          {took !== null && ` · ${text.took(took)}`} · {worker}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {reason && (
          <p className="text-sm">
            <FlaggedText text={reason} />
          </p>
        )}
        {request !== null && <Part title={text.request} value={readable(request)} />}
        {response !== null && <Part title={text.response} value={readable(response)} />}
      </div>
    </Card>
  );
}

function Part({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <h4 className="mb-1 text-xs font-medium text-muted">{title}</h4>
      <JsonTree value={value} label={title} />
    </div>
  );
}

/** A body that is JSON, as JSON: it is easier to read than its text. */
function readable(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value) || !("body" in value) || typeof value.body !== "string") return value;
  try {
    return { ...value, body: JSON.parse(value.body) as unknown };
  } catch {
    return value;
  }
}
