"use client";

import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

/** Rows beyond the screen on each side, so that the next ones are there before they are scrolled to. */
const BEYOND = 8;
/** The rows that exist change by so many at once: not on every step. */
const STEP = 4;
/** Until the room is measured. */
const USUAL_ROOM = 900;

type Visible = {
  /** For what scrolls. */
  scroll: RefObject<HTMLDivElement | null>;
  /** The first row that exists, and the first after it that does not. */
  from: number;
  to: number;
  /** Scrolls as little as brings the row onto the screen. */
  bring: (index: number) => void;
};

/** Which of many rows of one height need to exist. Where it is scrolled to is remembered and not asked of the page, which would lay it out. */
export function useVisibleRows(count: number, height: number): Visible {
  const scroll = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [room, setRoom] = useState(USUAL_ROOM);
  const now = useRef({ top: 0, room: USUAL_ROOM });

  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element) return;
    const look = () => {
      now.current.top = element.scrollTop;
      setFirst(Math.max(0, Math.floor(now.current.top / height / STEP) * STEP));
    };
    // In the frame that shows the new place, not in the one after it.
    const scrolled = () => flushSync(look);
    const observer = new ResizeObserver(([entry]) => {
      // Hidden, it keeps its rows for when it is back.
      if (!entry || entry.contentRect.height === 0) return;
      now.current.room = entry.contentRect.height;
      setRoom(entry.contentRect.height);
    });
    look();
    observer.observe(element);
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", scrolled);
    };
  }, [height]);

  const bring = useCallback(
    (index: number) => {
      const { top, room: inView } = now.current;
      const [begins, ends] = [index * height, (index + 1) * height];
      const to = begins < top ? begins : ends > top + inView ? ends - inView : top;
      if (to === top || !scroll.current) return;
      scroll.current.scrollTop = to;
      now.current.top = to;
    },
    [height],
  );
  return { scroll, from: Math.max(0, first - BEYOND), to: Math.min(count, first + Math.ceil(room / height) + STEP + BEYOND), bring };
}
