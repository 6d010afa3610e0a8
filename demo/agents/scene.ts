import type { Proposal } from "./client";

/** One thing an agent wants to do. `name` is the same in every run: with the run's id it makes the idempotency key. */
export type Scene = { name: string; title: string; proposal: Proposal };

/** What the scenes need to differ from run to run without being random: the same run always does the same. */
export type Run = { id: string; pick: <Item>(items: readonly [Item, ...Item[]]) => Item };

export function newRun(id: string): Run {
  const turn = [...id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) >>> 0, 7);
  return { id, pick: (items) => items[turn % items.length] ?? items[0] };
}
