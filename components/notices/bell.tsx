import { Bell } from "lucide-react";
import Link from "next/link";
import { buttonClasses } from "@/components/ui/button-styles";
import { cn } from "@/components/ui/cn";
import { paths } from "@/lib/paths";
import { bell as words } from "./words";

const MOST = 99;

/** Leads to the notices, and says how many are unread. */
export function NoticeBell({ unread }: { unread: number }) {
  const shown = unread > MOST ? `${MOST}+` : String(unread);
  return (
    <Link href={paths.notices} prefetch={false} aria-label={words.label(unread, shown)} className={cn(buttonClasses({ variant: "ghost", size: "small" }), "gap-1 no-underline")}>
      <Bell aria-hidden="true" />
      {unread > 0 && (
        <span aria-hidden="true" className="rounded-full bg-danger-soft px-1.5 text-xs font-medium text-danger-ink tabular-nums">
          {shown}
        </span>
      )}
    </Link>
  );
}
