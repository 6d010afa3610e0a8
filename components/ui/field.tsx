"use client";

import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cn } from "./cn";
import { FieldContext } from "./field-context";
import { field as words } from "./words";

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** Says "optional" beside the label: mark whichever kind is rarer in the form. */
  optional?: boolean;
  /** Fixed id for the control, so that FormErrors can link to it. */
  id?: string;
  /** The label is for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  /** One Input, Textarea, Select or Checkbox: it finds its id and descriptions by itself. */
  children: ReactNode;
};

/** Label, control, hint and error, tied together. */
export function Field({ label, hint, error, required = false, optional, id, hideLabel, className, children }: Props) {
  const own = useId();
  const controlId = id ?? own;
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={controlId} className={cn("text-sm font-medium text-ink", hideLabel && "sr-only")}>
        {label}
        {optional && <span className="ml-1.5 font-normal text-faint">{words.optional}</span>}
      </label>
      <FieldContext value={{ id: controlId, describedBy, invalid: Boolean(error), required }}>{children}</FieldContext>
      {error && <FieldError id={errorId}>{error}</FieldError>}
      {hint && (
        <p id={hintId} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string | undefined; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-xs font-medium text-danger-ink">
      <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
      <span className="block first-letter:uppercase">{children}</span>
    </p>
  );
}
