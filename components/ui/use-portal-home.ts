"use client";

import { useRef, useState, type RefObject } from "react";

/**
 * Where something that opens beside its trigger belongs: within the same landmark or dialog, so that screen readers
 * meet it in its place and a modal dialog does not hide it.
 */
export function usePortalHome<T extends HTMLElement>(): { trigger: RefObject<T | null>; home: HTMLElement | undefined; findHome: () => void } {
  const trigger = useRef<T>(null);
  const [home, setHome] = useState<HTMLElement>();
  const findHome = () => setHome(trigger.current?.closest<HTMLElement>("main, header, [role=dialog], [role=alertdialog]") ?? undefined);
  return { trigger, home, findHome };
}
