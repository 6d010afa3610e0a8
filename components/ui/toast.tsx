"use client";

import { CircleAlert, CircleCheck, Info, X, type LucideIcon } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { dismiss, serverToasts, subscribeToToasts, toasts, type ToastEntry, type ToastTone } from "./toast-store";
import { toaster as words } from "./words";

export { toast } from "./toast-store";

const LOOK: Record<ToastTone, { icon: LucideIcon; colour: string }> = {
  neutral: { icon: Info, colour: "text-muted" },
  success: { icon: CircleCheck, colour: "text-success-ink" },
  danger: { icon: CircleAlert, colour: "text-danger-ink" },
};

/** Where toasts appear; once, in the root layout. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribeToToasts, toasts, serverToasts);
  return (
    <section
      aria-label={words.label}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--shell-bottom,0px)+var(--bar,0px)+1rem)] z-60 flex flex-col items-center gap-2 sm:left-auto sm:items-end"
    >
      {shown.map((entry) => (
        <ToastCard key={entry.id} entry={entry} />
      ))}
    </section>
  );
}

function ToastCard({ entry }: { entry: ToastEntry }) {
  const [held, hold] = useState(false);
  const { icon: Icon, colour } = LOOK[entry.tone];
  useEffect(() => {
    if (held || entry.seconds === null) return;
    const timer = setTimeout(() => dismiss(entry.id), entry.seconds * 1000);
    return () => clearTimeout(timer);
  }, [held, entry]);

  return (
    <div
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
      className="pointer-events-auto flex w-full max-w-sm animate-rise items-center gap-2.5 rounded-lg bg-raised py-2 pr-2 pl-3 text-sm shadow-lg"
    >
      <Icon aria-hidden="true" className={cn("size-4 shrink-0", colour)} />
      <p className="min-w-0 flex-1">{entry.message}</p>
      {entry.action && (
        <Button
          size="small"
          onClick={() => {
            entry.action?.onPress();
            dismiss(entry.id);
          }}
        >
          {entry.action.label}
          {entry.action.press && <kbd className="font-sans text-xs text-muted max-sm:hidden">{entry.action.press}</kbd>}
        </Button>
      )}
      <IconButton size="small" label={words.dismiss} icon={<X aria-hidden="true" />} onClick={() => dismiss(entry.id)} />
    </div>
  );
}
