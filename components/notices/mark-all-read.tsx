"use client";

import { CheckCheck } from "lucide-react";
import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mutation } from "@/lib/next/mutation-state";
import { markAllRead as words } from "./words";

export function MarkAllRead({ mutation }: { mutation: Mutation<null> }) {
  const [state, act] = useActionState(mutation, null);
  return (
    <form action={act} className="flex flex-col items-end gap-2">
      <SubmitButton variant="secondary" icon={<CheckCheck aria-hidden="true" />}>
        {words.button}
      </SubmitButton>
      <MutationErrors state={state} />
    </form>
  );
}
