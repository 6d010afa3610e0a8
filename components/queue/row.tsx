"use client";

import { ChevronDown, ChevronsUp, ChevronUp, Eye, FlaskConical, MessageCircleQuestionMark, RotateCcw, TriangleAlert, Undo2, UserRound, type LucideIcon } from "lucide-react";
import { memo, type MouseEvent } from "react";
import { ActionStateBadge } from "@/components/actions/state-badge";
import { When } from "@/components/actions/when";
import { NOTHING_TO_UNDO, REVERSIBILITY, TIER_WORD } from "@/components/actions/words";
import { cn } from "@/components/ui/cn";
import { FlaggedText } from "@/components/ui/flagged-text";
import type { QueueLine } from "@/lib/actions/shown/person-view";
import { paths } from "@/lib/paths";
import { useRows, type RowsStore } from "./rows-store";
import { row as words } from "./words";

type Look = {
  line: QueueLine;
  compact: boolean;
  /** The view is of what does not wait, so that every row says its own. */
  states: boolean;
};

type Props = Look & {
  store: RowsStore;
  index: number;
  total: number;
  height: number;
  press: (id: string, event: MouseEvent<HTMLAnchorElement>) => void;
  /** Not for whoever decides nothing. */
  choose: ((id: string, range: boolean) => void) | undefined;
};

const TIER: Record<QueueLine["tier"], { icon: LucideIcon; colour: string }> = {
  high: { icon: ChevronsUp, colour: "text-high-ink" },
  medium: { icon: ChevronUp, colour: "text-medium-ink" },
  low: { icon: ChevronDown, colour: "text-low-ink" },
};

/** One action of the queue. The whole row is its link; the box beside it chooses it. */
export const Row = memo(function Row({ store, line, index, total, height, compact, states, press, choose }: Props) {
  const current = useRows(store, ({ cursor }) => cursor === line.id);
  const chosen = useRows(store, (rows) => rows.chosen.has(line.id));
  /** Boxes are shown, since some row is or shall be chosen. */
  const choosing = useRows(store, (rows) => rows.choosing || rows.chosen.size > 0);
  const note = useRows(store, ({ notes }) => notes.get(line.id));
  return (
    <li
      aria-setsize={total}
      aria-posinset={index + 1}
      style={{ height, transform: `translateY(${index * height}px)` }}
      className={cn("group absolute inset-x-0 top-0 border-b border-line contain-strict", current ? "bg-accent-soft pointer-coarse:max-lg:bg-transparent" : "hover:bg-hover/50", chosen && !current && "bg-accent-soft/50")}
    >
      {current && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.5 bg-accent-ink pointer-coarse:max-lg:hidden" />}
      {choose && (
        <input
          type="checkbox"
          checked={chosen}
          aria-label={words.select(line.summary)}
          tabIndex={-1}
          onChange={(event) => choose(line.id, (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey === true)}
          className={cn("absolute top-1/2 left-3 z-10 size-4 -translate-y-1/2 accent-accent", !choosing && "opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden")}
        />
      )}
      <a
        href={paths.action(line.id)}
        id={`row-${line.id}`}
        tabIndex={current ? 0 : -1}
        aria-current={current || undefined}
        onClick={(event) => press(line.id, event)}
        className={cn(
          "flex h-full min-w-0 flex-col justify-center gap-0.5 pr-4 pl-9 text-sm text-ink no-underline -outline-offset-2 pointer-coarse:pl-4",
          compact && "flex-row items-center justify-start gap-3",
          choosing && "pointer-coarse:pl-11",
          isDecided(line, states) && "opacity-75",
        )}
      >
        <Words line={line} compact={compact} states={states} note={note} />
      </a>
    </li>
  );
});

const isDecided = ({ state }: QueueLine, states: boolean) => state !== "pending" && !states;

/** What the row says, which does not change when the cursor comes by. */
const Words = memo(function Words({ line, compact, states, note }: Look & { note: string | undefined }) {
  const { icon: TierIcon, colour } = TIER[line.tier];
  const decided = isDecided(line, states);
  return (
    <>
      <span className={cn("flex min-w-0 items-baseline gap-3", compact && "order-2 flex-1")}>
        <span className="min-w-0 flex-1 truncate font-medium max-sm:whitespace-normal max-sm:line-clamp-2">
          <FlaggedText text={line.summary} className="whitespace-nowrap max-sm:whitespace-normal" />
        </span>
        {line.taken && <Looking taken={line.taken} />}
        {line.assigned && (
          <span className="inline-flex max-w-28 shrink-0 items-center gap-1 self-center text-xs text-muted">
            <UserRound aria-hidden="true" className="size-3.5 shrink-0" />
            <span className="sr-only">{words.assigned} </span>
            <span className="truncate">{line.assigned.mine ? words.you : line.assigned.name}</span>
          </span>
        )}
        {line.askedAt && (
          <span className="inline-flex shrink-0 items-center gap-1 self-center text-xs text-info-ink">
            <MessageCircleQuestionMark aria-hidden="true" className="size-3.5" />
            {words.asked}
          </span>
        )}
        <span className="shrink-0 text-xs text-muted">
          <When line={line} />
        </span>
      </span>
      <span className={cn("flex min-w-0 items-center gap-2 text-xs text-muted", compact && "order-1 w-20 shrink-0")}>
        <span className={cn("inline-flex shrink-0 items-center gap-0.5 font-medium", colour)}>
          <TierIcon aria-hidden="true" className="size-3.5" />
          {TIER_WORD[line.tier]}
          <span className="sr-only"> {words.risk}</span>
        </span>
        {!compact && (
          <>
            {note ? (
              <span className="min-w-0 truncate font-medium text-danger-ink">{note}</span>
            ) : (
              <span className="min-w-0 flex-1 truncate">
                {line.agent.name}
                {line.reason && (
                  <>
                    {" · "}
                    <FlaggedText text={line.reason} className="whitespace-nowrap" />
                  </>
                )}
              </span>
            )}
            {(states || decided || line.effectAt) && <ActionStateBadge state={line.state} effectAt={line.effectAt} />}
            {!note && !states && !decided && <Undoable line={line} />}
          </>
        )}
      </span>
    </>
  );
});

type Sign = readonly [LucideIcon, string];

const UNDOING: Record<QueueLine["reversibility"], Sign> = {
  irreversible: [TriangleAlert, REVERSIBILITY.irreversible],
  reversible: [RotateCcw, REVERSIBILITY.reversible],
  compensable: [RotateCcw, words.compensable],
};

function undoing({ reversibility, reads, rollback, mode, dryRun }: QueueLine): Sign {
  if (rollback) return [Undo2, words.rollback];
  if (mode === "test") return [FlaskConical, words.test];
  if (dryRun) return [FlaskConical, words.dryRun];
  return reads ? [Eye, NOTHING_TO_UNDO] : UNDOING[reversibility];
}

/** Whether it can be undone, in a word; what cannot stands out. */
function Undoable({ line }: { line: QueueLine }) {
  const cannot = line.reversibility === "irreversible" && !line.reads && !line.rollback;
  const [Icon, word] = undoing(line);
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1", cannot ? "text-warning-ink" : "text-faint")}>
      <Icon aria-hidden="true" className="size-3" />
      {word}
    </span>
  );
}

/** Who looks at it now. */
function Looking({ taken: { name, mine } }: { taken: NonNullable<QueueLine["taken"]> }) {
  return (
    <span className={cn("inline-flex max-w-28 shrink-0 items-center gap-1 self-center text-xs", mine ? "text-faint" : "font-medium text-info-ink")}>
      <Eye aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="truncate">{mine ? words.you : name}</span>
      <span className="sr-only"> {words.looks(mine)}</span>
    </span>
  );
}
