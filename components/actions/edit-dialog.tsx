"use client";

import { useId, useState, type SyntheticEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import { DifferenceTable } from "./difference-table";
import { changesBetween, fieldsOf, shownAs, typedAs, type ParamField } from "./params-form";
import { asksPassword } from "./proved";
import { sendEdit, type Edited, type Trouble } from "./requests";
import { edit as words, faults as typing } from "./words-edit";

type Props = { action: ActionInFull; close: () => void; edited: (now: Edited, approved: boolean) => void };

/** Changes what would run: field by field, or as JSON; shows the difference before anything is sent. */
export function EditDialog({ action, close, edited }: Props) {
  const id = useId();
  const fields = fieldsOf(action.schema, action.params);
  const [asJson, setAsJson] = useState(fields.length === 0);
  const [typed, setTyped] = useState<Record<string, string>>(() => Object.fromEntries(fields.map(({ name, kind }) => [name, shownAs(valueOf(action.params, name), kind)])));
  const [text, setText] = useState(action.paramsText);
  const [note, setNote] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const [pending, setPending] = useState<"save" | "approve" | null>(null);

  const { params, faults } = asJson ? ofText(text) : ofFields(fields, typed, action.params);
  const changes = params ? changesBetween(action.params, params) : [];
  const send = async (approve: boolean) => {
    if (!params || pending) return;
    if (changes.length === 0) return setTrouble(words.nothing);
    setPending(approve ? "approve" : "save");
    try {
      const now = await sendEdit(action, params, note.trim(), approve);
      close();
      edited(now, approve);
    } catch (error) {
      setTrouble((error as Trouble).message);
      setPending(null);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send(false);
  };
  // What asks for a fact or the password is looked at again as it has become.
  const atOnce = action.may.approve === true && !action.may.alone && !action.may.fact && !asksPassword(action.may.stepUp);
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && close()}
      title={words.title}
      description={words.description}
      footer={
        <>
          <span role="status" className="mr-auto self-center text-sm text-muted">
            {changes.length > 0 && words.differ(changes.length)}
          </span>
          <DialogClose>
            <Button>{words.back}</Button>
          </DialogClose>
          <Button type="submit" form={id} pending={pending === "save"} variant={atOnce ? "secondary" : "primary"}>
            {words.save}
          </Button>
          {atOnce && (
            <Button variant="primary" pending={pending === "approve"} onClick={() => void send(true)}>
              {words.approve}
            </Button>
          )}
        </>
      }
    >
      <form id={id} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {trouble && <Alert tone="danger" title={trouble} live />}
        {asJson ? (
          <Field id="params" label={words.params} error={faults.params} required>
            <Textarea name="params" code rows={12} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
        ) : (
          fields.map((field) => (
            <Control key={field.name} field={field} value={typed[field.name] ?? ""} fault={faults[field.name]} set={(value) => setTyped((before) => ({ ...before, [field.name]: value }))} />
          ))
        )}
        {fields.length > 0 && (
          <Checkbox
            label={words.asJson}
            checked={asJson}
            onChange={() => {
              if (!asJson && params) setText(JSON.stringify(params, null, 2));
              if (asJson && params) setTyped(Object.fromEntries(fields.map(({ name, kind }) => [name, shownAs(params[name], kind)])));
              setAsJson(!asJson);
            }}
          />
        )}
        {changes.length > 0 && <DifferenceTable caption={words.difference.title} from={words.difference.from} to={words.difference.to} difference={changes} />}
        <Field label={words.note}>
          <Input name="note" maxLength={2000} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

type ControlProps = { field: ParamField; value: string; fault: string | undefined; set: (value: string) => void };

function Control({ field: { name, title, hint, required, kind, choices }, value, fault, set }: ControlProps) {
  const wired = { name, value, onChange: (event: { target: { value: string } }) => set(event.target.value) };
  return (
    <Field label={title} hint={hint} error={fault} required={required}>
      {kind === "choice" || kind === "boolean" ? (
        <Select {...wired} {...(!required && { placeholder: words.none })} options={(kind === "boolean" ? ["true", "false"] : choices).map((each) => ({ value: each, label: each }))} />
      ) : kind === "long" || kind === "json" ? (
        <Textarea {...wired} code={kind === "json"} rows={kind === "json" ? 4 : 5} />
      ) : (
        <Input {...wired} autoComplete="off" inputMode={kind === "text" ? undefined : "decimal"} />
      )}
    </Field>
  );
}

type Read = { params: Record<string, unknown> | null; faults: Record<string, string> };

const valueOf = (params: unknown, name: string): unknown => (typeof params === "object" && params !== null ? (params as Record<string, unknown>)[name] : undefined);

function ofText(text: string): Read {
  try {
    const params = JSON.parse(text) as unknown;
    if (typeof params !== "object" || params === null || Array.isArray(params)) return { params: null, faults: { params: words.noObject } };
    return { params: params as Record<string, unknown>, faults: {} };
  } catch {
    return { params: null, faults: { params: typing.json } };
  }
}

/** Fields that were not touched keep their value to the letter. */
function ofFields(fields: readonly ParamField[], typed: Record<string, string>, before: unknown): Read {
  const params: Record<string, unknown> = {};
  const faults: Record<string, string> = {};
  for (const field of fields) {
    const text = typed[field.name] ?? "";
    const old = valueOf(before, field.name);
    try {
      const value = text === shownAs(old, field.kind) ? old : typedAs(text, field);
      if (value !== undefined) params[field.name] = value;
    } catch (error) {
      faults[field.name] = (error as SyntaxError).message;
    }
  }
  return { params: Object.keys(faults).length > 0 ? null : params, faults };
}
