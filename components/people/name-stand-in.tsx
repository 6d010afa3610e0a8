"use client";

import { UserRoundPlus } from "lucide-react";
import { FormDialog } from "@/components/form-dialog";
import { localZone, MomentInput } from "@/components/moment-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { faultOf, typedIn, type Mutation } from "@/lib/next/mutation-state";
import { away } from "./words";

type Props = { person: { id: string; name: string }; self: boolean; choices: { id: string; name: string }[]; most: number; delegate: Mutation<null> };

/** From when, until when, and who. */
export function NameStandIn({ person, self, choices, most, delegate }: Props) {
  return (
    <FormDialog
      mutation={delegate}
      fields={{ from: person.id }}
      trigger={<Button icon={<UserRoundPlus aria-hidden="true" />}>{away.begin}</Button>}
      title={away.beginTitle(person.name, self)}
      description={away.beginDescription}
      submit={away.submit}
      done={away.done}
    >
      {(state) => (
        <>
          <Field id="to" label={away.who} error={faultOf(state, "to")} required>
            <Select name="to" placeholder={away.choose} defaultValue={typedIn(state, "to") ?? ""} options={choices.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field id="starts_at" label={away.from} error={faultOf(state, "starts_at")} hint={away.fromHint(localZone())} optional>
              <MomentInput name="starts_at" />
            </Field>
            <Field id="ends_at" label={away.to} error={faultOf(state, "ends_at")} hint={away.toHint(most)} required>
              <MomentInput name="ends_at" min={new Date()} />
            </Field>
          </div>
          <Field id="note" label={away.note} error={faultOf(state, "note")} hint={away.noteHint} optional>
            <Input name="note" maxLength={500} autoComplete="off" defaultValue={typedIn(state, "note")} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
