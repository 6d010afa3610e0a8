import type { ReactNode } from "react";
import { cn } from "./cn";

export type Described = { term: ReactNode; value: ReactNode };

/** Terms and values in two columns, stacked on phones. Items that are null or false are left out. */
export function DescriptionList({ items, className }: { items: readonly (Described | null | false)[]; className?: string }) {
  return (
    <dl className={cn("grid gap-x-6 gap-y-0.5 text-sm sm:gap-y-2 sm:grid-cols-[minmax(9rem,max-content)_minmax(0,1fr)]", className)}>
      {items.map((item, index) =>
        item ? (
          <div key={index} className="contents">
            <dt className="text-muted max-sm:text-xs">{item.term}</dt>
            <dd className="min-w-0 text-ink max-sm:mb-2.5">{item.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
