import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

type Props = { title: ReactNode; children: ReactNode; open?: boolean; "data-all-params"?: boolean };

/** Something one click away. */
export function Folded({ title, children, ...details }: Props) {
  return (
    <details className="group mt-3 first:mt-0 pointer-coarse:first:-mt-3" {...details}>
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-sm font-medium text-muted hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 group-open:rotate-90" />
        {title}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
