"use client";

import { ChevronDown, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import type { HistoryChoices, HistoryFilters } from "@/lib/actions/shown/person-view";
import { STATES } from "@/lib/actions/states";
import { paths } from "@/lib/paths";
import { STATE_WORD, TIER_WORD } from "./words";
import { historyFilters as words } from "./words-history";

type Props = { filters: HistoryFilters; choices: HistoryChoices };

const TIERS = ["high", "medium", "low"] as const;

/** Narrows the history; everything stands in the address, so that it can be sent on. Works as a plain form too. */
export function HistoryFilterForm({ filters, choices }: Props) {
  const router = useRouter();
  const [pending, go] = useTransition();
  const apply = (form: HTMLFormElement) => {
    const chosen = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].trim() !== "");
    go(() => router.push(`${paths.history}?${new URLSearchParams(chosen)}`));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    apply(event.currentTarget);
  };
  const { text, ...others } = filters;
  const narrowed = Object.keys(others).length;
  return (
    <form role="search" aria-label={words.form} action={paths.history} onSubmit={submit} className="mb-4 flex flex-col gap-3">
      <div className="flex gap-2">
        <Field label={words.text} hideLabel className="flex-1">
          <Input type="search" name="text" defaultValue={text} maxLength={200} placeholder={words.placeholder} prefix={<Search aria-hidden="true" />} />
        </Field>
        <SubmitButton pending={pending}>{words.search}</SubmitButton>
        {Object.keys(filters).length > 0 && <LinkButton href={paths.history}>{words.clear}</LinkButton>}
      </div>
      <details className="group" open={narrowed > 0}>
        <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-sm font-medium text-muted hover:text-ink pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
          <ChevronDown aria-hidden="true" className="size-4 -rotate-90 group-open:rotate-0" />
          {words.title(narrowed)}
        </summary>
        <div className="mt-2 grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-5">
          <Field label={words.agent}>
            <Select name="agent" defaultValue={filters.agent} placeholder={words.all} options={choices.agents.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
          <Field label={words.tool}>
            <Select name="tool" defaultValue={filters.tool} placeholder={words.all} options={[...new Set([...choices.tools, ...(filters.tool ? [filters.tool] : [])])].map((name) => ({ value: name, label: name }))} />
          </Field>
          <Field label={words.tier}>
            <Select name="tier" defaultValue={filters.tier} placeholder={words.all} options={TIERS.map((tier) => ({ value: tier, label: TIER_WORD[tier] }))} />
          </Field>
          <Field label={words.state}>
            <Select name="state" defaultValue={filters.state} placeholder={words.all} options={STATES.map((state) => ({ value: state, label: STATE_WORD[state] }))} />
          </Field>
          <Field label={words.mode}>
            <Select name="mode" defaultValue={filters.mode} placeholder={words.all} options={[{ value: "live", label: words.modes.live }, { value: "test", label: words.modes.test }]} />
          </Field>
          <Field label={words.person}>
            <Select name="person" defaultValue={filters.person} placeholder={words.anybody} options={choices.people.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
          <Field label={words.rule}>
            <Select name="rule" defaultValue={filters.rule} placeholder={words.any} options={[...new Set([...choices.rules, ...(filters.rule ? [filters.rule] : [])])].map((name) => ({ value: name, label: name }))} />
          </Field>
          <Field label={words.from}>
            <Input type="date" name="from" defaultValue={filters.from} />
          </Field>
          <Field label={words.to}>
            <Input type="date" name="to" defaultValue={filters.to} />
          </Field>
          <Button type="submit" className="self-end justify-self-start" pending={pending}>
            {words.apply}
          </Button>
        </div>
      </details>
    </form>
  );
}
