"use client";

import {
  Bot,
  Cable,
  ChartColumn,
  History,
  Inbox,
  ScrollText,
  Send,
  Settings,
  SlidersHorizontal,
  UserRound,
  UsersRound,
  Wrench,
  type LucideIcon,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { isCurrent, type NavIcon, type NavItem } from "./navigation";
import { navigation as words } from "./words";

const ICON: Record<NavIcon, LucideIcon> = {
  queue: Inbox,
  history: History,
  overview: ChartColumn,
  audit: ScrollText,
  policy: SlidersHorizontal,
  tools: Wrench,
  connectors: Cable,
  agents: Bot,
  people: UserRound,
  groups: UsersRound,
  notifications: Send,
  settings: Settings,
};

/** A page in the side bar or the drawer. */
export function NavLink({ item, onFollow }: { item: NavItem; onFollow?: () => void }) {
  const current = isCurrent(item.href, usePathname());
  const Icon = ICON[item.icon];
  return (
    <Link
      href={item.href}
      onClick={onFollow}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium text-muted no-underline transition-colors",
        "hover:bg-hover hover:text-ink pointer-coarse:h-11",
        current && "bg-hover text-ink",
      )}
    >
      <Icon aria-hidden="true" className={cn("size-4 shrink-0", current && "text-accent-ink")} />
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      <WaitingCount count={item.count} />
    </Link>
  );
}

/** A page in the bar at the bottom of a phone. */
export function BottomLink({ item }: { item: NavItem }) {
  const current = isCurrent(item.href, usePathname());
  const Icon = ICON[item.icon];
  return (
    <Link href={item.href} aria-current={current ? "page" : undefined} className={bottomItemClasses(current)}>
      <span className="relative">
        <Icon aria-hidden="true" className="size-5" />
        {Boolean(item.count) && (
          <span className="absolute -top-1.5 left-3 min-w-4 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-4 font-semibold text-on-accent">
            {shown(item.count)}
            <span className="sr-only"> {words.waitingBefore} </span>
          </span>
        )}
      </span>
      {item.label}
    </Link>
  );
}

export const bottomItemClasses = (current: boolean) =>
  cn(
    "flex h-14 w-full flex-col items-center justify-center gap-0.5 text-xs no-underline -outline-offset-4",
    current ? "font-semibold text-accent-ink" : "text-muted",
  );

function WaitingCount({ count }: { count: number | undefined }) {
  if (!count) return null;
  return (
    <span className="rounded-full bg-accent-soft px-1.5 text-xs font-semibold text-accent-ink tabular-nums">
      {shown(count)}
      <span className="sr-only"> {words.waiting}</span>
    </span>
  );
}

const shown = (count: number | undefined) => (count && count > 99 ? "99+" : count);
