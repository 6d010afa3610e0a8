"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClasses } from "./control-styles";
import { useFieldWiring } from "./field-context";

export type Option = { value: string; label: string; disabled?: boolean };

/** The browser's own select. Give `options`, or <option> children. `placeholder` is the empty choice. */
export function Select({
  className,
  options,
  placeholder,
  children,
  ...rest
}: ComponentProps<"select"> & { options?: readonly Option[]; placeholder?: string }) {
  const wiring = useFieldWiring();
  return (
    <span className="relative block w-full">
      <select {...wiring} {...rest} className={cn(controlClasses, "h-8 appearance-none pr-8", className)}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options?.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-faint" />
    </span>
  );
}
