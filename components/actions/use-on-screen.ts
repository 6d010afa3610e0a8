"use client";

import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

type OnScreen = { ref: RefObject<HTMLDivElement | null>; /** For what shows it. */ seen: boolean; /** Asked at the moment of a press. */ wasSeen: () => boolean; show: () => void };

/**
 * Whether what stands under `ref` has been on the screen, painted and not only rendered, since `what` is shown: a key
 * that comes a moment too early meant the action before.
 */
export function useOnScreen(what: string): OnScreen {
  const ref = useRef<HTMLDivElement>(null);
  const seen = useRef<string>(undefined);
  const [shown, told] = useState<string>();
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let frame = 0;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        // The frame in which it was found is being painted; in the next one it has been.
        frame = requestAnimationFrame(() => {
          seen.current = what;
          told(what);
        });
      },
      { rootMargin: "0px 0px -72px 0px" }, // not behind the bar
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [what]);
  const wasSeen = useCallback(() => seen.current === what, [what]);
  const show = useCallback(() => ref.current?.scrollIntoView({ block: "center" }), []);
  return { ref, seen: shown === what, wasSeen, show };
}
