import type { ReactNode } from "react";
import { cn } from "./cn";

type Props = { icon?: ReactNode; title: ReactNode; children?: ReactNode; action?: ReactNode; className?: string };

/** Nothing here: says so, and what to do about it. */
export function EmptyState({ icon, title, children, action, className }: Props) {
  return (
    <div className={cn("flex flex-col items-center rounded-lg border border-dashed border-line px-6 py-12 text-center", className)}>
      {icon && (
        <div aria-hidden="true" className="mb-3 flex size-10 items-center justify-center rounded-full bg-sunken text-muted [&_svg]:size-5">
          {icon}
        </div>
      )}
      <p className="font-medium text-ink">{title}</p>
      {children && <div className="mt-1 max-w-sm text-sm text-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
