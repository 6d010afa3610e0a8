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
import { createKey, revealed, rotateKey } from "./words-keys";

const shown = ({ key }: { key: string }) => (
  <SecretOnce label={revealed.label} secret={key}>
    {revealed.keep}
  </SecretOnce>
);

export function CreateKey({ agentId, scopes, usual, create }: { agentId: string; scopes: Choice[]; usual: string[]; create: Mutation<{ key: string }> }) {
  return (
    <FormDialog
      mutation={create}
      fields={{ agentId }}
      trigger={
        <Button variant="primary" icon={<KeyRound aria-hidden="true" />}>
          {createKey.trigger}
        </Button>
      }
      title={createKey.title}
      submit={createKey.submit}
      reveal={shown}
    >
      {(state) => (
        <>
          <RadioGroup
            legend={createKey.mode}
            name="mode"
            defaultValue={typedIn(state, "mode") ?? "live"}
            choices={[
              { value: "live", ...createKey.modes.live },
              { value: "test", ...createKey.modes.test },
            ]}
          />
          <CheckboxGroup legend={createKey.scopes} name="scopes[]" choices={scopes} defaultValues={usual} error={faultOf(state, "scopes")} id="scopes" />
          <Field id="expiresOn" label={createKey.until} hint={createKey.untilHint} error={faultOf(state, "expiresOn") ?? faultOf(state, "expiresAt")} optional>
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
      trigger={<Button size="small">{rotateKey.trigger}</Button>}
      title={rotateKey.title}
      description={rotateKey.description}
      submit={rotateKey.submit}
      reveal={shown}
    >
      {(state) => (
        <Field id="overlapHours" label={rotateKey.overlap} error={faultOf(state, "overlapHours")}>
          <Select
            name="overlapHours"
            defaultValue={typedIn(state, "overlapHours") ?? "24"}
            options={Object.entries(rotateKey.overlaps).map(([value, label]) => ({ value, label }))}
          />
        </Field>
      )}
    </FormDialog>
  );
}
