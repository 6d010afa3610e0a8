"use client";

import { cn } from "@/components/ui/cn";
import { keyCaps as words } from "./words";

const WORD: Record<string, string> = { Enter: "↵", Shift: "⇧" };
const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** A command's keys as they stand on the keyboard. */
export function KeyCaps({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={cn("inline-flex shrink-0 items-center gap-1", className)}>
      {keys.split(" ").map((press, index) => (
        <span key={press} className="inline-flex items-center gap-1">
          {index > 0 && <span className="text-xs text-faint">{words.then}</span>}
          {press.split("+").map((key) => (
            <kbd key={key} className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-surface px-1 font-sans text-xs font-medium text-muted">
              {key === "Mod" ? (isMac() ? "⌘" : "Ctrl") : (WORD[key] ?? (key.length === 1 ? key.toUpperCase() : key))}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
