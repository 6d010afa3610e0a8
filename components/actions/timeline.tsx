import { Time } from "@/components/time";
import { Card } from "@/components/ui/card";
import { FlaggedText } from "@/components/ui/flagged-text";
import { TextLink } from "@/components/ui/link-button";
import { cn } from "@/components/ui/cn";
import type { TimelineEvent } from "@/lib/actions/shown/person-view";
import { paths } from "@/lib/paths";
import { eventDetails, eventWords } from "./words-timeline";
import { timeline as words } from "./words-view";

const DOT: Record<string, string> = {
  "action.approved": "bg-success-ink",
  "action.succeeded": "bg-success-ink",
  "action.rejected": "bg-danger-ink",
  "action.failed": "bg-danger-ink",
  "action.lost_track": "bg-warning-ink",
  "action.self_approved": "bg-warning-ink",
};

/** What happened to an action, in order: who, what, when. */
export function Timeline({ actionId, events }: { actionId: string; events: readonly TimelineEvent[] }) {
  return (
    <Card title={words.title} actions={<TextLink href={paths.auditOf(actionId)} className="text-sm">{words.evidence}</TextLink>}>
      <ol className="flex flex-col">
        {events.map((event, index) => (
          <li key={event.number} className="relative flex gap-3 pb-4 last:pb-0">
            {index < events.length - 1 && <span aria-hidden="true" className="absolute top-4 bottom-0 left-[0.28rem] w-px bg-line" />}
            <span aria-hidden="true" className={cn("mt-1.5 size-2.5 shrink-0 rounded-full", DOT[event.type] ?? "bg-edge")} />
            <div className="min-w-0 text-sm">
              <p>
                <span className="font-medium">{event.who.name}</span> {eventWords(event.type, event.who.kind, event.names)}
              </p>
              {eventDetails(event.type, event.data).map((detail) => (
                <p key={detail} className="text-muted">
                  <FlaggedText text={detail} />
                </p>
              ))}
              <p className="text-xs text-muted">
                <Time at={event.at} />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
