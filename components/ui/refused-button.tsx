"use client";

import { useId, type ReactNode } from "react";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

type Props = { reason: string; className: string; label?: string | undefined; children: ReactNode };

/** A button that cannot be used now and says why: on hover, focus, tap and to screen readers. */
export function RefusedButton({ reason, className, label, children }: Props) {
  const id = useId();
  return (
    <>
      <Tooltip content={reason} onPress>
        <button type="button" aria-disabled="true" aria-describedby={id} aria-label={label} className={cn(className)}>
          {children}
        </button>
      </Tooltip>
      <span id={id} hidden>
        {reason}
      </span>
    </>
  );
}
