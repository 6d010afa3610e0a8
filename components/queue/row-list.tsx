"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useSyncExternalStore, type MouseEvent } from "react";
import type { QueueLine } from "@/lib/actions/person-view";
import { Row } from "./row";

type Props = {
  label: string;
  lines: readonly QueueLine[];
  /** Read so far; there are more. */
  more: boolean;
  cursor: string | null;
  chosen: ReadonlySet<string>;
  notes: ReadonlyMap<string, string>;
  compact: boolean;
  states: boolean;
  /** It is on the screen, and not the action in full. */
  visible: boolean;
  press: (id: string, event: MouseEvent<HTMLAnchorElement>) => void;
  choose: (id: string, range: boolean) => void;
  readMore: () => void;
};

const USUAL = 52;
const COMPACT = 36;
/** Two lines of a sentence, for a thumb. */
const NARROW = 76;
/** How many rows before the end more are read. */
const AHEAD = 60;

const narrow = "(width < 40rem)";
const subscribe = (listener: () => void) => {
  const query = matchMedia(narrow);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
};
const useNarrow = () => useSyncExternalStore(subscribe, () => matchMedia(narrow).matches, () => false);

/** A row that comes to the screen exists only some frames later. */
function focusSoon(id: string, tries = 20): void {
  const row = document.getElementById(id);
  if (row) row.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusSoon(id, tries - 1));
}

/** The rows, of which only those on the screen exist. The keyboard's focus goes with the cursor. */
export function RowList({ label, lines, more, cursor, chosen, notes, compact, states, visible, press, choose, readMore }: Props) {
  const scroll = useRef<HTMLDivElement>(null);
  const isNarrow = useNarrow();
  const height = isNarrow ? NARROW : compact ? COMPACT : USUAL;
  // Its functions change what they return, so this component stays unmemoised; its rows are.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 416, height: 900 },
  });
  useLayoutEffect(() => rows.measure(), [rows, height]);

  const at = lines.findIndex(({ id }) => id === cursor);
  const shownBefore = useRef(visible);
  const follow = useEffectEvent(() => {
    const back = visible && !shownBefore.current;
    shownBefore.current = visible;
    if (!visible || at < 0) return;
    rows.scrollToIndex(at, { align: "auto" });
    const focused = document.activeElement;
    const free = back || focused === document.body || focused === null || scroll.current?.contains(focused) || focused.id === "main";
    if (!free || !cursor) return;
    focusSoon(`row-${cursor}`);
  });
  const first = useRef(true);
  useEffect(() => {
    // The page's own start leaves the focus where the browser put it.
    if (first.current) first.current = false;
    else follow();
  }, [cursor, visible]);

  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const near = more && last > lines.length - AHEAD;
  const wanted = useEffectEvent(readMore);
  useEffect(() => {
    if (near) wanted();
  }, [near, lines.length]);

  return (
    <div ref={scroll} className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label={label} className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {items.map(({ index, start, size }) => {
          const line = lines[index];
          return (
            line && (
              <Row
                key={line.id}
                line={line}
                index={index}
                total={more ? -1 : lines.length}
                height={size}
                top={start}
                current={line.id === cursor}
                chosen={chosen.has(line.id)}
                choosing={chosen.size > 0}
                compact={compact && !isNarrow}
                states={states}
                note={notes.get(line.id)}
                press={press}
                choose={choose}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
