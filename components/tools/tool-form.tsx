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
import { words } from "./words";

const ACCESS = [
  { value: "read", label: "Only reads" },
  { value: "draft", label: "Prepares a draft" },
  { value: "write", label: "Changes something" },
  { value: "destructive", label: "Destroys something" },
];
const REVERSIBILITY = [
  { value: "reversible", label: "Reversible: put back as it was" },
  { value: "compensable", label: "Compensable: made good by another call" },
  { value: "irreversible", label: "Irreversible" },
];

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
  const says = (next: number) => (second === "other" ? words.propose(next) : second === "alone" ? words.publishAlone(next) : `Publish version ${next}`);
  return (
    <form onSubmit={onSubmit(act)} className="flex max-w-3xl flex-col gap-5" noValidate>
      <MutationErrors state={state} />
      {version && (
        <>
          <input type="hidden" name="toolId" value={version.toolId} />
          <input type="hidden" name="expectedVersion" value={version.number} />
        </>
      )}
      <Card title="What it is">
        <div className="grid gap-4 sm:grid-cols-2">
          {!version && (
            <Field {...fault("name")} label="Name" hint="What agents call: letters, digits and _ . : / -" required>
              <Input {...text("name")} className="font-mono" />
            </Field>
          )}
          <Field {...fault("title")} label="Title" required>
            <Input {...text("title")} />
          </Field>
          <Field {...fault("description")} label="Description" optional className="sm:col-span-2">
            <Textarea {...text("description")} rows={2} />
          </Field>
          <Field {...fault("access")} label="Access" hint="Decides its tier, unless the policy overrides it.">
            <Select {...text("access")} options={ACCESS} />
          </Field>
          <Field {...fault("dataClasses")} label="Data it touches" hint="Words, separated by commas." optional>
            <Input {...text("dataClasses")} />
          </Field>
        </div>
      </Card>
      <Card title="What it takes">
        <div className="flex flex-col gap-4">
          <Field {...fault("paramsSchema")} label="Schema of its params" hint="JSON Schema 2020-12 of an object. What does not fit is refused with every fault." required>
            <Textarea name="paramsSchema" value={schema} onChange={(event) => setSchema(event.target.value)} code rows={10} />
          </Field>
          <SummaryField initial={typedIn(state, "summary") ?? tool.summary} schema={schema} error={faultOf(state, "summary")} />
          <Field {...fault("sensitive")} label="Sensitive params" hint="JSON Pointers, one a line, such as /phone. Encrypted at rest and masked everywhere." optional>
            <Textarea {...text("sensitive")} code rows={2} />
          </Field>
        </div>
      </Card>
      <Card title="What carries it out">
        <BindingFields state={state} tool={tool} connectors={connectors} />
      </Card>
      <Card title="What undoes it">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field {...fault("reversibility")} label="Reversibility">
            <Select {...text("reversibility")} options={REVERSIBILITY} />
          </Field>
          <Field {...fault("rollbackWithin")} label="May be rolled back within" hint="Such as 7d; empty for no limit." optional>
            <Input {...text("rollbackWithin")} />
          </Field>
        </div>
      </Card>
      {second && (
        <Card title={second === "alone" ? words.alone : words.second}>
          <div className="grid gap-4 sm:grid-cols-2">
            <input type="hidden" name="second" value={second} />
            <Field {...fault("reason")} label={words.reason} hint={words.reasonHint} required>
              <Input name="reason" defaultValue={typedIn(state, "reason")} maxLength={2000} />
            </Field>
            {second === "alone" && <PasswordField name="password" kind="current" label={words.password} hint={words.passwordHint} error={faultOf(state, "password")} />}
          </div>
        </Card>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton pending={pending}>{version ? says(version.number + 1) : "Register tool"}</SubmitButton>
        <LinkButton href={back}>Cancel</LinkButton>
      </div>
    </form>
  );
}
