"use client";

import { createElement, useEffect, useEffectEvent, useSyncExternalStore, type ComponentType, type ReactNode } from "react";
import { toast } from "./toast-store";
import { onDemand as words } from "./words";

type Fetched = { load: () => Promise<void> };

/**
 * A component that a page does not bring along, and that can be closed. It is fetched once; when it cannot be had it
 * says so and closes. A failure is not kept, as React's `lazy` keeps it: the next try is a new one.
 */
export function onDemand<Props extends { close: () => void }>(fetch: () => Promise<ComponentType<Props>>): ((props: Props) => ReactNode) & Fetched {
  let part: ComponentType<Props> | undefined;
  let coming: Promise<void> | undefined;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const load = () =>
    (coming ??= fetch().then(
      (fetched) => {
        part = fetched;
        for (const listener of listeners) listener();
      },
      (error: unknown) => {
        coming = undefined;
        throw error;
      },
    ));

  function OnDemand(props: Props): ReactNode {
    const there = useSyncExternalStore(subscribe, () => part, () => undefined);
    const failed = useEffectEvent(() => {
      toast(words.failed, { tone: "danger", key: "load" });
      props.close();
    });
    useEffect(() => {
      let left = false;
      if (!there) load().catch(() => !left && failed());
      return () => {
        left = true;
      };
    }, [there]);
    return there && createElement(there, props);
  }
  return Object.assign(OnDemand, { load });
}

/** Fetches them when the page has nothing else to do, so that the first use does not wait. */
export function loadWhenIdle(...parts: readonly Fetched[]): void {
  const start = () => {
    // Whoever needs it asks again, and is told.
    for (const { load } of parts) load().catch(() => undefined);
  };
  if ("requestIdleCallback" in globalThis) requestIdleCallback(start, { timeout: 5_000 });
  else setTimeout(start, 2_000);
}
