import type { Agent } from "@/lib/actor";
import { changed } from "@/lib/notify/listen";

/** Announcements may be lost, so whoever waits also looks by themselves. */
const LOOK_MS = 5_000;
/** Answers that one key may have held in one process; beyond it they are given at once. */
const MOST_HELD = 500;

// server.ts ends what Next's bundles hold, too.
const shared = globalThis as typeof globalThis & { countersignHolds?: Map<string, Set<AbortController>> };
const holds = () => (shared.countersignHolds ??= new Map());

/** An answer that is held open. `signal` fires when the client has gone, the process stops, or at `end`. */
export type Hold = { signal: AbortSignal; end(): void };

/** Takes a place among what is held for this key; undefined when there is none left. Whoever takes it must `end` it. */
export function hold(agent: Agent, request: Request): Hold | undefined {
  const held = holds().get(agent.keyId) ?? new Set();
  if (held.size >= MOST_HELD) return undefined;
  const ending = new AbortController();
  const gone = () => ending.abort();
  held.add(ending);
  holds().set(agent.keyId, held);
  request.signal.addEventListener("abort", gone);
  if (request.signal.aborted) gone();
  return {
    signal: ending.signal,
    end: () => {
      request.signal.removeEventListener("abort", gone);
      held.delete(ending);
      if (held.size === 0 && holds().get(agent.keyId) === held) holds().delete(agent.keyId);
      ending.abort();
    },
  };
}

/** Answers everything that is held as it stands: the process is about to stop. */
export function releaseHolds(): void {
  for (const held of holds().values()) for (const ending of held) ending.abort();
}

/** Reads until `isDone`, `seconds` are over or the hold ends; looks again whenever the action may have changed. */
export async function readUntil<T>(id: string, seconds: number, { signal }: Hold, read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  const until = performance.now() + seconds * 1000;
  for (;;) {
    const left = until - performance.now();
    // Listened for before we look, so that no change falls between the two.
    const hint = changed(id, Math.max(0, Math.min(left, LOOK_MS)), signal);
    const value = await read();
    if (left <= 0 || signal.aborted || isDone(value)) return value;
    await hint;
  }
}
