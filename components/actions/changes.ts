"use client";

import { useEffect, useEffectEvent } from "react";
import { paths } from "@/lib/paths";

/** Which action changed; null when any may have. */
type Listener = (id: string | null) => void;

// One connection for the whole page, closed while nobody looks at it: browsers allow few per server.
const listeners = new Set<Listener>();
let source: EventSource | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

const LOOK_ANYWAY_MS = 15_000;

function tell(id: string | null): void {
  for (const listener of listeners) listener(id);
}

function connect(): void {
  if (source || listeners.size === 0 || document.visibilityState === "hidden") return;
  source = new EventSource(paths.changes);
  // What changed between the reading of the page and this moment was told to nobody.
  source.addEventListener("open", () => tell(null));
  source.addEventListener("message", ({ data }) => {
    const { id } = JSON.parse(data as string) as { id: string | null };
    tell(id);
  });
  // Where events do not get through, looking now and then does.
  timer = setInterval(() => {
    if (source?.readyState === EventSource.OPEN) return;
    tell(null);
    if (source?.readyState === EventSource.CLOSED) {
      disconnect();
      connect();
    }
  }, LOOK_ANYWAY_MS);
}

function disconnect(): void {
  source?.close();
  source = undefined;
  clearInterval(timer);
}

function seen(): void {
  if (document.visibilityState === "hidden") return disconnect();
  connect();
  tell(null);
}

/** Calls back when actions change, as the server tells. A hint: read again under one's own authority. */
export function useChanges(changed: Listener): void {
  const told = useEffectEvent(changed);
  useEffect(() => {
    const listener: Listener = (id) => told(id);
    listeners.add(listener);
    if (listeners.size === 1) document.addEventListener("visibilitychange", seen);
    connect();
    if (source?.readyState === EventSource.OPEN) listener(null);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      document.removeEventListener("visibilitychange", seen);
      disconnect();
    };
  }, []);
}
