"use client";

import { useActionState, useState } from "react";
import { MutationErrors } from "@/components/mutation-errors";
import { onSubmit } from "@/components/on-submit";
import { PasswordField } from "@/components/people/password-field";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { Textarea } from "@/components/ui/textarea";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import type { ConnectorChoice, ToolTexts } from "@/lib/tools/view";
import { BindingFields } from "./binding-fields";
import { SummaryField } from "./summary-field";
import { toolProposal } from "./words";
import { toolForm as words } from "./words-form";

const choicesOf = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));
const ACCESS = choicesOf(words.accesses);
const REVERSIBILITY = choicesOf(words.reversibilities);

type Props = {
  tool: ToolTexts;
  /** Absent for a tool that is being registered. */
  version?: { toolId: string; number: number };
  connectors: ConnectorChoice[];
  save: Mutation<void>;
  back: string;
};

/** A tool's whole definition; saving makes the next version. */
export function ToolForm({ tool, version, connectors, save, back }: Props) {
  const [state, act, pending] = useActionState(save, null);
  const [schema, setSchema] = useState(tool.paramsSchema);
  const text = (name: keyof ToolTexts) => ({ name, defaultValue: typedIn(state, name) ?? tool[name] });
  const fault = (name: keyof ToolTexts | "reason") => ({ id: name, error: faultOf(state, name) });
  // Asked for once the server has said that the change loosens, and while what was typed there is corrected.
  const refused = state && !state.ok ? state : null;
  const second = refused?.code === "second_admin_needed" ? (refused.facts?.alone === 1 ? "alone" : "other") : typedIn(state, "second");
  const says = (next: number) => (second === "other" ? toolProposal.propose(next) : second === "alone" ? toolProposal.publishAlone(next) : words.publish(next));
  return (
    <form onSubmit={onSubmit(act)} className="flex max-w-3xl flex-col gap-5" noValidate>
      <MutationErrors state={state} />
      {version && (
        <>
          <input type="hidden" name="toolId" value={version.toolId} />
          <input type="hidden" name="expectedVersion" value={version.number} />
        </>
      )}
      <Card title={words.what}>
        <div className="grid gap-4 sm:grid-cols-2">
          {!version && (
            <Field {...fault("name")} label={words.name} hint={words.nameHint} required>
              <Input {...text("name")} className="font-mono" />
            </Field>
          )}
          <Field {...fault("title")} label={words.title} required>
            <Input {...text("title")} />
          </Field>
          <Field {...fault("description")} label={words.description} optional className="sm:col-span-2">
            <Textarea {...text("description")} rows={2} />
          </Field>
          <Field {...fault("access")} label={words.access} hint={words.accessHint}>
            <Select {...text("access")} options={ACCESS} />
          </Field>
          <Field {...fault("dataClasses")} label={words.data} hint={words.dataHint} optional>
            <Input {...text("dataClasses")} />
          </Field>
        </div>
      </Card>
      <Card title={words.takes}>
        <div className="flex flex-col gap-4">
          <Field {...fault("paramsSchema")} label={words.schema} hint={words.schemaHint} required>
            <Textarea name="paramsSchema" value={schema} onChange={(event) => setSchema(event.target.value)} code rows={10} />
          </Field>
          <SummaryField initial={typedIn(state, "summary") ?? tool.summary} schema={schema} error={faultOf(state, "summary")} />
          <Field {...fault("sensitive")} label={words.sensitive} hint={words.sensitiveHint} optional>
            <Textarea {...text("sensitive")} code rows={2} />
          </Field>
        </div>
      </Card>
      <Card title={words.carriesOut}>
        <BindingFields state={state} tool={tool} connectors={connectors} />
      </Card>
      <Card title={words.undoes}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...fault("reversibility")} label={words.reversibility}>
            <Select {...text("reversibility")} options={REVERSIBILITY} />
          </Field>
          <Field {...fault("rollbackWithin")} label={words.rollbackWithin} hint={words.rollbackWithinHint} optional>
            <Input {...text("rollbackWithin")} />
          </Field>
        </div>
      </Card>
      {second && (
        <Card title={second === "alone" ? toolProposal.alone : toolProposal.second}>
          <div className="grid gap-4 sm:grid-cols-2">
            <input type="hidden" name="second" value={second} />
            <Field {...fault("reason")} label={toolProposal.reason} hint={toolProposal.reasonHint} required>
              <Input name="reason" defaultValue={typedIn(state, "reason")} maxLength={2000} />
            </Field>
            {second === "alone" && <PasswordField name="password" kind="current" label={toolProposal.password} hint={toolProposal.passwordHint} error={faultOf(state, "password")} />}
          </div>
        </Card>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending}>{version ? says(version.number + 1) : words.register}</SubmitButton>
        <LinkButton href={back}>{words.cancel}</LinkButton>
      </div>
    </form>
  );
}
