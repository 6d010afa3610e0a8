"use client";

import { PlugZap } from "lucide-react";
import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Mutation } from "@/lib/next/mutation-state";
import { testMessage as text } from "./words";

/** Writes a message into a channel, and says how that went. */
export function TestSlack({ channel, test }: { channel: string; test: Mutation<{ ok: boolean; message: string }> }) {
  const [state, act] = useActionState(test, null);
  return (
    <form action={act} className="flex flex-col items-start gap-3">
      <input type="hidden" name="channel" value={channel} />
      <SubmitButton variant="secondary" icon={<PlugZap aria-hidden="true" />}>
        {text.send}
      </SubmitButton>
      {state && (
        <Alert live tone={state.ok && state.value.ok ? "success" : "danger"} title={state.ok ? (state.value.ok ? text.arrived : text.lost) : text.refused} className="w-full">
          {state.ok ? state.value.message : state.message}
        </Alert>
      )}
    </form>
  );
}
