import type { CSSProperties } from "react";
import { cn } from "./cn";
import { skeleton as words } from "./words";

/** One grey bar; give it the size of what is coming. */
export const Skeleton = ({ className, style }: { className?: string; style?: CSSProperties }) => (
  <div aria-hidden="true" style={style} className={cn("h-4 animate-pulse rounded-sm bg-hover", className)} />
);

/** A page's heading and a list, while they load. */
export function PageSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" aria-label={words.label}>
      <Skeleton className="mb-6 h-7 w-48" />
      <div className="divide-y divide-line rounded-lg border border-line bg-surface">
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className="flex h-13 items-center gap-4 px-4">
            <Skeleton className="w-16 shrink-0" />
            <Skeleton className="w-full max-w-96" />
            <Skeleton className="ml-auto w-20 shrink-0" />
          </div>
        ))}
      </div>
    </div>
  );
}
