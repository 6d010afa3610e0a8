"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioGroup } from "@/components/ui/choice-group";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FRESH_REVIEW, type Tier, type TierRules } from "@/lib/policy/view";
import { tierCard as text } from "./words-editor";

type Reviewed = Extract<TierRules, { review: "before" }>;

type Props = {
  tier: Tier;
  title: string;
  description: string;
  rules: TierRules;
  groups: string[];
  change: (rules: TierRules) => void;
  /** The fault at a pointer such as `/tiers/high/within`. */
  faultAt: (pointer: string) => string | undefined;
};

/** What one tier requires. */
export function TierCard({ tier, title, description, rules, groups, change, faultAt }: Props) {
  const id = (name: string) => `tiers.${tier}.${name}`;
  const fault = (name: string) => faultAt(`/tiers/${tier}/${name.replaceAll(".", "/")}`);
  return (
    <Card title={title} description={description}>
      <div className="flex flex-col gap-4">
        {tier !== "high" && (
          <RadioGroup
            legend={text.review.title}
            name={id("review")}
            inline
            value={rules.review}
            onChange={(review) => change(review === "none" ? { review: "none", execute_within: rules.execute_within } : { ...FRESH_REVIEW, execute_within: rules.execute_within })}
            choices={[
              { value: "none", label: text.review.none },
              { value: "before", label: text.review.before },
            ]}
          />
        )}
        {rules.review === "before" && <ReviewFields rules={rules} groups={groups} change={change} id={id} fault={fault} />}
        <Duration id={id("execute_within")} label={text.executeWithin.label} hint={text.executeWithin.hint} value={rules.execute_within} error={fault("execute_within")} change={(execute_within) => change({ ...rules, execute_within })} />
      </div>
    </Card>
  );
}

type Inner = { rules: Reviewed; groups: string[]; change: (rules: TierRules) => void; id: (name: string) => string; fault: (name: string) => string | undefined };

function ReviewFields({ rules, groups, change, id, fault }: Inner) {
  const choices = groups.map((group) => ({ value: group, label: group }));
  return (
    <>
      <Slots rules={rules} groups={groups} change={change} id={id} fault={fault} />
      <Checkbox
        name={id("step_up")}
        label={text.stepUp.label}
        hint={text.stepUp.hint}
        checked={rules.step_up !== undefined}
        onChange={(event) => change({ ...rules, step_up: event.target.checked ? "password" : undefined })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Duration id={id("within")} label={text.within.label} hint={text.within.hint} value={rules.within} error={fault("within")} change={(within) => change({ ...rules, within })} />
        <Duration id={id("undo")} label={text.undo.label} hint={text.undo.hint} value={rules.undo} error={fault("undo")} change={(undo) => change({ ...rules, undo })} />
      </div>
      <RadioGroup
        legend={text.onExpiry.title}
        name={id("on_expiry")}
        inline
        value={rules.on_expiry}
        onChange={(value) => {
          if (value === "escalate") return change({ ...rules, on_expiry: "escalate", escalate: rules.escalate ?? { to: groups.includes("admins") ? "admins" : (groups[0] ?? ""), within: "24h" } });
          const { escalate: _, ...rest } = rules;
          change({ ...rest, on_expiry: "expire" });
        }}
        choices={[
          { value: "expire", label: text.onExpiry.expire },
          { value: "escalate", label: text.onExpiry.escalate },
        ]}
      />
      {rules.on_expiry === "escalate" && rules.escalate && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field id={id("escalate.to")} label={text.escalate.to} error={fault("escalate.to")}>
            <Select options={choices} value={rules.escalate.to} onChange={(event) => change({ ...rules, escalate: { ...rules.escalate!, to: event.target.value } })} />
          </Field>
          <Duration
            id={id("escalate.after")}
            label={text.escalate.after.label}
            hint={text.escalate.after.hint}
            value={rules.escalate.after ?? ""}
            error={fault("escalate.after")}
            change={(after) => change({ ...rules, escalate: { ...rules.escalate!, after: after || undefined } })}
          />
          <Duration
            id={id("escalate.within")}
            label={text.escalate.within}
            value={rules.escalate.within}
            error={fault("escalate.within")}
            change={(within) => change({ ...rules, escalate: { ...rules.escalate!, within } })}
          />
        </div>
      )}
      <Duration
        id={id("remind_after")}
        label={text.remindAfter.label}
        hint={text.remindAfter.hint}
        value={rules.remind_after ?? ""}
        error={fault("remind_after")}
        change={(remind_after) => change({ ...rules, remind_after: remind_after || undefined })}
      />
      <RadioGroup
        legend={text.whileAsked.title}
        name={id("while_asked")}
        inline
        value={rules.while_asked ?? "runs"}
        onChange={(value) => change({ ...rules, while_asked: value === "pauses" ? "pauses" : undefined, pause_at_most: undefined })}
        choices={[
          { value: "runs", label: text.whileAsked.runs },
          { value: "pauses", label: text.whileAsked.pauses },
        ]}
      />
      {rules.while_asked === "pauses" && (
        <Duration
          id={id("pause_at_most")}
          label={text.pauseAtMost.label}
          hint={text.pauseAtMost.hint}
          value={rules.pause_at_most ?? ""}
          error={fault("pause_at_most")}
          change={(pause_at_most) => change({ ...rules, pause_at_most: pause_at_most || undefined })}
        />
      )}
      <Checkbox
        name={id("editor_may_approve")}
        label={text.editorMayApprove}
        checked={rules.editor_may_approve}
        onChange={(event) => change({ ...rules, editor_may_approve: event.target.checked })}
      />
    </>
  );
}

function Slots({ rules, groups, change, id, fault }: Inner) {
  const set = (approve: Reviewed["approve"]) => change({ ...rules, approve });
  const free = groups.filter((group) => !rules.approve.some((slot) => slot.group === group));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{text.slots.title}</legend>
      <p className="mb-2 text-xs text-muted">{text.slots.hint}</p>
      <ul className="flex flex-col gap-2">
        {rules.approve.map((slot, index) => (
          <li key={slot.group} className="flex items-start gap-2">
            <Field id={id(`approve.${index}.approvals`)} label={text.slots.approvals(slot.group)} hideLabel error={fault(`approve.${index}.approvals`)} className="w-20">
              <Input type="number" min={1} max={10} value={slot.approvals} onChange={(event) => set(rules.approve.map((one, at) => (at === index ? { ...one, approvals: event.target.valueAsNumber || 0 } : one)))} />
            </Field>
            <Field id={id(`approve.${index}.group`)} label={text.slots.group(index + 1)} hideLabel error={fault(`approve.${index}.group`)} className="flex-1">
              <Select
                options={[slot.group, ...free].map((group) => ({ value: group, label: text.slots.by(group) }))}
                value={slot.group}
                onChange={(event) => set(rules.approve.map((one, at) => (at === index ? { ...one, group: event.target.value } : one)))}
              />
            </Field>
            <IconButton
              label={text.slots.remove(slot.group)}
              icon={<X aria-hidden="true" />}
              disabledReason={rules.approve.length === 1 ? text.slots.atLeastOne : undefined}
              onClick={() => set(rules.approve.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ul>
      <Button
        className="mt-2"
        size="small"
        icon={<Plus aria-hidden="true" />}
        disabledReason={free.length === 0 ? text.slots.allAsked : undefined}
        onClick={() => free[0] && set([...rules.approve, { group: free[0], approvals: 1 }])}
      >
        {text.slots.add}
      </Button>
    </fieldset>
  );
}

function Duration({ id, label, hint, value, error, change }: { id: string; label: string; hint?: string; value: string; error?: string | undefined; change: (value: string) => void }) {
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Input value={value} onChange={(event) => change(event.target.value.trim())} className="sm:max-w-60" />
    </Field>
  );
}
