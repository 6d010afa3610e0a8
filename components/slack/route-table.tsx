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
import { routeForm, routeTable as text } from "./words";

const TIERS = (["low", "medium", "high"] as const).map((value) => ({ value, label: routeForm.tier.tiers[value] }));

/** Which channel hears of which actions. */
export function RouteTable({ routes, remove }: { routes: readonly SlackRoute[]; remove: Mutation<void> }) {
  return (
    <Table caption={text.title}>
      <TableHead>
        <HeaderCell>{text.channel}</HeaderCell>
        <HeaderCell>{text.group}</HeaderCell>
        <HeaderCell>{text.tier}</HeaderCell>
        <HeaderCell>{text.rule}</HeaderCell>
        <HeaderCell>
          <span className="sr-only">{text.remove.trigger}</span>
        </HeaderCell>
      </TableHead>
      <TableBody>
        {routes.map((route, index) => (
          <TableRow key={JSON.stringify(route)}>
            <Cell label={text.channel} className="font-mono text-xs">
              {route.channel}
            </Cell>
            <Cell label={text.group}>{route.group ?? <span className="text-muted">{text.any}</span>}</Cell>
            <Cell label={text.tier}>{route.tier ? text.tiers[route.tier] : <span className="text-muted">{text.any}</span>}</Cell>
            <Cell label={text.rule}>{route.rule ?? <span className="text-muted">{text.any}</span>}</Cell>
            <Cell className="text-right">
              <ConfirmMutation
                mutation={remove}
                fields={{ index, channel: route.channel }}
                trigger={<Button size="small">{text.remove.trigger}</Button>}
                title={text.remove.title(route.channel)}
                description={text.remove.description}
                confirm={text.remove.confirm}
                done={text.remove.done}
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
        <Button icon={<Plus aria-hidden="true" />}>
          {routeForm.title}
        </Button>
      }
      title={routeForm.title}
      description={routeForm.description}
      submit={routeForm.submit}
      done={routeForm.done}
    >
      {(state) => (
        <>
          <Field id="channel" label={routeForm.channel.label} hint={routeForm.channel.hint} error={faultOf(state, "channel")} required>
            <Input name="channel" placeholder={routeForm.channel.example} defaultValue={typedIn(state, "channel")} className="font-mono" spellCheck={false} />
          </Field>
          <Field id="group" label={routeForm.group.label} error={faultOf(state, "group")}>
            <Select name="group" placeholder={routeForm.group.any} options={groups.map((name) => ({ value: name, label: name }))} defaultValue={typedIn(state, "group") ?? ""} />
          </Field>
          <Field id="tier" label={routeForm.tier.label} error={faultOf(state, "tier")}>
            <Select name="tier" placeholder={routeForm.tier.any} options={TIERS} defaultValue={typedIn(state, "tier") ?? ""} />
          </Field>
          <Field id="rule" label={routeForm.rule.label} hint={routeForm.rule.hint} error={faultOf(state, "rule")} optional>
            <Input name="rule" maxLength={120} defaultValue={typedIn(state, "rule")} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
