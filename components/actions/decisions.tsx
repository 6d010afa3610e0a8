import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { votes as words } from "./words-view";

/** Every vote, those that no longer count as well. */
export function Decisions({ action }: { action: ActionInFull }) {
  if (action.decisions.length === 0) return null;
  return (
    <Card title={words.title}>
      <ul className="flex flex-col gap-3 text-sm">
        {action.decisions.map((decision) => (
          <li key={decision.id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium">{decision.who}</span>
            <Badge tone={decision.voided ? "neutral" : decision.verdict === "approve" ? "success" : "danger"}>{words.verdict[decision.verdict]}</Badge>
            {decision.voided && <Badge>{words.voided(decision.voided)}</Badge>}
            {decision.alone && <Badge tone="warning">{words.alone}</Badge>}
            {action.revision > 1 && <span className="text-muted">{words.revision(decision.revision)}</span>}
            <Time at={decision.at} className="text-xs text-muted" />
            {decision.note && <FlaggedText text={decision.note} className="basis-full text-muted" />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
