import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { paths } from "@/lib/paths";
import { rangeForm as text } from "./words";

export type RangeShown = { agent?: string | undefined; tool?: string | undefined; /** `2026-11-21T07:00`, UTC. */ from: string; to: string };
type Props = { range: RangeShown; choices: { agents: { id: string; name: string }[]; tools: string[] } };

/** Chooses whose effects to look at. Everything stands in the address; looking changes nothing. */
export function RangeForm({ range, choices }: Props) {
  return (
    <form action={paths.rollBackMany} noValidate className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-5">
      <Field label={text.agent.label} required>
        <Select name="agent" defaultValue={range.agent} placeholder={text.agent.choose} options={choices.agents.map(({ id, name }) => ({ value: id, label: name }))} />
      </Field>
      <Field label={text.tool.label}>
        <Select name="tool" defaultValue={range.tool} placeholder={text.tool.all} options={choices.tools.map((name) => ({ value: name, label: name }))} />
      </Field>
      <Field label={text.from} required>
        <Input type="datetime-local" name="from" defaultValue={range.from} />
      </Field>
      <Field label={text.to} required>
        <Input type="datetime-local" name="to" defaultValue={range.to} />
      </Field>
      <SubmitButton variant="secondary">{text.submit}</SubmitButton>
    </form>
  );
}
