"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { SubmitButton } from "@/components/ui/submit-button";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { PasswordField } from "./password-field";
import { TextField } from "./text-field";
import { accountFields, welcome as words } from "./words-account";

/** Creates the first admin. */
export function WelcomeForm({ create, passwordHint }: { create: Mutation<void>; passwordHint: string }) {
  const [state, act] = useActionState(create, null);
  return (
    <form action={act} className="flex flex-col gap-4">
      <MutationErrors state={state} />
      <TextField name="name" label={accountFields.name} autoComplete="name" maxLength={120} state={state} hint={accountFields.nameHint} />
      <TextField name="email" label={accountFields.email} type="email" autoComplete="username" maxLength={254} state={state} />
      <PasswordField name="password" label={accountFields.password} kind="new" hint={passwordHint} error={faultOf(state, "password")} />
      <SubmitButton size="large" className="mt-1 w-full">
        {words.submit}
      </SubmitButton>
    </form>
  );
}
