import { CircleAlert, ShieldCheck } from "lucide-react";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { FlaggedText } from "@/components/ui/flagged-text";
import { JsonTree } from "@/components/ui/json-tree";
import { TextLink } from "@/components/ui/link-button";
import { Cell, TableRow } from "@/components/ui/table";
import type { EventLine } from "@/lib/audit/view";
import { paths } from "@/lib/paths";
import { eventTable as text } from "./words";

/** One event: who did what to what, and behind it exactly what was written. */
export function EventRow({ event }: { event: EventLine }) {
  const { seq, at, type, actor, action, subject, faults } = event;
  return (
    <TableRow>
      <Cell className="align-top">
        <details>
          <summary className="font-mono text-sm font-medium break-all">{type}</summary>
          <Raw event={event} />
        </details>
      </Cell>
      <Cell label={text.who} className="align-top">
        <FlaggedText text={actor.name} /> <span className="text-xs text-muted">{actor.kind}</span>
      </Cell>
      <Cell label={text.about} className="align-top">
        {action ? (
          <TextLink href={paths.action(action.id)} className="whitespace-nowrap">
            {text.action(action.id.slice(-6))} <span className="tabular-nums">#{action.number}</span>
          </TextLink>
        ) : subject ? (
          <>
            <FlaggedText text={subject.name ?? short(subject.id)} /> <span className="text-xs text-muted">{subject.kind}</span>
          </>
        ) : (
          <span className="text-faint">–</span>
        )}
      </Cell>
      <Cell label={text.when} className="align-top">
        <Time at={at} />
      </Cell>
      <Cell label={text.hash} className={cn("align-top", faults.length === 0 && "max-sm:hidden")}>
        {faults.length === 0 ? (
          <span className="inline-flex items-center gap-1 text-xs leading-5 text-success-ink">
            <ShieldCheck aria-hidden="true" className="size-4" /> {text.intact}
          </span>
        ) : (
          <Badge tone="danger" icon={<CircleAlert aria-hidden="true" />}>
            {text.altered}
          </Badge>
        )}
      </Cell>
      <Cell label={text.number} numeric className="align-top text-muted max-sm:hidden">
        {seq}
      </Cell>
    </TableRow>
  );
}

function Raw({ event: { canonical, hash, faults } }: { event: EventLine }) {
  return (
    <div className="mt-2 flex w-[25rem] flex-col gap-2 max-sm:w-auto 2xl:w-[42rem]">
      {faults.map((fault) => (
        <p key={fault} className="text-xs font-medium text-danger-ink">
          {fault}
        </p>
      ))}
      <JsonTree value={parsed(canonical)} label={text.raw} source={canonical} openTo={2} />
      <CodeBlock label="SHA-256" code={hash} trusted />
    </div>
  );
}

const short = (id: string) => (id.length > 20 ? `…${id.slice(-6)}` : id);

function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
}
