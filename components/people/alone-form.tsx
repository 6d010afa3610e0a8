"use client";

import { SavedForm } from "@/components/saved-form";
import { Checkbox } from "@/components/ui/checkbox";
import type { Mutation } from "@/lib/next/mutation-state";
import { aloneForm as words } from "./words-settings";

/** The one exception to "nobody approves their own". */
export function AloneForm({ allowed, change }: { allowed: boolean; change: Mutation<void> }) {
  return (
    <SavedForm change={change} save={words.submit} saved={words.done}>
      {() => <Checkbox key={String(allowed)} name="allowed" value="1" defaultChecked={allowed} label={words.allowed} hint={words.allowedHint} />}
    </SavedForm>
  );
}
