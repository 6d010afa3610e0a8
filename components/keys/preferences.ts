"use client";

import { useSyncExternalStore } from "react";

/** What suits a person at this device; nobody else needs to know. */
type Preferences = { singleKeys: boolean; compact: boolean };

const USUAL: Preferences = { singleKeys: true, compact: false };
const NAME = "countersign.preferences";
const listeners = new Set<() => void>();
let known: Preferences | undefined;

function read(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "{}") as Partial<Preferences>;
    return { singleKeys: kept.singleKeys !== false, compact: kept.compact === true };
  } catch {
    return USUAL; // storage is off, or holds something else
  }
}

export const preferences = (): Preferences => (known ??= read());

export function prefer(change: Partial<Preferences>): void {
  known = { ...preferences(), ...change };
  try {
    localStorage.setItem(NAME, JSON.stringify(known));
  } catch {
    // For this page only, then.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent) => {
    if (key !== NAME) return;
    known = undefined;
    listener();
  };
  listeners.add(listener);
  addEventListener("storage", elsewhere);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", elsewhere);
  };
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences, () => USUAL);
