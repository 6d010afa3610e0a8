"use client";

import { FormDialog } from "@/components/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";
import { connectForm as text } from "./words";

/** The two secrets of an app that was made from the manifest. They go in and never come out. */
export function ConnectSlack({ connect, connected }: { connect: Mutation<void>; connected: boolean }) {
  const kind = connected ? text.again : text.first;
  return (
    <FormDialog
      mutation={connect}
      trigger={<Button variant={connected ? "secondary" : "primary"}>{kind.title}</Button>}
      title={kind.title}
      description={text.description}
      submit={kind.submit}
      done={kind.done}
    >
      {(state) => (
        <>
          <Field id="botToken" label={text.botToken.label} hint={text.botToken.hint} error={faultOf(state, "botToken")} required>
            <Input name="botToken" type="password" autoComplete="off" spellCheck={false} className="font-mono" />
          </Field>
          <Field id="signingSecret" label={text.signingSecret.label} hint={text.signingSecret.hint} error={faultOf(state, "signingSecret")} required>
            <Input name="signingSecret" type="password" autoComplete="off" spellCheck={false} className="font-mono" />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
