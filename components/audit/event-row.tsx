import { ChevronRight, CircleAlert, ShieldCheck } from "lucide-react";
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
    <>
      <TableRow className="has-[details[open]]:border-b-0">
        <Cell className="align-top">
          <details className="group/event">
            <summary aria-controls={`event-${seq}`} className="flex list-none items-start gap-1 font-mono text-sm font-medium break-all [&::-webkit-details-marker]:hidden">
              <ChevronRight aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted group-open/event:rotate-90" />
              {type}
            </summary>
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
              {subject.name ? <FlaggedText text={subject.name} /> : text.kind(subject.kind)} <span className="text-xs text-muted">{subject.name ? text.kind(subject.kind) : short(subject.id)}</span>
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
      {/* A row of its own, so that no column is squeezed; it needs no script. */}
      <tr role="row" id={`event-${seq}`} className="hidden max-sm:-mt-3 max-sm:rounded-b-lg max-sm:border max-sm:border-t-0 max-sm:border-line max-sm:bg-surface max-sm:px-3 max-sm:pb-3 [tr:has(details[open])+&]:table-row max-sm:[tr:has(details[open])+&]:block">
        <td role="cell" colSpan={6} className="px-3 pb-3 max-sm:block max-sm:p-0">
          <Raw event={event} />
        </td>
      </tr>
    </>
  );
}

function Raw({ event: { canonical, hash, faults } }: { event: EventLine }) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
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

/** Settings of which there is one have numbers that say nothing. */
const short = (id: string) => (id.length > 20 ? `…${id.slice(-6)}` : /^\d+$/.test(id) ? "" : id);

function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
}
