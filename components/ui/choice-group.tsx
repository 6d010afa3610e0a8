"use client";

import { useId, type ReactNode } from "react";
import { Choice } from "./checkbox";
import { cn } from "./cn";
import { FieldError } from "./field";

export type Choices = readonly { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];

type Shared = {
  legend: ReactNode;
  name: string;
  choices: Choices;
  hint?: ReactNode;
  error?: string | undefined;
  /** Side by side where there is room. */
  inline?: boolean;
  /** Named so that FormErrors can link to it. */
  id?: string;
};

function Group({ legend, hint, error, inline, id, children }: Omit<Shared, "name" | "choices"> & { children: ReactNode }) {
  const own = useId();
  const hintId = `${own}-hint`;
  const errorId = `${own}-error`;
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset id={id} tabIndex={id ? -1 : undefined} className="min-w-0" aria-describedby={describedBy}>
      <legend className="mb-1 text-sm font-medium text-ink">{legend}</legend>
      {hint && (
        <p id={hintId} className="mb-1 text-xs text-muted">
          {hint}
        </p>
      )}
      <div className={cn("flex", inline ? "flex-wrap gap-x-5" : "flex-col")}>{children}</div>
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </fieldset>
  );
}

/** One of several. Uncontrolled with `defaultValue`, controlled with `value` and `onChange`. */
export function RadioGroup({
  name,
  choices,
  defaultValue,
  value,
  onChange,
  required,
  ...group
}: Shared & { defaultValue?: string; value?: string; onChange?: (value: string) => void; required?: boolean }) {
  return (
    <Group {...group}>
      {choices.map((choice) => (
        <Choice
          key={choice.value}
          kind="radio"
          name={name}
          value={choice.value}
          label={choice.label}
          hint={choice.hint}
          disabled={choice.disabled}
          required={required}
          defaultChecked={value === undefined ? defaultValue === choice.value : undefined}
          checked={value === undefined ? undefined : value === choice.value}
          onChange={onChange && (() => onChange(choice.value))}
        />
      ))}
    </Group>
  );
}

/** Any of several; each posts `name=value`. */
export function CheckboxGroup({ name, choices, defaultValues = [], ...group }: Shared & { defaultValues?: readonly string[] }) {
  return (
    <Group {...group}>
      {choices.map((choice) => (
        <Choice
          key={choice.value}
          kind="checkbox"
          name={name}
          value={choice.value}
          label={choice.label}
          hint={choice.hint}
          disabled={choice.disabled}
          defaultChecked={defaultValues.includes(choice.value)}
        />
      ))}
    </Group>
  );
}
