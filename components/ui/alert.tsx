import { CircleAlert, CircleCheck, Info, OctagonAlert, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { TONE } from "./tone";

export type AlertTone = "neutral" | "info" | "success" | "warning" | "danger";

const ICON: Record<AlertTone, LucideIcon> = {
  neutral: Info,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

type Props = {
  tone?: AlertTone;
  title?: ReactNode;
  action?: ReactNode;
  /** Read aloud when it appears after the page has loaded. */
  live?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A message within a page. */
export function Alert({ tone = "info", title, action, live, className, children }: Props) {
  const Icon = ICON[tone];
  return (
    <div
      role={live ? (tone === "danger" ? "alert" : "status") : undefined}
      className={cn("flex items-start gap-2.5 rounded-md border px-3 py-2.5 text-sm", action && "max-sm:flex-wrap", TONE[tone], className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className={cn("min-w-0 flex-1", action && "max-sm:basis-4/5")}>
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className={cn(title && "mt-0.5")}>{children}</div>}
      </div>
      {action && <div className="-my-0.5 shrink-0 max-sm:my-0 max-sm:basis-full max-sm:pl-6.5">{action}</div>}
    </div>
  );
}

/** A message across the whole width of the console, above everything else. */
export function Banner({ tone = "warning", action, children }: { tone?: "info" | "warning" | "danger"; action?: ReactNode; children: ReactNode }) {
  const Icon = tone === "danger" ? OctagonAlert : ICON[tone];
  return (
    <div role="status" className={cn("flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2 text-sm sm:px-6", TONE[tone])}>
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
}
