"use client";

import { KeyRound } from "lucide-react";
import { FormDialog } from "@/components/form-dialog";
import { SecretOnce } from "@/components/secret-once";
import { Button } from "@/components/ui/button";
import { CheckboxGroup, RadioGroup } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Choice, KeyLine } from "@/lib/agents/key-view";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";

const ADVICE = "Copy it to where the agent keeps its secrets. Only a hash of it is stored here.";
const shown = ({ key }: { key: string }) => (
  <SecretOnce label="Key" secret={key}>
    {ADVICE}
  </SecretOnce>
);

export function CreateKey({ agentId, scopes, usual, create }: { agentId: string; scopes: Choice[]; usual: string[]; create: Mutation<{ key: string }> }) {
  return (
    <FormDialog
      mutation={create}
      fields={{ agentId }}
      trigger={
        <Button variant="primary" icon={<KeyRound aria-hidden="true" />}>
          Create a key
        </Button>
      }
      title="Create a key"
      submit="Create key"
      reveal={shown}
    >
      {(state) => (
        <>
          <RadioGroup
            legend="Mode"
            name="mode"
            defaultValue={typedIn(state, "mode") ?? "live"}
            choices={[
              { value: "live", label: "Live", hint: "What is approved is carried out." },
              { value: "test", label: "Test", hint: "Classified and recorded the same, carried out as a dry run." },
            ]}
          />
          <CheckboxGroup legend="Scopes" name="scopes[]" choices={scopes} defaultValues={usual} error={faultOf(state, "scopes")} id="scopes" />
          <Field id="expiresOn" label="Works until" hint="The end of that day, UTC; empty for no end." error={faultOf(state, "expiresOn") ?? faultOf(state, "expiresAt")} optional>
            <Input name="expiresOn" type="date" className="max-w-60" defaultValue={typedIn(state, "expiresOn")} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}

export function RotateKey({ keyLine, rotate }: { keyLine: KeyLine; rotate: Mutation<{ key: string }> }) {
  return (
    <FormDialog
      mutation={rotate}
      fields={{ keyId: keyLine.id }}
      trigger={<Button size="small">Rotate</Button>}
      title="Rotate this key"
      description="A new key with the same scopes. The old one goes on working for a while, so that the agent can change over."
      submit="Rotate key"
      reveal={shown}
    >
      {(state) => (
        <Field id="overlapHours" label="The old key goes on working for" error={faultOf(state, "overlapHours")}>
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
