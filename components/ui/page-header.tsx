import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  /** Badges beside the title. */
  badges?: ReactNode;
  actions?: ReactNode;
  /** Where one came from, above the title. */
  back?: { href: string; label: string };
};

/** The head of a page: its one h1. */
export function PageHeader({ title, description, badges, actions, back }: Props) {
  return (
    <header className="mb-5">
      {back && (
        <Link
          href={back.href}
          className="-ml-1 mb-1 inline-flex items-center gap-0.5 rounded-sm text-sm text-muted no-underline hover:text-ink pointer-coarse:-mt-3 pointer-coarse:mb-0 pointer-coarse:min-h-11"
        >
          <ChevronLeft aria-hidden="true" className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
            {badges}
          </div>
          {description && <div className="mt-1 max-w-prose text-sm text-muted">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </header>
  );
}
