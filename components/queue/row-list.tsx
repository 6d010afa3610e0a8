"use client";

import { useEffect, useEffectEvent, useRef, useSyncExternalStore, type MouseEvent } from "react";
import type { QueueLine } from "@/lib/actions/shown/person-view";
import { Row } from "./row";
import { shownOf } from "./rows";
import type { RowsStore } from "./rows-store";
import { useVisibleRows } from "./use-visible-rows";

type Props = {
  label: string;
  store: RowsStore;
  lines: readonly QueueLine[];
  /** Read so far; there are more. */
  more: boolean;
  compact: boolean;
  states: boolean;
  /** It is on the screen, and not the action in full. */
  visible: boolean;
  press: (id: string, event: MouseEvent<HTMLAnchorElement>) => void;
  /** Not for whoever decides nothing. */
  choose: ((id: string, range: boolean) => void) | undefined;
  readMore: () => void;
};

const USUAL = 52;
const COMPACT = 36;
/** Two lines of a sentence, for a thumb. */
const NARROW = 76;
/** How many rows before the end more are read. */
const AHEAD = 60;

let query: MediaQueryList | undefined;
const narrow = () => (query ??= matchMedia("(width < 40rem)"));
const subscribe = (listener: () => void) => {
  narrow().addEventListener("change", listener);
  return () => narrow().removeEventListener("change", listener);
};
const useNarrow = () => useSyncExternalStore(subscribe, () => narrow().matches, () => false);

/** A row that comes to the screen exists only some frames later. */
function focusSoon(id: string, tries = 20): void {
  const row = document.getElementById(id);
  if (row) row.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusSoon(id, tries - 1));
}

/** The rows, of which only those on the screen exist. The keyboard's focus goes with the cursor; the list itself is not drawn again for it. */
export function RowList({ label, store, lines, more, compact, states, visible, press, choose, readMore }: Props) {
  const isNarrow = useNarrow();
  const height = isNarrow ? NARROW : compact ? COMPACT : USUAL;
  const { scroll, from, to, bring } = useVisibleRows(lines.length, height);

  const follow = useEffectEvent((back: boolean) => {
    const { cursor, ...rows } = store.get();
    const at = shownOf(rows).findIndex(({ id }) => id === cursor);
    if (!visible || at < 0) return;
    bring(at);
    const focused = document.activeElement;
    const free = back || focused === document.body || focused === null || scroll.current?.contains(focused) || focused.id === "main";
    if (free) focusSoon(`row-${cursor}`);
  });
  useEffect(() => {
    let before = store.get().cursor;
    return store.subscribe(() => {
      const { cursor } = store.get();
      if (cursor !== before) follow(false);
      before = cursor;
    });
  }, [store]);
  const wasVisible = useRef(visible);
  useEffect(() => {
    // The page's own start leaves the focus where the browser put it.
    if (visible && !wasVisible.current) follow(true);
    wasVisible.current = visible;
  }, [visible]);

  const near = more && to > lines.length - AHEAD;
  const wanted = useEffectEvent(readMore);
  useEffect(() => {
    if (near) wanted();
  }, [near, lines.length]);

  return (
    <div ref={scroll} className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain short:min-h-40 short:shrink-0">
      <ul aria-label={label} className="relative w-full" style={{ height: lines.length * height }}>
        {lines.slice(from, to).map((line, index) => (
          <Row
            key={line.id}
            store={store}
            line={line}
            index={from + index}
            total={more ? -1 : lines.length}
            height={height}
            compact={compact && !isNarrow}
            states={states}
            press={press}
            choose={choose}
          />
        ))}
      </ul>
    </div>
  );
}
