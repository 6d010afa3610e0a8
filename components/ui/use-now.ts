"use client";

import { useSyncExternalStore } from "react";

type Clock = { now: number; listeners: Set<() => void>; timer: ReturnType<typeof setInterval> | undefined };

const clocks = new Map<number, Clock>();

// One timer per pace for the whole page, and none while nothing on it needs the time.
function clockOf(pace: number): Clock {
  let clock = clocks.get(pace);
  if (!clock) clocks.set(pace, (clock = { now: Date.now(), listeners: new Set(), timer: undefined }));
  return clock;
}

function subscribeTo(pace: number) {
  return (listener: () => void) => {
    const clock = clockOf(pace);
    clock.listeners.add(listener);
    if (!clock.timer) {
      clock.now = Date.now();
      clock.timer = setInterval(() => {
        clock.now = Date.now();
        for (const each of clock.listeners) each();
      }, pace);
    }
    return () => {
      clock.listeners.delete(listener);
      if (clock.listeners.size > 0) return;
      clearInterval(clock.timer);
      clock.timer = undefined;
    };
  };
}

const SECOND = 1_000;
const HALF_MINUTE = 30_000;
const everySecond = subscribeTo(SECOND);
const everyHalfMinute = subscribeTo(HALF_MINUTE);

/** The viewer's clock in milliseconds, kept current; null on the server and while hydrating. */
export function useNow(pace: "second" | "half-minute"): number | null {
  const fine = pace === "second";
  return useSyncExternalStore<number | null>(
    fine ? everySecond : everyHalfMinute,
    () => clockOf(fine ? SECOND : HALF_MINUTE).now,
    () => null,
  );
}
