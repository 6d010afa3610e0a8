"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import type { CommandId } from "./commands";

/** What a command does on this page now. */
export type Handlers = Partial<Record<CommandId, () => void>>;

// What is mounted last is in front: its commands come first.
let layers: readonly { handlers: () => Handlers }[] = [];
const listeners = new Set<() => void>();

function set(next: typeof layers): void {
  layers = next;
  for (const listener of listeners) listener();
}

/** Gives commands their meaning while the component is there. */
export function useCommands(handlers: Handlers): void {
  const current = useRef(handlers);
  useEffect(() => {
    current.current = handlers;
  });
  useEffect(() => {
    const layer = { handlers: () => current.current };
    set([...layers, layer]);
    return () => set(layers.filter((each) => each !== layer));
  }, []);
}

export function handlerOf(id: CommandId): (() => void) | undefined {
  for (const { handlers } of layers.toReversed()) {
    const found = handlers()[id];
    if (found) return found;
  }
  return undefined;
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Again whenever pages with other commands come or go. */
export const useLayers = (): unknown => useSyncExternalStore(subscribe, () => layers, () => layers);
