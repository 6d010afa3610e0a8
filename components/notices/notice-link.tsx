"use client";

import Link from "next/link";
import { useTransition, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Mutation } from "@/lib/next/mutation-state";
import { noticeList } from "./words";

type Props = { href: string; id: string; unread: boolean; read: Mutation<null>; children: ReactNode };

/** Leads to what a notice is about. Following it marks it as read, with a POST of its own. */
export function NoticeLink({ href, id, unread, read, children }: Props) {
  const [, start] = useTransition();
  const follow = () => {
    if (unread) start(async () => void (await read(null, { id })));
  };
  return (
    <Link href={href} prefetch={false} onClick={follow} className={cn("text-ink no-underline after:absolute after:inset-0 hover:underline", unread && "font-medium")}>
      {unread && <span className="sr-only">{noticeList.unread} </span>}
      {children}
    </Link>
  );
}
