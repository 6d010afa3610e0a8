"use client";

import { Pencil, Plus, UserRoundPen } from "lucide-react";
import { FormDialog } from "@/components/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, type Option } from "@/components/ui/select";
import type { AgentTexts } from "@/lib/agents/key-view";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import { AgentFields } from "./agent-fields";

export function CreateAgent({ people, me, create }: { people: Option[]; me: string; create: Mutation<void> }) {
  return (
    <FormDialog
      mutation={create}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          Create an agent
        </Button>
      }
      title="Create an agent"
      description="It can do nothing before it has a key."
      submit="Create agent"
    >
      {(state) => (
        <>
          <Field id="name" label="Name" hint="What reviewers see beside everything it asks for." error={faultOf(state, "name")} required>
            <Input name="name" maxLength={80} defaultValue={typedIn(state, "name")} />
          </Field>
          <Field id="ownerId" label="Owner" hint="Answers for the agent, and so cannot approve what it proposes." error={faultOf(state, "ownerId")}>
            <Select name="ownerId" options={people} defaultValue={typedIn(state, "ownerId") ?? me} />
          </Field>
          <AgentFields state={state} />
        </>
      )}
    </FormDialog>
  );
}

export function EditAgent({ agent, update }: { agent: AgentTexts; update: Mutation<void> }) {
  return (
    <FormDialog
      mutation={update}
      fields={{ agentId: agent.agentId }}
      trigger={<Button icon={<Pencil aria-hidden="true" />}>Edit</Button>}
      title={`Edit ${agent.name}`}
      description="It holds from the agent's next request."
      submit="Save"
      done="Saved"
    >
      {(state) => <AgentFields state={state} agent={agent} />}
    </FormDialog>
  );
}

export function ChangeOwner({ agent, people, give }: { agent: AgentTexts; people: Option[]; give: Mutation<void> }) {
  return (
    <FormDialog
      mutation={give}
      fields={{ agentId: agent.agentId }}
      trigger={<Button icon={<UserRoundPen aria-hidden="true" />}>Change owner</Button>}
      title={`Who answers for ${agent.name}?`}
      description="A new owner lifts the halt that the old one's leaving put on the agent. Owners cannot approve what their agents propose."
      submit="Change owner"
      done="The agent has a new owner"
    >
      {(state) => (
        <Field id="personId" label="Owner" error={faultOf(state, "ownerId") ?? faultOf(state, "personId")}>
          <Select name="personId" options={people} defaultValue={typedIn(state, "personId") ?? agent.ownerId} />
        </Field>
      )}
    </FormDialog>
  );
}
