"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { SubmitButton } from "@/components/ui/submit-button";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { PasswordField } from "./password-field";
import { TextField } from "./text-field";
import { accountFields, signIn as words } from "./words-account";

/** Works without scripts too: the form posts, and the answer is the page again. */
export function SignInForm({ signIn, next }: { signIn: Mutation<void>; next: string }) {
  const [state, act] = useActionState(signIn, null);
  return (
    <form action={act} noValidate className="flex flex-col gap-4">
      <MutationErrors state={state} />
      <input type="hidden" name="next" value={next} />
      <TextField name="email" label={accountFields.email} type="email" autoComplete="username" maxLength={320} state={state} />
      <PasswordField name="password" label={accountFields.password} kind="current" error={faultOf(state, "password")} />
      <SubmitButton size="large" className="mt-1 w-full">
        {words.submit}
      </SubmitButton>
    </form>
  );
}
