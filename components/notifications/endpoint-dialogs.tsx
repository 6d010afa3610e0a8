"use client";

import { Pencil, Plus, RefreshCw } from "lucide-react";
import { FormDialog } from "@/components/form-dialog";
import { SecretOnce } from "@/components/secret-once";
import { Button } from "@/components/ui/button";
import { CheckboxGroup, type Choices } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select, type Option } from "@/components/ui/select";
import type { EndpointView } from "@/lib/deliveries/view";
import { faultOf, typedIn, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import { endpointForm as text } from "./words-endpoints";

const shown = ({ secret }: { secret: string }) => (
  <SecretOnce label={text.secret.label} secret={secret}>
    {text.secret.once}
  </SecretOnce>
);

type Lists = { agents: readonly Option[]; events: Choices };

function EndpointFields({ state, endpoint, agents, events }: Lists & { state: MutationState<unknown> | null; endpoint?: EndpointView }) {
  return (
    <>
      <Field id="url" label={text.url.label} hint={text.url.hint} error={faultOf(state, "url")} required>
        <Input name="url" type="url" inputMode="url" placeholder={text.url.example} defaultValue={typedIn(state, "url") ?? endpoint?.url} />
      </Field>
      <Field id="description" label={text.purpose} error={faultOf(state, "description")} optional>
        <Input name="description" maxLength={200} defaultValue={typedIn(state, "description") ?? endpoint?.description} />
      </Field>
      <Field id="agentId" label={text.agent.label} error={faultOf(state, "agentId")}>
        <Select name="agentId" placeholder={text.agent.all} options={agents} defaultValue={typedIn(state, "agentId") ?? endpoint?.agent?.id ?? ""} />
      </Field>
      <CheckboxGroup legend={text.events.label} hint={text.events.hint} name="eventTypes[]" choices={events} defaultValues={endpoint?.eventTypes} error={faultOf(state, "eventTypes")} id="eventTypes" />
    </>
  );
}

export function CreateEndpoint({ create, ...lists }: Lists & { create: Mutation<{ secret: string }> }) {
  return (
    <FormDialog
      mutation={create}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          {text.create.title}
        </Button>
      }
      title={text.create.title}
      description={text.create.description}
      submit={text.create.submit}
      reveal={shown}
    >
      {(state) => <EndpointFields state={state} {...lists} />}
    </FormDialog>
  );
}

export function EditEndpoint({ endpoint, update, ...lists }: Lists & { endpoint: EndpointView; update: Mutation<void> }) {
  return (
    <FormDialog mutation={update} fields={{ endpointId: endpoint.id }} trigger={<Button icon={<Pencil aria-hidden="true" />}>{text.edit.trigger}</Button>} title={text.edit.title} submit={text.edit.submit} done={text.edit.done}>
      {(state) => <EndpointFields state={state} endpoint={endpoint} {...lists} />}
    </FormDialog>
  );
}

export function RotateSecret({ endpointId, rotate }: { endpointId: string; rotate: Mutation<{ secret: string }> }) {
  return (
    <FormDialog
      mutation={rotate}
      fields={{ endpointId }}
      trigger={<Button icon={<RefreshCw aria-hidden="true" />}>{text.rotate.trigger}</Button>}
      title={text.rotate.title}
      description={text.rotate.description}
      submit={text.rotate.submit}
      reveal={shown}
    >
      {(state) => (
        <Field id="overlapHours" label={text.rotate.overlap} error={faultOf(state, "overlapHours")}>
          <Select
            name="overlapHours"
            defaultValue={typedIn(state, "overlapHours") ?? "24"}
            options={[
              { value: "0", label: text.rotate.none },
              { value: "1", label: text.rotate.hour },
              { value: "24", label: text.rotate.day },
              { value: "168", label: text.rotate.week },
            ]}
          />
        </Field>
      )}
    </FormDialog>
  );
}
