"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { Policy, Tier } from "@/lib/policy/view";
import { TIER_OPTIONS } from "./defaults-card";
import { overridesCard as text } from "./words-editor";

type Props = { overrides: Policy["tools"]; tools: string[]; change: (overrides: Policy["tools"]) => void };

/** Tools whose tier differs from what their access gives them. */
export function OverridesCard({ overrides, tools, change }: Props) {
  const [tool, setTool] = useState("");
  const named = Object.keys(overrides).toSorted();
  const others = tools.filter((name) => !Object.hasOwn(overrides, name));
  return (
    <Card title={text.title} description={text.description}>
      {named.length === 0 && <p className="mb-3 text-sm text-muted">{text.none}</p>}
      <ul className="mb-3 flex flex-col gap-2">
        {named.map((name) => (
          <li key={name} className="flex items-center gap-2" id={`tools.${name}`}>
            <span className="min-w-0 flex-1 truncate font-mono text-sm">{name}</span>
            <Field label={text.tier(name)} hideLabel className="w-32">
              <Select options={TIER_OPTIONS} value={overrides[name]} onChange={(event) => change({ ...overrides, [name]: event.target.value as Tier })} />
            </Field>
            <IconButton
              label={text.remove(name)}
              icon={<X aria-hidden="true" />}
              onClick={() => change(Object.fromEntries(Object.entries(overrides).filter(([other]) => other !== name)))}
            />
          </li>
        ))}
      </ul>
      <div className="flex items-end gap-2">
        <Field label={text.tool.label} className="max-w-72 flex-1">
          <Select options={others.map((name) => ({ value: name, label: name }))} placeholder={text.tool.choose} value={tool} onChange={(event) => setTool(event.target.value)} />
        </Field>
        <Button
          disabledReason={tool ? undefined : text.tool.first}
          onClick={() => {
            change({ ...overrides, [tool]: "high" });
            setTool("");
          }}
        >
          {text.add}
        </Button>
      </div>
    </Card>
  );
}
