"use client";

import { PlugZap } from "lucide-react";
import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mutation } from "@/lib/next/mutation-state";
import { testConnector as words } from "./words";

/** Reaches the target without an effect, and says how that went. */
export function TestConnector({ connectorId, test }: { connectorId: string; test: Mutation<{ ok: boolean; message: string }> }) {
  const [state, act] = useActionState(test, null);
  return (
    <form action={act} className="flex flex-col items-start gap-3">
      <input type="hidden" name="connectorId" value={connectorId} />
      <SubmitButton variant="secondary" icon={<PlugZap aria-hidden="true" />}>
        {words.button}
      </SubmitButton>
      {state && (
        <Alert live tone={state.ok && state.value.ok ? "success" : "danger"} title={state.ok ? (state.value.ok ? words.answers : words.silent) : words.refused} className="w-full">
          {state.ok ? state.value.message : state.message}
        </Alert>
      )}
    </form>
  );
}
