import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type TabItem = { href: string; label: ReactNode; count?: number | string; current?: boolean };

/** Views of one page as links, so that each has an address. */
export function Tabs({ label, items, className }: { label: string; items: readonly TabItem[]; className?: string }) {
  return (
    <nav aria-label={label} className={cn("overflow-x-auto border-b border-line", className)}>
      <ul className="flex min-w-max gap-1 max-sm:gap-0">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={item.current ? "page" : undefined}
              className={cn(
                "-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-sm whitespace-nowrap text-muted no-underline -outline-offset-2 max-sm:px-1.5",
                "hover:text-ink pointer-coarse:min-h-11",
                item.current && "border-accent-ink font-medium text-ink",
              )}
            >
              {item.label}
              {item.count !== undefined && (
                <span className="rounded-full bg-sunken px-1.5 text-xs text-muted tabular-nums">{item.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
