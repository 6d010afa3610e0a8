"use client";

import { FormDialog } from "@/components/form-dialog";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { MailServerView } from "@/lib/deliveries/view";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import { mailServer as text } from "./words";

type Props = { server: MailServerView | null; set: Mutation<void>; test: Mutation<void>; remove: Mutation<void> };

/** The server that mail to people goes through. */
export function MailServerCard({ server, set, test, remove }: Props) {
  const form = <MailServerForm server={server} set={set} />;
  if (!server) {
    return <Card title={text.title} description={text.none} actions={form} />;
  }
  return (
    <Card
      title={text.title}
      description={text.description}
      actions={
        <>
          <ConfirmMutation
            mutation={test}
            trigger={<Button>{text.test.trigger}</Button>}
            title={text.test.title}
            description={text.test.description}
            confirm={text.test.confirm}
            variant="primary"
            done={text.test.done}
          />
          {form}
          <ConfirmMutation
            mutation={remove}
            trigger={<Button>{text.remove.trigger}</Button>}
            title={text.remove.title}
            description={text.remove.description}
            confirm={text.remove.confirm}
            done={text.remove.done}
          />
        </>
      }
    >
      <DescriptionList
        items={[
          { term: text.about.server, value: `${server.host}:${server.port}` },
          { term: text.about.encryption, value: text.security[server.security] },
          { term: text.about.from, value: server.sender },
          { term: text.about.user, value: server.username ? text.about.withPassword(server.username) : text.about.noUser },
        ]}
      />
    </Card>
  );
}

function MailServerForm({ server, set }: Pick<Props, "server" | "set">) {
  return (
    <FormDialog
      mutation={set}
      trigger={<Button variant={server ? undefined : "primary"}>{server ? text.form.change : text.form.setUp}</Button>}
      title={text.form.title}
      submit={text.form.submit}
      done={text.form.done}
    >
      {(state) => (
        <>
          <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
            <Field id="host" label={text.form.host.label} error={faultOf(state, "host")} required>
              <Input name="host" placeholder={text.form.host.example} defaultValue={typedIn(state, "host") ?? server?.host} />
            </Field>
            <Field id="port" label={text.form.port} error={faultOf(state, "port")} required>
              <Input name="port" inputMode="numeric" defaultValue={typedIn(state, "port") ?? String(server?.port ?? 587)} />
            </Field>
          </div>
          <Field id="security" label={text.form.security} error={faultOf(state, "security")}>
            <Select name="security" options={Object.entries(text.security).map(([value, label]) => ({ value, label }))} defaultValue={typedIn(state, "security") ?? server?.security ?? "starttls"} />
          </Field>
          <Field id="sender" label={text.form.sender.label} hint={text.form.sender.hint} error={faultOf(state, "sender")} required>
            <Input name="sender" placeholder={text.form.sender.example} defaultValue={typedIn(state, "sender") ?? server?.sender} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field id="username" label={text.form.user} error={faultOf(state, "username")} optional>
              <Input name="username" autoComplete="off" defaultValue={typedIn(state, "username") ?? server?.username ?? ""} />
            </Field>
            <Field id="password" label={text.form.password.label} hint={server?.password ? text.form.password.keep : undefined} error={faultOf(state, "password")} optional>
              <Input name="password" type="password" autoComplete="new-password" />
            </Field>
          </div>
        </>
      )}
    </FormDialog>
  );
}
