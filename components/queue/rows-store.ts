import { useSyncExternalStore } from "react";
import { step, type Rows, type RowsEvent } from "./rows";

type Listener = (event: RowsEvent) => void;

/**
 * The rows as they stand, outside of React's tree: each part of the page follows only what it shows, so that a move
 * touches two rows and nothing else. Give one to a page, not to the module: they are one person's.
 */
export class RowsStore {
  private readonly listeners = new Set<Listener>();

  constructor(private rows: Rows) {}

  readonly get = (): Rows => this.rows;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly dispatch = (event: RowsEvent): void => {
    const next = step(this.rows, event);
    if (next === this.rows) return;
    this.rows = next;
    for (const listener of this.listeners) listener(event);
  };
}

/** A part of the rows; again only when that part is another one. */
export function useRows<Part>(store: RowsStore, part: (rows: Rows) => Part): Part {
  const now = () => part(store.get());
  return useSyncExternalStore(store.subscribe, now, now);
}
