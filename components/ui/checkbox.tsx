"use client";

import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";
import { FieldError } from "./field";

type Props = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode; error?: string | undefined };

/** A checkbox with its own label: it needs no Field around it. */
export function Checkbox(props: Props) {
  return <Choice kind="checkbox" {...props} />;
}

/** One radio or checkbox: the whole line is the target. */
export function Choice({ kind, label, hint, error, className, ...rest }: Props & { kind: "checkbox" | "radio" }) {
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
        aria-invalid={error ? true : undefined}
        aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || rest["aria-describedby"]}
        className={cn("mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5", !hint && "pointer-coarse:mt-0")}
      />
      <span className="min-w-0">
        <span className="block">{label}</span>
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        {hint && (
          <span id={`${id}-hint`} className="block text-xs text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
