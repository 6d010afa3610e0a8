"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-styles";
import { useFieldWiring } from "./field-context";

/** Grows with its text. `code` sets it in the fixed-width face, without spelling marks. */
export function Textarea({ className, code, rows = 3, ...rest }: ComponentProps<"textarea"> & { code?: boolean }) {
  const wiring = useFieldWiring();
  return (
    <textarea
      rows={rows}
      spellCheck={code ? false : undefined}
      {...wiring}
      {...rest}
      className={cn(
        controlClasses,
        "field-sizing-content max-h-96 min-h-16 resize-y pointer-coarse:min-h-16 py-1.5",
        code && "font-mono text-xs leading-5",
        className,
      )}
    />
  );
}
