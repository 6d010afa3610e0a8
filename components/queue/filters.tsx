"use client";

import { ListFilter, Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, type FormEvent, type KeyboardEvent, type RefObject } from "react";
import { TIER_WORD } from "@/components/actions/words";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-styles";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import type { QueueChoices, QueueFilters, QueueView } from "@/lib/actions/shown/person-view";
import { paths } from "@/lib/paths";
import { filters as words } from "./words";

type Props = { view: QueueView; filters: QueueFilters; choices: QueueChoices; field: RefObject<HTMLInputElement | null>; leave: () => void };

const TIERS = ["high", "medium", "low"] as const;

/** Narrows the queue. All of it stands in the address. */
export function Filters({ view, filters, choices, field, leave }: Props) {
  const router = useRouter();
  const [text, setText] = useState(filters.text ?? "");
  const go = (next: QueueFilters) => {
    const kept = Object.entries(next).filter((entry): entry is [string, string] => Boolean(entry[1]));
    router.push(paths.queueOf({ view, ...Object.fromEntries(kept) }));
  };
  const search = (event: FormEvent) => {
    event.preventDefault();
    go({ ...filters, text: text.trim() });
    leave();
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    setText(filters.text ?? "");
    leave();
  };
  const { text: _, ...others } = filters;
  const narrowed = Object.keys(others).length;
  const set = (name: "agent" | "tool" | "tier") => (event: { target: { value: string } }) => go({ ...filters, [name]: event.target.value || undefined });
  return (
    <form role="search" aria-label={words.form} onSubmit={search} className="flex min-w-0 items-center gap-1.5">
      <Field label={words.text} hideLabel className="min-w-0 flex-1">
        <Input
          ref={field}
          type="search"
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={escape}
          placeholder={words.placeholder}
          prefix={<Search aria-hidden="true" />}
        />
      </Field>
      <Popover
        label={words.title}
        button={
          <>
            <ListFilter aria-hidden="true" />
            {narrowed > 0 ? words.chosen(narrowed) : <span className="sr-only">{words.more}</span>}
          </>
        }
        buttonClassName={cn(buttonClasses({ variant: narrowed > 0 ? "secondary" : "ghost" }), narrowed > 0 && "text-accent-ink")}
        className="w-64 p-4"
      >
        <div className="flex flex-col gap-3">
          <Field label={words.tier}>
            <Select value={filters.tier ?? ""} onChange={set("tier")} placeholder={words.all} options={TIERS.map((tier) => ({ value: tier, label: TIER_WORD[tier] }))} />
          </Field>
          <Field label={words.agent}>
            <Select value={filters.agent ?? ""} onChange={set("agent")} placeholder={words.all} options={choices.agents.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
          <Field label={words.tool}>
            <Select value={filters.tool ?? ""} onChange={set("tool")} placeholder={words.all} options={choices.tools.map((name) => ({ value: name, label: name }))} />
          </Field>
        </div>
      </Popover>
      {Object.keys(filters).length > 0 && (
        <Button variant="ghost" icon={<X aria-hidden="true" />} onClick={() => go({})}>
          {words.clear}
        </Button>
      )}
    </form>
  );
}
