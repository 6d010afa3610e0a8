"use client";

import { KeyRound, ShieldUser, UserPlus, Users } from "lucide-react";
import { FormDialog } from "@/components/form-dialog";
import { SecretOnce } from "@/components/secret-once";
import { Button } from "@/components/ui/button";
import { CheckboxGroup, RadioGroup, type Choices } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import { ROLE_CHOICES } from "./roles";

export function InvitePerson({ groups, invite }: { groups: Choices; invite: Mutation<{ link: string }> }) {
  return (
    <FormDialog
      mutation={invite}
      trigger={
        <Button variant="primary" icon={<UserPlus aria-hidden="true" />}>
          Invite somebody
        </Button>
      }
      title="Invite somebody"
      description="You get a link to send them; with it they choose their name and password."
      submit="Make the link"
      reveal={({ link }) => (
        <SecretOnce label="Invitation link" secret={link}>
          Send it to them yourself. It works once, for seven days.
        </SecretOnce>
      )}
    >
      {(state) => (
        <>
          <Field id="email" label="Email" error={faultOf(state, "email")} required>
            <Input name="email" type="email" autoComplete="off" defaultValue={typedIn(state, "email")} />
          </Field>
          <RadioGroup legend="Role" name="role" choices={ROLE_CHOICES} defaultValue={typedIn(state, "role") ?? "reviewer"} />
          <CheckboxGroup legend="Groups" name="groupIds[]" choices={groups} hint="Groups fill approval slots." />
        </>
      )}
    </FormDialog>
  );
}

type About = { personId: string; name: string };

export function ChangeRole({ personId, name, role, change }: About & { role: string; change: Mutation<void> }) {
  return (
    <FormDialog
      mutation={change}
      fields={{ personId }}
      trigger={<Button icon={<ShieldUser aria-hidden="true" />}>Change role</Button>}
      title={`What may ${name} do?`}
      description="It holds from their next request."
      submit="Change role"
      done="The role is changed"
    >
      {(state) => <RadioGroup legend="Role" name="role" choices={ROLE_CHOICES} defaultValue={typedIn(state, "role") ?? role} />}
    </FormDialog>
  );
}

export function ChangeGroups({ personId, name, groups, memberOf, change }: About & { groups: Choices; memberOf: string[]; change: Mutation<void> }) {
  return (
    <FormDialog
      mutation={change}
      fields={{ personId }}
      trigger={<Button icon={<Users aria-hidden="true" />}>Change groups</Button>}
      title={`Groups of ${name}`}
      description="A person's votes count for the groups they belong to when votes are counted."
      submit="Save"
      done="The groups are changed"
    >
      {() => <CheckboxGroup legend="Groups" name="groupIds[]" choices={groups} defaultValues={memberOf} />}
    </FormDialog>
  );
}

export function OfferPassword({ personId, name, offer }: About & { offer: Mutation<{ link: string }> }) {
  return (
    <FormDialog
      mutation={offer}
      fields={{ personId }}
      trigger={<Button icon={<KeyRound aria-hidden="true" />}>New password</Button>}
      title={`A new password for ${name}`}
      description="Makes a link with which they choose one. Until then the old password holds."
      submit="Make the link"
      reveal={({ link }) => (
        <SecretOnce label="Link for a new password" secret={link}>
          Give it to them yourself, and to nobody else: whoever has it can sign in as them.
        </SecretOnce>
      )}
    >
      {() => null}
    </FormDialog>
  );
}
