import { cn } from "./cn";

/** A key to press. */
export const Kbd = ({ className, children }: { className?: string; children: string }) => (
  <kbd
    className={cn(
      "inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-sans text-xs text-muted",
      className,
    )}
  >
    {children}
  </kbd>
);
