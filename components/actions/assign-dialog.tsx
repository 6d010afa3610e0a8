"use client";

import { Command } from "cmdk";
import { Search, UserRound, Users, Undo2 } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { ActionInFull } from "@/lib/actions/shown/person-view";
import type { Assignees } from "@/lib/actions/shown/review-view";
import { assign as words } from "./words-assign";
import { readAssignees, sendAssignment, type Trouble } from "./requests";

type To = { person: string } | { group: string } | null;
type Props = { action: ActionInFull; close: () => void; /** `leaves`: it waits on this person no more. */ assigned: (name: string | null, leaves: boolean) => void };

/** Asks somebody else to decide it: by their first letters and Enter, or by a press on them. */
export function AssignDialog({ action, close, assigned }: Props) {
  const [known, know] = useState<Assignees | null>(null);
  const [fault, setFault] = useState<string>();
  const [note, setNote] = useState("");
  const [pending, setPending] = useState(false);
  useEffect(() => {
    readAssignees(action.id).then(know, (error: Trouble) => setFault(error.message));
  }, [action.id]);
  const choose = (to: To, name: string | null, leaves: boolean) => {
    if (pending) return;
    setPending(true);
    setFault(undefined);
    sendAssignment(action.id, to, note.trim()).then(
      () => {
        close();
        assigned(name, leaves);
      },
      (error: Trouble) => {
        setFault(error.message);
        setPending(false);
      },
    );
  };
  const asked = action.review.assigned;
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={words.title} description={words.description}>
      <div className="flex flex-col gap-4">
        <Command label={words.who} loop className="flex flex-col gap-2">
          <div className="flex items-center gap-2.5 rounded-md border border-edge px-2.5 focus-within:outline-2 focus-within:outline-accent">
            <Search aria-hidden="true" className="size-4 shrink-0 text-faint" />
            <Command.Input placeholder={words.placeholder} className="h-9 w-full min-w-0 bg-transparent text-sm outline-none placeholder:text-faint pointer-coarse:h-11" />
          </div>
          {!known && !fault && (
            <div role="status" aria-label={words.loading} className="flex flex-col gap-2 p-2.5">
              <Skeleton className="w-2/3" />
              <Skeleton className="w-1/2" />
            </div>
          )}
          {known && (
            <Command.List aria-busy={pending} className="max-h-64 overflow-y-auto">
              <Command.Empty className="px-2.5 py-4 text-sm text-muted">{known.people.length + known.groups.length === 0 ? words.nobody : words.none}</Command.Empty>
              {asked && (
                <Item value={words.back} onSelect={() => choose(null, null, false)} icon={<Undo2 />}>
                  {words.back} <span className="text-muted">{words.now(asked.name)}</span>
                </Item>
              )}
              {known.people.map(({ id, name }) => (
                <Item key={id} value={`${name} ${id}`} onSelect={() => choose({ person: id }, name, true)} icon={<UserRound />}>
                  {name}
                </Item>
              ))}
              {known.groups.map(({ id, name, mine }) => (
                <Item key={id} value={`${name} ${id}`} onSelect={() => choose({ group: id }, name, !mine)} icon={<Users />}>
                  {name} <span className="text-muted">{words.group}</span>
                </Item>
              ))}
            </Command.List>
          )}
          {fault && (
            <p role="alert" className="text-sm font-medium text-danger-ink">
              {fault}
            </p>
          )}
        </Command>
        <Field label={words.note} hint={words.noteHint} optional>
          <Input maxLength={2000} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}

function Item({ value, onSelect, icon, children }: { value: string; onSelect: () => void; icon: ReactNode; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
    >
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
    </Command.Item>
  );
}
