"use client";

import { useEffect, useEffectEvent } from "react";

/** While something offers numbered choices, their digits choose: 1 for the first. Not in fields, and not while held down. */
export function useDigits(on: boolean, chosen: (number: number) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select") !== null;
    if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    event.preventDefault();
    chosen(Number(event.key));
  });
  useEffect(() => {
    if (!on) return;
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, [on]);
}
