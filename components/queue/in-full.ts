import { useSyncExternalStore } from "react";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { readInFull, type Trouble } from "@/components/actions/requests";

/** What is known of an action in full: none yet, its last reading, or why it could not be read. */
export type InFull = { action: ActionInFull | null; trouble: Trouble | null; reading: boolean };

const NONE: InFull = { action: null, trouble: null, reading: false };
/** As many as somebody goes back to without noticing; older ones are read again. */
const KEPT = 60;

/** Actions in full, read ahead of the person. Give one to a page, not to the module: they are one person's. */
export class Readings {
  private readonly kept = new Map<string, InFull>();
  private readonly again = new Set<string>();
  private readonly listeners = new Set<() => void>();

  constructor(first: readonly ActionInFull[]) {
    for (const action of first) this.kept.set(action.id, { action, trouble: null, reading: false });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (id: string | null): InFull => (id ? (this.kept.get(id) ?? NONE) : NONE);

  /** Reads it unless it is there or under way. */
  want(id: string): void {
    const { action, reading } = this.get(id);
    if (!action && !reading) void this.read(id);
  }

  /** It may have changed: what is kept is read again, and shown meanwhile. */
  changed(id: string): void {
    if (this.kept.has(id)) void this.read(id);
  }

  allChanged(but: string | null): void {
    for (const id of this.kept.keys()) if (id !== but) this.kept.delete(id);
    if (but) this.changed(but);
  }

  async read(id: string): Promise<void> {
    const { action, reading } = this.get(id);
    if (reading) {
      this.again.add(id);
      return;
    }
    this.set(id, { action, trouble: null, reading: true });
    try {
      this.set(id, { action: await readInFull(id), trouble: null, reading: false });
    } catch (error) {
      this.set(id, { action, trouble: error as Trouble, reading: false });
    }
    if (this.again.delete(id)) void this.read(id);
  }

  private set(id: string, known: InFull): void {
    this.kept.delete(id);
    this.kept.set(id, known);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    for (const listener of this.listeners) listener();
  }
}

export const useInFull = (readings: Readings, id: string | null): InFull => useSyncExternalStore(readings.subscribe, () => readings.get(id), () => readings.get(id));
