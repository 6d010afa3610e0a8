"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { exampleSentence } from "@/lib/tools/summary-view";
import { summaryField as words } from "./words-form";

/** The sentence reviewers read, with what it would say of an example. */
export function SummaryField({ initial, schema, error }: { initial: string; schema: string; error: string | undefined }) {
  const [template, setTemplate] = useState(initial);
  const example = exampleSentence(template, schema);
  return (
    <div>
      <Field
        id="summary"
        label={words.label}
        hint={words.hint}
        error={error}
        required
      >
        <Input name="summary" value={template} onChange={(event) => setTemplate(event.target.value)} />
      </Field>
      <p role="status" className="mt-2 rounded-md bg-sunken px-3 py-2 text-sm">
        <span className="text-muted">{words.readsLike} </span>
        {"sentence" in example ? <span className="font-medium">{example.sentence}</span> : <span className="text-muted">{example.fault}</span>}
      </p>
    </div>
  );
}
