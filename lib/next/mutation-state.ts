import type { Fault, RefusalCode } from "@/lib/errors";

/** What a mutation answers; `useActionState` keeps it, and `null` stands before the first answer. */
export type MutationState<Value = unknown> =
  | { ok: true; value: Value }
  | {
      ok: false;
      /** `failed`: a fault of ours, logged under `requestId`. */
      code: RefusalCode | "failed";
      message: string;
      /** By JSON pointer: `/email`, `/tiers/high/within`. */
      faults: Fault[];
      requestId: string;
      /** Seconds. */
      retryAfter?: number;
      facts?: Record<string, string | number | null>;
      /** The form's text fields as typed, without secrets: React empties the form, this fills it again. */
      typed: Record<string, string>;
    };

export type Mutation<Value> = (before: MutationState<Value> | null, input: FormData | object) => Promise<MutationState<Value>>;

/** The fault of one field, by its form name (`email`, `tiers.high.within`). */
export function faultOf(state: MutationState | null, field: string): string | undefined {
  if (!state || state.ok) return undefined;
  const pointer = `/${field.replace(/\[\]$/, "").replaceAll(".", "/")}`;
  return state.faults.find((fault) => fault.pointer === pointer)?.detail;
}

/** What was typed into a field before a refusal. */
export function typedIn(state: MutationState | null, field: string): string | undefined {
  return state && !state.ok ? state.typed[field] : undefined;
}
