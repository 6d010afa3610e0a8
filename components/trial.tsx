"use client";

import { PlugZap } from "lucide-react";
import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mutation } from "@/lib/next/mutation-state";

type Props = {
  mutation: Mutation<{ ok: boolean; message: string }>;
  fields: Record<string, string>;
  words: { button: string; /** Above the answer. */ good: string; bad: string; refused: string };
};

/** Tries whether something outside answers, and says how that went. */
export function Trial({ mutation, fields, words }: Props) {
  const [state, act] = useActionState(mutation, null);
  return (
    <form action={act} className="flex flex-col items-start gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="secondary" icon={<PlugZap aria-hidden="true" />}>
        {words.button}
      </SubmitButton>
      {state && (
        <Alert live tone={state.ok && state.value.ok ? "success" : "danger"} title={state.ok ? (state.value.ok ? words.good : words.bad) : words.refused} className="w-full">
          {state.ok ? state.value.message : state.message}
        </Alert>
      )}
    </form>
  );
}
