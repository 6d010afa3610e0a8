"use client";

import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Access, Policy, Tier } from "@/lib/policy/view";
import { defaultsCard as text } from "./words-editor";

export const TIER_OPTIONS = (["low", "medium", "high"] as const satisfies Tier[]).map((value) => ({ value, label: text.tiers[value] }));

const ACCESS = ["read", "draft", "write", "destructive"] as const satisfies Access[];

type Props = { draft: Policy; change: (policy: Policy) => void; faultAt: (pointer: string) => string | undefined };

/** The tier that a tool's access gives it, and how long a block may be released. */
export function DefaultsCard({ draft, change, faultAt }: Props) {
  return (
    <Card title={text.title} description={text.description}>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {ACCESS.map((access) => (
          <Field key={access} id={`defaults.${access}`} label={text.access[access]} error={faultAt(`/defaults/${access}`)}>
            <Select options={TIER_OPTIONS} value={draft.defaults[access]} onChange={(event) => change({ ...draft, defaults: { ...draft.defaults, [access]: event.target.value as Tier } })} />
          </Field>
        ))}
      </div>
      <Field id="blocked.release_within" label={text.releaseWithin} error={faultAt("/blocked/release_within")} className="mt-4">
        <Input className="sm:max-w-60" value={draft.blocked.release_within} onChange={(event) => change({ ...draft, blocked: { release_within: event.target.value.trim() } })} />
      </Field>
    </Card>
  );
}
