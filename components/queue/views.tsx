"use client";

import { ChevronDown } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { closePopover, Popover } from "@/components/ui/popover";
import { Tabs, type TabItem } from "@/components/ui/tabs";
import { views as words } from "./words";

/** How many views have a tab of their own; the others are one press further. */
const TABS = 3;

/** The views of the queue, each at its address. */
export function Views({ items }: { items: readonly TabItem[] }) {
  const current = items.slice(TABS).find((item) => item.current);
  // What was chosen from the others takes the room of the last tab.
  const tabs = current ? TABS - 1 : TABS;
  const others = items.slice(tabs);
  return (
    <div className="flex shrink-0 items-stretch border-b border-line">
      <Tabs label={words.title} items={items.slice(0, tabs)} className="min-w-0 border-b-0 pl-2 max-sm:pl-1" />
      <Popover
        label={words.more}
        // A fourth tab has no room: the view that is open stands where it was chosen.
        button={
          <>
            {current ? <span className="max-w-28 truncate">{current.label}</span> : words.moreShort}
            <ChevronDown aria-hidden="true" className="size-3.5" />
          </>
        }
        buttonLabel={current ? words.open(String(current.label)) : words.moreShort}
        buttonClassName={cn("-mb-px flex h-9 shrink-0 items-center gap-1 border-b-2 border-transparent px-2.5 text-sm text-muted -outline-offset-2 hover:text-ink pointer-coarse:min-h-11", current && "border-accent-ink font-medium text-ink")}
        className="w-56 p-1"
      >
        <ul>
          {others.map((item) => (
            <li key={item.href}>
              <Link
                href={item.href}
                onClick={closePopover}
                aria-current={item.current ? "page" : undefined}
                className={cn("flex h-8 items-center justify-between rounded-sm px-2 text-sm text-ink no-underline hover:bg-hover pointer-coarse:h-11", item.current && "font-medium text-accent-ink")}
              >
                {item.label}
                <span className="text-xs text-muted tabular-nums">{item.count}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Popover>
    </div>
  );
}
