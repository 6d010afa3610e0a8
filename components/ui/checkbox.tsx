"use client";

import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";

type Props = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** A checkbox with its own label: it needs no Field around it. */
export function Checkbox(props: Props) {
  return <Choice kind="checkbox" {...props} />;
}

/** One radio or checkbox: the whole line is the target. */
export function Choice({ kind, label, hint, className, ...rest }: Props & { kind: "checkbox" | "radio" }) {
  const id = useId();
  return (
    <label
      className={cn(
        "flex items-start gap-2.5 py-1 text-sm text-ink pointer-coarse:min-h-11",
        !hint && "pointer-coarse:items-center",
        "has-disabled:cursor-not-allowed has-disabled:text-faint",
        className,
      )}
    >
      <input
        type={kind}
        {...rest}
        aria-describedby={hint ? `${id}-hint` : rest["aria-describedby"]}
        className={cn("mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5", !hint && "pointer-coarse:mt-0")}
      />
      <span className="min-w-0">
        <span className="block">{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="block text-xs text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
