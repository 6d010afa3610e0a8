"use client";

import { FormDialog } from "@/components/form-dialog";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { MailServerView, Security } from "@/lib/deliveries/view";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";

const WORDS: Record<Security, string> = {
  tls: "TLS from the first byte (usually port 465)",
  starttls: "STARTTLS, or not at all (usually port 587)",
  offered: "Whatever the server offers: only inside one's own network",
};

type Props = { server: MailServerView | null; set: Mutation<void>; test: Mutation<void>; remove: Mutation<void> };

/** The server that mail to people goes through. */
export function MailServerCard({ server, set, test, remove }: Props) {
  const form = <MailServerForm server={server} set={set} />;
  if (!server) {
    return <Card title="Mail" description="Without a mail server people hear of things in the application only. Mails carry links and nothing to press." actions={form} />;
  }
  return (
    <Card
      title="Mail"
      description="What waits for somebody is mailed to them: as one mail, however much it is. Each person chooses in their profile."
      actions={
        <>
          <ConfirmMutation
            mutation={test}
            trigger={<Button>Send me a test</Button>}
            title="Send a test mail?"
            description="To your own address, through the server as it is saved."
            confirm="Send"
            variant="primary"
            done="A test mail is on its way"
          />
          {form}
          <ConfirmMutation
            mutation={remove}
            trigger={<Button>Remove</Button>}
            title="Send no mail any more?"
            description="The server and its password are forgotten. People still hear of things in the application."
            confirm="Remove"
            done="Nothing is mailed any more"
          />
        </>
      }
    >
      <DescriptionList
        items={[
          { term: "Server", value: `${server.host}:${server.port}` },
          { term: "Encryption", value: WORDS[server.security] },
          { term: "From", value: server.sender },
          { term: "Signs in as", value: server.username ? `${server.username}, with a password that is kept encrypted` : "Nobody: the server asks for no user" },
        ]}
      />
    </Card>
  );
}

function MailServerForm({ server, set }: Pick<Props, "server" | "set">) {
  return (
    <FormDialog
      mutation={set}
      trigger={<Button variant={server ? undefined : "primary"}>{server ? "Change" : "Set up mail"}</Button>}
      title="Mail server"
      submit="Save"
      done="Saved"
    >
      {(state) => (
        <>
          <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
            <Field id="host" label="Host" error={faultOf(state, "host")} required>
              <Input name="host" placeholder="smtp.example.com" defaultValue={typedIn(state, "host") ?? server?.host} />
            </Field>
            <Field id="port" label="Port" error={faultOf(state, "port")} required>
              <Input name="port" inputMode="numeric" defaultValue={typedIn(state, "port") ?? String(server?.port ?? 587)} />
            </Field>
          </div>
          <Field id="security" label="Encryption" error={faultOf(state, "security")}>
            <Select name="security" options={Object.entries(WORDS).map(([value, label]) => ({ value, label }))} defaultValue={typedIn(state, "security") ?? server?.security ?? "starttls"} />
          </Field>
          <Field id="sender" label="From" hint="An address, or a name with an address in <>" error={faultOf(state, "sender")} required>
            <Input name="sender" placeholder="Countersign <countersign@example.com>" defaultValue={typedIn(state, "sender") ?? server?.sender} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field id="username" label="User" error={faultOf(state, "username")} optional>
              <Input name="username" autoComplete="off" defaultValue={typedIn(state, "username") ?? server?.username ?? ""} />
            </Field>
            <Field id="password" label="Password" hint={server?.password ? "Empty keeps the one that is there." : undefined} error={faultOf(state, "password")} optional>
              <Input name="password" type="password" autoComplete="new-password" />
            </Field>
          </div>
        </>
      )}
    </FormDialog>
  );
}
