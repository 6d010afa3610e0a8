"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { formErrors as words } from "./words";

type Props = {
  title?: string;
  /** `field` is the id of the control it is about; without one the fault is about the whole form. */
  errors: readonly { field?: string; message: string }[];
  /** Something new for each attempt, so that the same faults a second time take the focus again. */
  attempt?: unknown;
};

/** What is wrong with a form, above it; takes the focus when it appears. Nothing when there is nothing wrong. */
export function FormErrors({ title, errors, attempt }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // By content, not identity: a render while somebody types must not take the focus from them.
  const content = errors.map(({ field, message }) => `${field} ${message}`).join("\n");
  useEffect(() => {
    if (content) box.current?.focus();
  }, [content, attempt]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-2.5 rounded-md border border-danger-line bg-danger-soft p-3 text-sm text-danger-ink"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        {(title || errors.length > 1) && <p className="font-medium">{title ?? words.title(errors.length)}</p>}
        <ul className={errors.length > 1 ? "mt-1 list-disc pl-4" : undefined}>
          {errors.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {field ? (
                <a href={`#${field}`} className="block underline underline-offset-2 first-letter:uppercase">
                  {message}
                </a>
              ) : (
                message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
