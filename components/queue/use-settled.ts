"use client";

import { startTransition, useEffect, useState } from "react";
import type { RowsStore } from "./rows-store";

/** Whoever steps on within this time only passes by. */
const REST_MS = 80;

/**
 * The cursor where it has come to rest: what stands beside the rows follows it, and is drawn only after the row's own
 * mark has been painted. Gives a function, too, that does not wait.
 */
export function useSettled(store: RowsStore): [id: string | null, settle: () => void] {
  const [settled, set] = useState(() => store.get().cursor);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let frame = 0;
    const follow = () => startTransition(() => set(store.get().cursor));
    const end = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
    let before = store.get().cursor;
    const leave = store.subscribe(({ type }) => {
      const { cursor } = store.get();
      if (cursor === before) return;
      before = cursor;
      end();
      if (type === "move") timer = setTimeout(follow, REST_MS);
      else if (type === "go") follow();
      else {
        frame = requestAnimationFrame(() => {
          timer = setTimeout(follow);
        });
      }
    });
    return () => {
      end();
      leave();
    };
  }, [store]);
  return [settled, () => set(store.get().cursor)];
}
