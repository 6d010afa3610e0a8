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
import { changeGroups, changeRole, invitePerson, offerPassword } from "./words-people";

export function InvitePerson({ groups, invite }: { groups: Choices; invite: Mutation<{ link: string }> }) {
  return (
    <FormDialog
      mutation={invite}
      trigger={
        <Button variant="primary" icon={<UserPlus aria-hidden="true" />}>
          {invitePerson.trigger}
        </Button>
      }
      title={invitePerson.title}
      description={invitePerson.description}
      submit={invitePerson.submit}
      reveal={({ link }) => (
        <SecretOnce label={invitePerson.link} secret={link}>
          {invitePerson.linkHint}
        </SecretOnce>
      )}
    >
      {(state) => (
        <>
          <Field id="email" label={invitePerson.email} error={faultOf(state, "email")} required>
            <Input name="email" type="email" autoComplete="off" defaultValue={typedIn(state, "email")} />
          </Field>
          <RadioGroup legend={invitePerson.role} name="role" choices={ROLE_CHOICES} defaultValue={typedIn(state, "role") ?? "reviewer"} />
          <CheckboxGroup legend={invitePerson.groups} name="groupIds[]" choices={groups} hint={invitePerson.groupsHint} />
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
      trigger={<Button icon={<ShieldUser aria-hidden="true" />}>{changeRole.trigger}</Button>}
      title={changeRole.title(name)}
      description={changeRole.description}
      submit={changeRole.submit}
      done={changeRole.done}
    >
      {(state) => <RadioGroup legend={changeRole.role} name="role" choices={ROLE_CHOICES} defaultValue={typedIn(state, "role") ?? role} />}
    </FormDialog>
  );
}

export function ChangeGroups({ personId, name, groups, memberOf, change }: About & { groups: Choices; memberOf: string[]; change: Mutation<void> }) {
  return (
    <FormDialog
      mutation={change}
      fields={{ personId }}
      trigger={<Button icon={<Users aria-hidden="true" />}>{changeGroups.trigger}</Button>}
      title={changeGroups.title(name)}
      description={changeGroups.description}
      submit={changeGroups.submit}
      done={changeGroups.done}
    >
      {() => <CheckboxGroup legend={changeGroups.groups} name="groupIds[]" choices={groups} defaultValues={memberOf} />}
    </FormDialog>
  );
}

export function OfferPassword({ personId, name, offer }: About & { offer: Mutation<{ link: string }> }) {
  return (
    <FormDialog
      mutation={offer}
      fields={{ personId }}
      trigger={<Button icon={<KeyRound aria-hidden="true" />}>{offerPassword.trigger}</Button>}
      title={offerPassword.title(name)}
      description={offerPassword.description}
      submit={offerPassword.submit}
      reveal={({ link }) => (
        <SecretOnce label={offerPassword.link} secret={link}>
          {offerPassword.linkHint}
        </SecretOnce>
      )}
    >
      {() => null}
    </FormDialog>
  );
}
