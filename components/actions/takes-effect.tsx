"use client";

import { useEffect } from "react";
import { useNow } from "@/components/ui/use-now";
import { takesEffect as words } from "./words-decide";

/** "takes effect in 8 s"; when it is over, looks until the server has moved on. */
export function TakesEffect({ at, lookAgain }: { at: string; lookAgain: () => void }) {
  const now = useNow("second");
  const left = now === null ? null : Math.ceil((new Date(at).getTime() - now) / 1000);
  const over = left !== null && left <= 0;
  useEffect(() => {
    if (!over) return;
    const timer = setInterval(lookAgain, 1_500);
    return () => clearInterval(timer);
  }, [over, lookAgain]);
  return <span className="tabular-nums">{left === null ? words.soon : over ? words.now : words.left(left)}</span>;
}
