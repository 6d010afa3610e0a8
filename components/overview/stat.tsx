import type { ReactNode } from "react";

/** One figure with its name, and what it is of. */
export function Stat({ title, value, children }: { title: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5 rounded-lg border border-line bg-surface px-4 py-3 shadow-sm">
      <dt className="text-xs font-medium text-muted">{title}</dt>
      <dd className="min-w-0">
        <div className="text-xl font-semibold tracking-tight tabular-nums">{value}</div>
        {children && <div className="mt-0.5 text-sm text-muted">{children}</div>}
      </dd>
    </div>
  );
}
