"use client";

import { startTransition, useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Button } from "@/components/ui/button";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";

type Choice = { label: string; input: Record<string, string | number> };
type Props = { mutation: Mutation<void>; choices: Choice[]; variant?: "primary" | "secondary"; not?: string | undefined };

/** One button for each way to start (or end) something; what is refused stands beneath. */
export function StartButtons({ mutation, choices, variant = "secondary", not }: Props) {
  const [state, act, pending] = useActionState((before: MutationState<void> | null, input: object) => mutation(before, input), null);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {choices.map(({ label, input }) => (
          <Button key={label} variant={variant} pending={pending} disabledReason={not} onClick={() => startTransition(() => act(input))}>
            {label}
          </Button>
        ))}
      </div>
      {not && <p className="text-sm text-muted">{not}</p>}
      <MutationErrors state={state} />
    </div>
  );
}
