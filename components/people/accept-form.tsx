"use client";

import { useActionState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { SubmitButton } from "@/components/ui/submit-button";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { PasswordField } from "./password-field";
import { TextField } from "./text-field";
import { accountFields, invitation as words } from "./words-account";

type Props = {
  accept: Mutation<void>;
  token: string;
  email: string;
  /** They are here already and choose a new password only. */
  renew: boolean;
  passwordHint: string;
};

/** Name and password of an invited person; the address is the invitation's. */
export function AcceptForm({ accept, token, email, renew, passwordHint }: Props) {
  const [state, act] = useActionState(accept, null);
  return (
    <form action={act} className="flex flex-col gap-4">
      <MutationErrors state={state} />
      <input type="hidden" name="token" value={token} />
      {/* Password managers keep the new password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {!renew && <TextField name="name" label={accountFields.name} autoComplete="name" maxLength={120} state={state} hint={accountFields.nameHint} />}
      <PasswordField name="password" label={accountFields.password} kind="new" hint={passwordHint} error={faultOf(state, "password")} />
      <SubmitButton size="large" className="mt-1 w-full">
        {renew ? words.renew.submit : words.submit}
      </SubmitButton>
    </form>
  );
}
