export type ToastTone = "neutral" | "success" | "danger";

export type ToastEntry = {
  id: number;
  /** Another of the same key takes its place. */
  key: string | undefined;
  message: string;
  tone: ToastTone;
  action: { label: string; /** The key that does the same. */ press?: string; onPress: () => void } | undefined;
  /** How long it stays; null until dismissed. */
  seconds: number | null;
};

type Options = { key?: string; tone?: ToastTone; action?: ToastEntry["action"]; seconds?: number | null };

let entries: readonly ToastEntry[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const none: readonly ToastEntry[] = [];

function set(next: readonly ToastEntry[]) {
  entries = next;
  for (const listener of listeners) listener();
}

/** Says something in passing. Faults stay until dismissed; other messages for six seconds unless told. */
export function toast(message: string, { key, tone = "neutral", action, seconds = tone === "danger" ? null : 6 }: Options = {}): number {
  const id = ++lastId;
  set([...entries.filter((entry) => key === undefined || entry.key !== key), { id, key, message, tone, action, seconds }].slice(-4));
  return id;
}

export const dismiss = (id: number): void => set(entries.filter((entry) => entry.id !== id));

export const toasts = () => entries;
export const serverToasts = () => none;

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
