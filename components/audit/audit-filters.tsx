import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import type { AuditFilters } from "@/lib/audit/view";
import { paths } from "@/lib/paths";

/** A plain form that goes to an address, so that what was found can be sent to somebody. */
export function AuditFilterForm({ filters, types }: { filters: AuditFilters; types: string[] }) {
  const nouns = [...new Set(types.map((type) => type.split(".")[0]!))];
  const options = nouns.flatMap((noun) => [{ value: noun, label: `${noun}: all` }, ...types.filter((type) => type.startsWith(`${noun}.`)).map((type) => ({ value: type, label: type }))]);
  return (
    <form action={paths.audit} method="get" role="search" aria-label="Filter events" className="mb-4 rounded-lg border border-line bg-surface p-3">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-3 2xl:grid-cols-6">
        <Field label="Type">
          <Select name="type" options={options} placeholder="Any" defaultValue={filters.type ?? ""} />
        </Field>
        <Field label="Who">
          <Input name="actor" defaultValue={filters.actor} placeholder="Name or id" />
        </Field>
        <Field label="Action">
          <Input name="action" defaultValue={filters.action} placeholder="Id" className="font-mono" />
        </Field>
        <Field label="About">
          <Input name="subject" defaultValue={filters.subject} placeholder="Id" className="font-mono" />
        </Field>
        <Field label="From (UTC)">
          <Input name="from" type="date" defaultValue={filters.from} />
        </Field>
        <Field label="To (UTC)">
          <Input name="to" type="date" defaultValue={filters.to} />
        </Field>
      </div>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <Checkbox name="readings" value="1" defaultChecked={filters.readings} label="Show readings of this page too" />
        <div className="ml-auto flex gap-2">
          <LinkButton href={paths.audit} variant="ghost">
            Clear
          </LinkButton>
          <Button type="submit" variant="primary" icon={<Search aria-hidden="true" />}>
            Filter
          </Button>
        </div>
      </div>
    </form>
  );
}
