"use client";

import { useEffect } from "react";
import { endTake, keepTake, sendTake } from "./requests";

/** Whoever only passes by has taken nothing. */
const DWELL_MS = 1_500;
const HEARTBEAT_MS = 60_000;

/**
 * Takes an action softly while somebody looks at it, so that others see it: after a moment, kept by a heartbeat, let go
 * on leaving. What somebody else has taken stays theirs.
 */
export function useTaking(id: string | null): void {
  useEffect(() => {
    if (!id) return;
    let mine = false;
    const take = setTimeout(() => {
      if (document.visibilityState === "visible") void sendTake(id).then((taken) => (mine = taken.mine), () => undefined);
    }, DWELL_MS);
    const beat = setInterval(() => {
      if (mine && document.visibilityState === "visible") void keepTake(id).then((taken) => (mine = taken.mine), () => undefined);
    }, HEARTBEAT_MS);
    return () => {
      clearTimeout(take);
      clearInterval(beat);
      if (mine) void endTake(id).catch(() => undefined);
    };
  }, [id]);
}
