import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

// Under 640px every row becomes a card of label and value. `display` takes the table's meaning from it,
// hence the roles said aloud.

type Props = {
  /** What the table lists; read aloud, and shown with `showCaption`. */
  caption: string;
  showCaption?: boolean;
  className?: string;
  children: ReactNode;
};

/** `<Table><TableHead>…</TableHead><TableBody>…</TableBody></Table>` */
export function Table({ caption, showCaption, className, children }: Props) {
  return (
    <div className={cn("overflow-x-auto rounded-lg border border-line bg-surface max-sm:overflow-visible max-sm:border-0 max-sm:bg-transparent", className)}>
      <table role="table" className="w-full border-collapse text-left text-sm max-sm:block">
        <caption className={showCaption ? "px-3 py-2 text-left text-sm font-medium" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead role="rowgroup" className="border-b border-line bg-sunken/50 max-sm:sr-only">
      <tr role="row">{children}</tr>
    </thead>
  );
}

export function HeaderCell({ className, numeric, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      role="columnheader"
      scope="col"
      {...rest}
      className={cn("h-8 px-3 text-xs font-medium whitespace-nowrap text-muted", numeric && "text-right", className)}
    />
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return (
    <tbody role="rowgroup" className="divide-y divide-line max-sm:flex max-sm:flex-col max-sm:gap-2 max-sm:divide-y-0">
      {children}
    </tbody>
  );
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      role="row"
      {...rest}
      className={cn(
        "group relative has-[a[data-row-link]]:hover:bg-hover/60",
        "max-sm:flex max-sm:flex-col max-sm:gap-1 max-sm:rounded-lg max-sm:border max-sm:border-line max-sm:bg-surface max-sm:p-3",
        className,
      )}
    />
  );
}

type CellProps = ComponentProps<"td"> & {
  /** The column's name, shown beside the value on phones. Leave out for the cell that is the row's title. */
  label?: string;
  numeric?: boolean;
};

export function Cell({ label, numeric, className, children, ...rest }: CellProps) {
  return (
    <td
      role="cell"
      {...rest}
      className={cn(
        "h-10 px-3 py-2 align-middle max-sm:h-auto max-sm:p-0",
        label && "max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4",
        numeric && "text-right tabular-nums",
        className,
      )}
    >
      {label && (
        <span aria-hidden="true" className="shrink-0 font-sans text-xs text-muted sm:hidden">
          {label}
        </span>
      )}
      {label ? <span className="min-w-0 max-sm:text-right">{children}</span> : children}
    </td>
  );
}

/** The link that makes its whole row a target. Other links in the row need `relative z-10`. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-row-link=""
      {...rest}
      className={cn("font-medium text-ink no-underline after:absolute after:inset-0 group-hover:underline underline-offset-2", className)}
    />
  );
}
