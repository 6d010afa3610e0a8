"use client";

import { Plus } from "lucide-react";
import { FormDialog } from "@/components/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, typedIn, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import { createGroup, editGroup, groupFields } from "./words-people";

type Group = { id: string; name: string; description: string };

function GroupFields({ state, group }: { state: MutationState | null; group?: Group }) {
  return (
    <>
      <Field id="name" label={groupFields.name} error={faultOf(state, "name")} required>
        <Input name="name" maxLength={80} defaultValue={typedIn(state, "name") ?? group?.name} />
      </Field>
      <Field id="description" label={groupFields.description} error={faultOf(state, "description")} optional>
        <Input name="description" maxLength={300} defaultValue={typedIn(state, "description") ?? group?.description} />
      </Field>
    </>
  );
}

export function CreateGroup({ create }: { create: Mutation<void> }) {
  return (
    <FormDialog
      mutation={create}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          {createGroup.trigger}
        </Button>
      }
      title={createGroup.title}
      description={createGroup.description}
      submit={createGroup.submit}
      done={createGroup.done}
    >
      {(state) => <GroupFields state={state} />}
    </FormDialog>
  );
}

export function EditGroup({ group, rename }: { group: Group; rename: Mutation<void> }) {
  return (
    <FormDialog
      mutation={rename}
      fields={{ groupId: group.id }}
      trigger={<Button size="small">{editGroup.trigger}</Button>}
      title={editGroup.title(group.name)}
      description={editGroup.description}
      submit={editGroup.submit}
      done={editGroup.done}
    >
      {(state) => <GroupFields state={state} group={group} />}
    </FormDialog>
  );
}
