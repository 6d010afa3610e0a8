"use client";

import { Plus } from "lucide-react";
import { FormDialog } from "@/components/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { faultOf, typedIn, type Mutation, type MutationState } from "@/lib/next/mutation-state";

type Group = { id: string; name: string; description: string };

function GroupFields({ state, group }: { state: MutationState | null; group?: Group }) {
  return (
    <>
      <Field id="name" label="Name" error={faultOf(state, "name")} required>
        <Input name="name" maxLength={80} defaultValue={typedIn(state, "name") ?? group?.name} />
      </Field>
      <Field id="description" label="Description" error={faultOf(state, "description")} optional>
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
          Create a group
        </Button>
      }
      title="Create a group"
      description="Tiers may then ask it for approvals."
      submit="Create group"
      done="The group is created"
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
      trigger={<Button size="small">Edit</Button>}
      title={`Edit ${group.name}`}
      description="A group that the policy or a waiting action asks for keeps its name."
      submit="Save"
      done="Saved"
    >
      {(state) => <GroupFields state={state} group={group} />}
    </FormDialog>
  );
}
