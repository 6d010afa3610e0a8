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

const shown = ({ secret }: { secret: string }) => (
  <SecretOnce label="Signing secret" secret={secret}>
    The receiver verifies every message with it. It is kept encrypted here and shown to nobody again.
  </SecretOnce>
);

type Lists = { agents: readonly Option[]; events: Choices };

function EndpointFields({ state, endpoint, agents, events }: Lists & { state: MutationState<unknown> | null; endpoint?: EndpointView }) {
  return (
    <>
      <Field id="url" label="Address" hint="Messages are posted here. Redirects are not followed." error={faultOf(state, "url")} required>
        <Input name="url" type="url" inputMode="url" placeholder="https://hooks.example.com/countersign" defaultValue={typedIn(state, "url") ?? endpoint?.url} />
      </Field>
      <Field id="description" label="What it is for" error={faultOf(state, "description")} optional>
        <Input name="description" maxLength={200} defaultValue={typedIn(state, "description") ?? endpoint?.description} />
      </Field>
      <Field id="agentId" label="Whose actions" error={faultOf(state, "agentId")}>
        <Select name="agentId" placeholder="All agents" options={agents} defaultValue={typedIn(state, "agentId") ?? endpoint?.agent?.id ?? ""} />
      </Field>
      <CheckboxGroup legend="Events" hint="None chosen: all of them, those of later versions too." name="eventTypes[]" choices={events} defaultValues={endpoint?.eventTypes} error={faultOf(state, "eventTypes")} id="eventTypes" />
    </>
  );
}

export function CreateEndpoint({ create, ...lists }: Lists & { create: Mutation<{ secret: string }> }) {
  return (
    <FormDialog
      mutation={create}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden="true" />}>
          Add an endpoint
        </Button>
      }
      title="Add an endpoint"
      description="Messages carry ids and states, never what an action would do with."
      submit="Add endpoint"
      reveal={shown}
    >
      {(state) => <EndpointFields state={state} {...lists} />}
    </FormDialog>
  );
}

export function EditEndpoint({ endpoint, update, ...lists }: Lists & { endpoint: EndpointView; update: Mutation<void> }) {
  return (
    <FormDialog mutation={update} fields={{ endpointId: endpoint.id }} trigger={<Button icon={<Pencil aria-hidden="true" />}>Edit</Button>} title="Edit this endpoint" submit="Save" done="Saved">
      {(state) => <EndpointFields state={state} endpoint={endpoint} {...lists} />}
    </FormDialog>
  );
}

export function RotateSecret({ endpointId, rotate }: { endpointId: string; rotate: Mutation<{ secret: string }> }) {
  return (
    <FormDialog
      mutation={rotate}
      fields={{ endpointId }}
      trigger={<Button icon={<RefreshCw aria-hidden="true" />}>Rotate secret</Button>}
      title="Rotate the signing secret"
      description="For a while messages are signed with both, so that the receiver can change over."
      submit="Rotate secret"
      reveal={shown}
    >
      {(state) => (
        <Field id="overlapHours" label="The old secret goes on signing for" error={faultOf(state, "overlapHours")}>
          <Select
            name="overlapHours"
            defaultValue={typedIn(state, "overlapHours") ?? "24"}
            options={[
              { value: "0", label: "No longer: it ends now" },
              { value: "1", label: "An hour" },
              { value: "24", label: "A day" },
              { value: "168", label: "A week" },
            ]}
          />
        </Field>
      )}
    </FormDialog>
  );
}
