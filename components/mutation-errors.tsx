"use client";

import { FormErrors } from "@/components/ui/form-errors";
import type { MutationState } from "@/lib/next/mutation-state";

/**
 * What a mutation refused, above its form. A fault links to its control when that control's id is its form name
 * (`<Field id="email" …><Input name="email" />`).
 */
export function MutationErrors({ state }: { state: MutationState | null }) {
  if (!state || state.ok) return null;
  const faults = state.faults.map(({ pointer, detail }) => {
    const field = pointer.slice(1).replaceAll("/", ".");
    return field ? { field, message: detail } : { message: detail };
  });
  return <FormErrors title={faults.length > 0 ? state.message : undefined} errors={faults.length > 0 ? faults : [{ message: state.message }]} attempt={state} />;
}
