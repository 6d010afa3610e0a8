"use client";

import type { ComponentProps, ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, typedIn, type MutationState } from "@/lib/next/mutation-state";

type Props = ComponentProps<typeof Input> & { name: string; label: string; hint?: ReactNode; state: MutationState | null };

/** A field of a form that a mutation answers: shows its fault, and again what was typed. */
export function TextField({ name, label, hint, state, defaultValue, ...rest }: Props) {
  return (
    <Field id={name} label={label} hint={hint} error={faultOf(state, name)} required>
      <Input name={name} defaultValue={typedIn(state, name) ?? defaultValue} className="h-9" {...rest} />
    </Field>
  );
}
