"use client";

import { Plus } from "lucide-react";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { FormDialog } from "@/components/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import type { SlackRoute } from "@/lib/slack/slack-view";

const TIERS = [
  { value: "low", label: "Low" },
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
] as const;

const wordOf = (tier: SlackRoute["tier"]) => TIERS.find(({ value }) => value === tier)?.label;

/** Which channel hears of which actions. */
export function RouteTable({ routes, remove }: { routes: readonly SlackRoute[]; remove: Mutation<void> }) {
  return (
    <Table caption="Channels by rule">
      <TableHead>
        <HeaderCell>Channel</HeaderCell>
        <HeaderCell>Group asked</HeaderCell>
        <HeaderCell>Tier</HeaderCell>
        <HeaderCell>Policy rule</HeaderCell>
        <HeaderCell>
          <span className="sr-only">Remove</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {routes.map((route, index) => (
          <TableRow key={JSON.stringify(route)}>
            <Cell label="Channel" className="font-mono text-xs">
              {route.channel}
            </Cell>
            <Cell label="Group asked">{route.group ?? <span className="text-muted">Any</span>}</Cell>
            <Cell label="Tier">{wordOf(route.tier) ?? <span className="text-muted">Any</span>}</Cell>
            <Cell label="Policy rule">{route.rule ?? <span className="text-muted">Any</span>}</Cell>
            <Cell className="text-right">
              <ConfirmMutation
                mutation={remove}
                fields={{ index, channel: route.channel }}
                trigger={<Button size="small">Remove</Button>}
                title={`Remove the rule for ${route.channel}?`}
                description="What is there stays there and is kept up to date; new actions go where the other rules say."
                confirm="Remove rule"
                done="The rule is removed"
              />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

export function AddRoute({ groups, add }: { groups: readonly string[]; add: Mutation<void> }) {
  return (
    <FormDialog
      mutation={add}
      trigger={
        <Button size="small" icon={<Plus aria-hidden="true" />}>
          Add a rule
        </Button>
      }
      title="Add a rule"
      description="Every rule that matches an action sends it to its channel. What you leave open matches everything."
      submit="Add rule"
      done="The rule is added"
    >
      {(state) => (
        <>
          <Field id="channel" label="Channel" hint="Its id, at the end of the channel's details in Slack" error={faultOf(state, "channel")} required>
            <Input name="channel" placeholder="C0123456789" defaultValue={typedIn(state, "channel")} className="font-mono" spellCheck={false} />
          </Field>
          <Field id="group" label="When this group is asked" error={faultOf(state, "group")}>
            <Select name="group" placeholder="Any group" options={groups.map((name) => ({ value: name, label: name }))} defaultValue={typedIn(state, "group") ?? ""} />
          </Field>
          <Field id="tier" label="When the tier is" error={faultOf(state, "tier")}>
            <Select name="tier" placeholder="Any tier" options={TIERS} defaultValue={typedIn(state, "tier") ?? ""} />
          </Field>
          <Field id="rule" label="When this policy rule matched" hint="The rule's name as it stands in the policy" error={faultOf(state, "rule")} optional>
            <Input name="rule" maxLength={120} defaultValue={typedIn(state, "rule")} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
