"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { PasswordField } from "./password-field";
import { changePassword as words } from "./words-account";

export function ChangePasswordForm({ change, email, passwordHint }: { change: Mutation<void>; email: string; passwordHint: string }) {
  const [state, act] = useActionState(change, null);
  return (
    <form action={act} noValidate className="flex max-w-sm flex-col gap-4">
      <MutationErrors state={state} />
      {state?.ok && (
        <Alert tone="success" live>
          {words.done}
        </Alert>
      )}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField name="current" label={words.current} kind="current" error={faultOf(state, "current")} />
      <PasswordField name="password" label={words.next} kind="new" hint={passwordHint} error={faultOf(state, "password")} />
      <SubmitButton className="self-start">{words.submit}</SubmitButton>
    </form>
  );
}
