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
import { agentFields, changeOwner, createAgent, editAgent } from "./words";

export function CreateAgent({ people, me, create }: { people: Option[]; me: string; create: Mutation<void> }) {
  return (
    <FormDialog
      mutation={create}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          {createAgent.trigger}
        </Button>
      }
      title={createAgent.title}
      description={createAgent.description}
      submit={createAgent.submit}
    >
      {(state) => (
        <>
          <Field id="name" label={agentFields.name} hint={agentFields.nameHint} error={faultOf(state, "name")} required>
            <Input name="name" maxLength={80} defaultValue={typedIn(state, "name")} />
          </Field>
          <Field id="ownerId" label={createAgent.owner} hint={createAgent.ownerHint} error={faultOf(state, "ownerId")}>
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
      trigger={<Button icon={<Pencil aria-hidden="true" />}>{editAgent.trigger}</Button>}
      title={editAgent.title(agent.name)}
      description={editAgent.description}
      submit={editAgent.submit}
      done={editAgent.done}
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
      trigger={<Button icon={<UserRoundPen aria-hidden="true" />}>{changeOwner.trigger}</Button>}
      title={changeOwner.title(agent.name)}
      description={changeOwner.description}
      submit={changeOwner.submit}
      done={changeOwner.done}
    >
      {(state) => (
        <Field id="personId" label={changeOwner.owner} error={faultOf(state, "ownerId") ?? faultOf(state, "personId")}>
          <Select name="personId" options={people} defaultValue={typedIn(state, "personId") ?? agent.ownerId} />
        </Field>
      )}
    </FormDialog>
  );
}
