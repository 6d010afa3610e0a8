"use client";

import { FormDialog } from "@/components/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, type Mutation } from "@/lib/next/mutation-state";

/** The two secrets of an app that was made from the manifest. They go in and never come out. */
export function ConnectSlack({ connect, connected }: { connect: Mutation<void>; connected: boolean }) {
  return (
    <FormDialog
      mutation={connect}
      trigger={<Button variant={connected ? "secondary" : "primary"}>{connected ? "Replace the secrets" : "Connect a workspace"}</Button>}
      title={connected ? "Replace the secrets" : "Connect a workspace"}
      description="Both stand on the app's pages at api.slack.com. They are encrypted as soon as they arrive and shown to nobody again."
      submit={connected ? "Replace" : "Connect"}
      done={connected ? "The secrets are replaced" : "The workspace is connected"}
    >
      {(state) => (
        <>
          <Field id="botToken" label="Bot token" hint="Under OAuth & Permissions, once the app is installed. It begins with xoxb-." error={faultOf(state, "botToken")} required>
            <Input name="botToken" type="password" autoComplete="off" spellCheck={false} className="font-mono" />
          </Field>
          <Field id="signingSecret" label="Signing secret" hint="Under Basic Information, App Credentials." error={faultOf(state, "signingSecret")} required>
            <Input name="signingSecret" type="password" autoComplete="off" spellCheck={false} className="font-mono" />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
