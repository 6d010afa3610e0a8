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
  // A verb's message about one field is that field's fault too: said once.
  const title = faults.length > 0 && !faults.some(({ message }) => message === state.message) ? state.message : undefined;
  return <FormErrors title={title} errors={faults.length > 0 ? faults : [{ message: state.message }]} attempt={state} />;
}
