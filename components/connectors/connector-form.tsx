"use client";

import { useActionState, useState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import type { ConnectorTexts, KindChoice } from "@/lib/connectors/view";
import { typedIn, type Mutation, type MutationState } from "@/lib/next/mutation-state";
import { connectorForm as words } from "./words";

type Props = {
  connector: ConnectorTexts;
  /** Absent for one that is being created. */
  version?: { connectorId: string; number: number; credentials: boolean };
  kinds: KindChoice[];
  save: Mutation<void>;
  back: string;
};

/** Where a connector leads and what opens it. Credentials go in and never come out. */
export function ConnectorForm({ connector, version, kinds, save, back }: Props) {
  const [state, act, pending] = useActionState(save, null);
  const [kind, setKind] = useState(connector.kind);
  const [config, setConfig] = useState(connector.config);
  const chosen = kinds.find((known) => known.kind === kind);
  return (
    <form onSubmit={onSubmit(act)} className="flex max-w-3xl flex-col gap-5" noValidate>
      <MutationErrors state={state} />
      {version && (
        <>
          <input type="hidden" name="connectorId" value={version.connectorId} />
          <input type="hidden" name="expectedVersion" value={version.number} />
        </>
      )}
      <Card title={words.target}>
        <div className="grid gap-4 sm:grid-cols-2">
          {!version && (
            <>
              <Field id="name" label={words.name} hint={words.nameHint} error={faultsUnder(state, "name")} required>
                <Input name="name" defaultValue={typedIn(state, "name") ?? connector.name} className="font-mono" />
              </Field>
              <Field id="kind" label={words.kind} error={faultsUnder(state, "kind")}>
                <Select
                  name="kind"
                  options={kinds.map(({ kind: value, title }) => ({ value, label: title }))}
                  value={kind}
                  onChange={(event) => {
                    setKind(event.target.value);
                    setConfig(kinds.find((known) => known.kind === event.target.value)?.config ?? "{}");
                  }}
                />
              </Field>
            </>
          )}
          <Field id="config" label={words.settings} hint={words.settingsHint} error={faultsUnder(state, "config")} className="sm:col-span-2" required>
            <Textarea name="config" code rows={8} value={config} onChange={(event) => setConfig(event.target.value)} />
          </Field>
        </div>
      </Card>
      <Card title={words.credentials} description={version?.credentials ? words.credentialsKept : words.credentialsFresh}>
        <Field id="credentials" label={words.credentials} hint={chosen && words.credentialsHint(chosen.credentials)} error={faultsUnder(state, "credentials")} optional>
          <Textarea name="credentials" code rows={3} autoComplete="off" />
        </Field>
      </Card>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending}>{version ? words.publish(version.number + 1) : words.create}</SubmitButton>
        <LinkButton href={back}>{words.cancel}</LinkButton>
      </div>
    </form>
  );
}

/** Faults lie inside the JSON (`/config/baseUrl`); the field shows them all. */
function faultsUnder(state: MutationState | null, field: string): string | undefined {
  if (!state || state.ok) return undefined;
  const under = state.faults.filter(({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`));
  return under.length > 0 ? under.map(({ detail }) => detail).join(" · ") : undefined;
}
