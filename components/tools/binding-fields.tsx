"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { faultOf, typedIn, type MutationState } from "@/lib/next/mutation-state";
import type { ConnectorChoice, ToolTexts } from "@/lib/tools/view";
import { bindingFields as words } from "./words-form";

type Props = { state: MutationState | null; tool: ToolTexts; connectors: ConnectorChoice[] };

/** Connector, operation, and how params become its call. */
export function BindingFields({ state, tool, connectors }: Props) {
  const [connectorId, setConnectorId] = useState(tool.connectorId);
  const [operation, setOperation] = useState(tool.operation);
  const connector = connectors.find(({ id }) => id === connectorId);
  const operations = connector?.operations ?? [];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field id="connectorId" label={words.connector} error={faultOf(state, "connectorId")} required>
        <Select
          name="connectorId"
          placeholder={words.chooseConnector}
          options={connectors.map(({ id, name, kind }) => ({ value: id, label: words.connectorChoice(name, kind) }))}
          value={connectorId}
          onChange={(event) => {
            const next = connectors.find(({ id }) => id === event.target.value);
            setConnectorId(event.target.value);
            if (!next?.operations.includes(operation)) setOperation(next?.operations[0] ?? "");
          }}
        />
      </Field>
      <Field id="operation" label={words.operation} error={faultOf(state, "operation")} required>
        <Select
          name="operation"
          placeholder={connector ? undefined : words.connectorFirst}
          options={operations.map((name) => ({ value: name, label: name }))}
          value={operation}
          onChange={(event) => setOperation(event.target.value)}
        />
      </Field>
      <Field
        id="binding"
        label={words.binding}
        hint={(connector && words.bindingHints[connector.kind]) ?? words.bindingHint}
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
