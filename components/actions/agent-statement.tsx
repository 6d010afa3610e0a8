import { MessageSquareQuote } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { StatementView } from "@/lib/actions/shown/person-view";
import { statement as words } from "./words-view";

/** I9: what the agent says of its action, apart from what is known, collapsed, as plain text. */
export function AgentStatement({ statement, who }: { statement: StatementView; /** The agent, or the person who asked for a rollback. */ who: { kind: "agent" | "person"; name: string } }) {
  const agent = who.kind === "agent";
  return (
    <details className="rounded-lg border border-dashed border-edge bg-sunken/40" open={!agent}>
      <summary className="flex list-none flex-wrap items-center gap-2 rounded-lg px-4 py-3 text-sm font-medium pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <MessageSquareQuote aria-hidden="true" className="size-4 text-muted" />
        {agent ? words.agent : words.person(who.name)}
        {agent && statement.confidence !== null && <Badge>{words.confidence(statement.confidence)}</Badge>}
      </summary>
      <div className="flex flex-col gap-3 px-4 pb-4 text-sm">
        {statement.reasoning && <FlaggedText text={statement.reasoning} />}
        {statement.instruction && (
          <div>
            <p className="text-xs font-medium text-muted">{words.instruction}</p>
            <FlaggedText text={statement.instruction} />
          </div>
        )}
        {statement.sources.map((source, index) => (
          <div key={index}>
            <p className="flex flex-wrap items-center gap-2 text-xs font-medium text-muted">
              <span>
                {words.source} <FlaggedText text={source.name} />
              </span>
              <Badge tone={source.trusted ? "neutral" : "warning"}>{source.trusted ? words.trusted : words.untrusted}</Badge>
            </p>
            <FlaggedText text={source.text} />
          </div>
        ))}
        {!statement.reasoning && !statement.instruction && statement.sources.length === 0 && <p className="text-muted">{words.nothing}</p>}
      </div>
    </details>
  );
}
