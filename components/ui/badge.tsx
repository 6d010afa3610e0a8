import type { ReactNode } from "react";
import { cn } from "./cn";
import { TONE, type Tone } from "./tone";

/** A word about something, with an icon where the tone carries meaning. */
export function Badge({ tone = "neutral", icon, className, children }: { tone?: Tone; icon?: ReactNode; className?: string; children: ReactNode }) {
  return (
    <span
      className={cn(
        "inline-flex h-5 shrink-0 align-middle items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
        TONE[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
