"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-styles";
import { useFieldWiring } from "./field-context";

/** A single-line control. `prefix` sits inside it at the start: an icon or a unit. */
export function Input({ className, prefix, ...rest }: Omit<ComponentProps<"input">, "prefix"> & { prefix?: ReactNode }) {
  const wiring = useFieldWiring();
  const input = <input type="text" {...wiring} {...rest} className={cn(controlClasses, "h-8", prefix && "pl-8", className)} />;
  if (!prefix) return input;
  return (
    <span className="relative block w-full">
      <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-sm text-faint [&_svg]:size-4">
        {prefix}
      </span>
      {input}
    </span>
  );
}
