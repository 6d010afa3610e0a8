"use client";

import { useEffect } from "react";
import { endTake, keepTake, sendTake } from "./requests";

/** Whoever only passes by has taken nothing: what stands beside the list is taken once it is looked at for a while. */
const DWELL_MS = { passing: 4_000, opened: 400 } as const;
const HEARTBEAT_MS = 60_000;

/**
 * Takes an action softly while somebody looks at it, so that others see it: kept by a heartbeat, let go
 * on leaving. What somebody else has taken stays theirs. Only for whoever may approve it: what they asked for or approved
 * themselves waits on others, whose queue a take would hide it from.
 */
export function useTaking(id: string | null, how: keyof typeof DWELL_MS): void {
  useEffect(() => {
    if (!id) return;
    let mine = false;
    const take = setTimeout(() => {
      if (document.visibilityState === "visible") void sendTake(id).then((taken) => (mine = taken.mine), () => undefined);
    }, DWELL_MS[how]);
    const beat = setInterval(() => {
      if (mine && document.visibilityState === "visible") void keepTake(id).then((taken) => (mine = taken.mine), () => undefined);
    }, HEARTBEAT_MS);
    return () => {
      clearTimeout(take);
      clearInterval(beat);
      if (mine) void endTake(id).catch(() => undefined);
    };
  }, [id, how]);
}
