"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { Alert } from "@/components/ui/alert";
import { SubmitButton } from "@/components/ui/submit-button";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { PasswordField } from "./password-field";

export function ChangePasswordForm({ change, email, passwordHint }: { change: Mutation<void>; email: string; passwordHint: string }) {
  const [state, act] = useActionState(change, null);
  return (
    <form action={act} className="flex max-w-sm flex-col gap-4">
      <MutationErrors state={state} />
      {state?.ok && (
        <Alert tone="success" live>
          Your password is changed. Every other session was signed out.
        </Alert>
      )}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <PasswordField name="current" label="Current password" kind="current" error={faultOf(state, "current")} />
      <PasswordField name="password" label="New password" kind="new" hint={passwordHint} error={faultOf(state, "password")} />
      <SubmitButton className="self-start">Change password</SubmitButton>
    </form>
  );
}
