"use client";

import { FileUp } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "@/components/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Mutation } from "@/lib/next/mutation-state";
import { importDraft as says } from "./words";

/** Takes a policy from a repository as the draft. */
export function ImportDraft({ importing }: { importing: Mutation<void> }) {
  const [text, setText] = useState("");
  return (
    <FormDialog
      mutation={importing}
      trigger={<Button icon={<FileUp aria-hidden="true" />}>{says.trigger}</Button>}
      title={says.title}
      description={says.description}
      submit={says.submit}
      done={says.done}
    >
      {() => (
        <>
          <Field label={says.file}>
            <input
              type="file"
              accept=".yaml,.yml,.json,text/yaml"
              aria-label={says.file}
              className="max-w-full text-sm text-muted file:mr-3 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-edge file:bg-surface file:px-3 file:py-1 file:text-sm file:font-medium file:text-ink"
              onChange={async (event) => {
                const file = event.target.files?.[0];
                if (file && file.size < 600_000) setText(await file.text());
              }}
            />
          </Field>
          <Field id="text" label={says.text} required>
            <Textarea name="text" code rows={10} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
