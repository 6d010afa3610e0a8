"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { faultOf, typedIn, type MutationState } from "@/lib/next/mutation-state";
import type { ConnectorChoice, ToolTexts } from "@/lib/tools/view";

type Props = { state: MutationState | null; tool: ToolTexts; connectors: ConnectorChoice[] };

const BINDING_HINT: Record<string, string> = {
  http: 'Such as {"method": "POST", "path": "/refunds", "body": {"amount": "{{params.amount}}"}, "success": {"status": [201]}, "idempotent": true}',
  email: 'Such as {"to": "{{params.to}}", "subject": "{{params.subject}}", "text": "{{params.text}}"}',
  postgres: 'Such as {"table": "prices", "key": "{{params.article}}", "set": {"amount": "{{params.amount}}"}}',
  agent: "The agent runs it itself: {}",
};

/** Connector, operation, and how params become its call. */
export function BindingFields({ state, tool, connectors }: Props) {
  const [connectorId, setConnectorId] = useState(tool.connectorId);
  const [operation, setOperation] = useState(tool.operation);
  const connector = connectors.find(({ id }) => id === connectorId);
  const operations = connector?.operations ?? [];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field id="connectorId" label="Connector" error={faultOf(state, "connectorId")} required>
        <Select
          name="connectorId"
          placeholder="Choose a connector"
          options={connectors.map(({ id, name, kind }) => ({ value: id, label: `${name} (${kind})` }))}
          value={connectorId}
          onChange={(event) => {
            const next = connectors.find(({ id }) => id === event.target.value);
            setConnectorId(event.target.value);
            if (!next?.operations.includes(operation)) setOperation(next?.operations[0] ?? "");
          }}
        />
      </Field>
      <Field id="operation" label="Operation" error={faultOf(state, "operation")} required>
        <Select
          name="operation"
          placeholder={connector ? undefined : "Choose a connector first"}
          options={operations.map((name) => ({ value: name, label: name }))}
          value={operation}
          onChange={(event) => setOperation(event.target.value)}
        />
      </Field>
      <Field
        id="binding"
        label="Binding"
        hint={(connector && BINDING_HINT[connector.kind]) ?? "How params become the call, as JSON. A value is {{params.name}}."}
        error={faultsAt(state, "/binding")}
        className="sm:col-span-2"
        required
      >
        <Textarea name="binding" defaultValue={typedIn(state, "binding") ?? tool.binding} code rows={8} />
      </Field>
    </div>
  );
}

/** A binding has many places to be wrong at; all of them at once. */
const faultsAt = (state: MutationState | null, at: string): string | undefined =>
  (state && !state.ok && state.faults.filter(({ pointer }) => pointer === at).map(({ detail }) => detail).join(" · ")) || undefined;
