import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import type { AuditFilters } from "@/lib/audit/view";
import { paths } from "@/lib/paths";
import { auditFilters as text } from "./words";

/** A plain form that goes to an address, so that what was found can be sent to somebody. */
export function AuditFilterForm({ filters, types }: { filters: AuditFilters; types: string[] }) {
  const nouns = [...new Set(types.map((type) => type.split(".")[0]!))];
  const options = nouns.flatMap((noun) => [{ value: noun, label: text.allOf(noun) }, ...types.filter((type) => type.startsWith(`${noun}.`)).map((type) => ({ value: type, label: type }))]);
  return (
    <form action={paths.audit} method="get" role="search" aria-label={text.title} className="mb-4 rounded-lg border border-line bg-surface p-3">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-3 2xl:grid-cols-6">
        <Field label={text.type}>
          <Select name="type" options={options} placeholder={text.anyType} defaultValue={filters.type ?? ""} />
        </Field>
        <Field label={text.who.label}>
          <Input name="actor" defaultValue={filters.actor} placeholder={text.who.example} />
        </Field>
        <Field label={text.action.label}>
          <Input name="action" defaultValue={filters.action} placeholder={text.action.example} className="font-mono" />
        </Field>
        <Field label={text.about.label}>
          <Input name="subject" defaultValue={filters.subject} placeholder={text.about.example} className="font-mono" />
        </Field>
        <Field label={text.from}>
          <Input name="from" type="date" defaultValue={filters.from} />
        </Field>
        <Field label={text.to}>
          <Input name="to" type="date" defaultValue={filters.to} />
        </Field>
      </div>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <Checkbox name="readings" value="1" defaultChecked={filters.readings} label={text.readings} />
        <div className="ml-auto flex gap-2">
          <LinkButton href={paths.audit} variant="ghost">
            {text.clear}
          </LinkButton>
          <Button type="submit" variant="primary" icon={<Search aria-hidden="true" />}>
            {text.filter}
          </Button>
        </div>
      </div>
    </form>
  );
}
