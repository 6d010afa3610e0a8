"use client";

import { startTransition, useActionState, useState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Button } from "@/components/ui/button";
import type { Mutation, MutationState } from "@/lib/next/mutation-state";

type Choice = { label: string; input: Record<string, string | number> };
type Props = { mutation: Mutation<void>; choices: Choice[]; variant?: "primary" | "secondary"; not?: string | undefined };

/** One button for each way to start (or end) something; what is refused stands beneath. */
export function StartButtons({ mutation, choices, variant = "secondary", not }: Props) {
  const [state, act, pending] = useActionState((before: MutationState<void> | null, input: object) => mutation(before, input), null);
  const [pressed, press] = useState<string>();
  const start = ({ label, input }: Choice) => {
    if (pending) return;
    press(label);
    startTransition(() => act(input));
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <Button key={choice.label} variant={variant} pending={pending && pressed === choice.label} disabledReason={not} onClick={() => start(choice)}>
            {choice.label}
          </Button>
        ))}
      </div>
      {not && <p className="text-sm text-muted">{not}</p>}
      <MutationErrors state={state} />
    </div>
  );
}
