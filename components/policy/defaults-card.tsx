"use client";

import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Access, Policy, Tier } from "@/lib/policy/view";

export const TIER_OPTIONS: { value: Tier; label: string }[] = [
  { value: "low", label: "Low" },
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
];

const ACCESS: { access: Access; label: string }[] = [
  { access: "read", label: "Only reads" },
  { access: "draft", label: "Prepares a draft" },
  { access: "write", label: "Changes something" },
  { access: "destructive", label: "Destroys something" },
];

type Props = { draft: Policy; change: (policy: Policy) => void; faultAt: (pointer: string) => string | undefined };

/** The tier that a tool's access gives it, and how long a block may be released. */
export function DefaultsCard({ draft, change, faultAt }: Props) {
  return (
    <Card title="Where tools belong" description="By what a tool does, unless an override below says otherwise. A tool that is not registered is always high.">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {ACCESS.map(({ access, label }) => (
          <Field key={access} id={`defaults.${access}`} label={label} error={faultAt(`/defaults/${access}`)}>
            <Select options={TIER_OPTIONS} value={draft.defaults[access]} onChange={(event) => change({ ...draft, defaults: { ...draft.defaults, [access]: event.target.value as Tier } })} />
          </Field>
        ))}
      </div>
      <Field id="blocked.release_within" label="Blocked actions may be released within" error={faultAt("/blocked/release_within")} className="mt-4 max-w-60">
        <Input value={draft.blocked.release_within} onChange={(event) => change({ ...draft, blocked: { release_within: event.target.value.trim() } })} />
      </Field>
    </Card>
  );
}
