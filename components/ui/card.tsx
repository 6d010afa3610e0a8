import { useId, type ReactNode } from "react";
import { cn } from "./cn";

type Props = {
  title?: ReactNode;
  description?: ReactNode;
  /** Buttons or links at the end of the heading line. */
  actions?: ReactNode;
  footer?: ReactNode;
  /** No padding around the children: for tables and lists that reach the edges. */
  flush?: boolean;
  /** The heading's level in the page's outline. */
  level?: 2 | 3;
  className?: string;
  children?: ReactNode;
};

/** A section on a surface of its own. */
export function Card({ title, description, actions, footer, flush, level = 2, className, children }: Props) {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section aria-labelledby={title ? id : undefined} className={cn("min-w-0 rounded-lg border border-line bg-surface shadow-sm", className)}>
      {(title || actions) && (
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5 pb-3">
          <div className="min-w-0 flex-1 basis-44">
            {title && (
              <Heading id={id} className="text-base font-semibold">
                {title}
              </Heading>
            )}
            {description && <p className="mt-0.5 text-sm text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      {children && <div className={cn(!flush && "px-4 pb-4", !flush && !title && "pt-4", flush && title && "border-t border-line")}>{children}</div>}
      {footer && <div className="flex flex-wrap justify-end gap-2 rounded-b-lg border-t border-line bg-sunken/40 px-4 py-3">{footer}</div>}
    </section>
  );
}
