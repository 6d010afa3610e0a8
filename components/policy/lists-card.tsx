"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { Policy } from "@/lib/policy/loop-view";
import { listsCard as text } from "./words-editor";

type Lists = NonNullable<Policy["lists"]>;
type Props = { lists: Lists; change: (lists: Lists) => void; faultAt: (pointer: string) => string | undefined };

const numeric = /^-?\d+(?:\.\d+)?$/;

/** Named lists that rules read: one entry to a line. */
export function ListsCard({ lists, change, faultAt }: Props) {
  const [name, setName] = useState("");
  const free = /^[a-z][a-z0-9_]{0,59}$/.test(name) && !Object.hasOwn(lists, name);
  return (
    <Card title={text.title} description={text.description}>
      <div className="flex flex-col gap-4">
        {Object.entries(lists).map(([list, entries]) => (
          <div key={list} className="flex items-start gap-2">
            <Field id={`lists.${list}`} label={list} error={faultAt(`/lists/${list}`)} hint={text.hint} className="flex-1">
              <Entries entries={entries} change={(next) => change({ ...lists, [list]: next })} />
            </Field>
            <IconButton label={text.remove(list)} icon={<X aria-hidden="true" />} className="mt-7" onClick={() => change(Object.fromEntries(Object.entries(lists).filter(([other]) => other !== list)))} />
          </div>
        ))}
        {Object.keys(lists).length === 0 && <p className="text-sm text-muted">{text.none}</p>}
        <div className="flex items-end gap-2">
          <Field label={text.new.label} className="max-w-72 flex-1">
            <Input value={name} placeholder={text.new.example} onChange={(event) => setName(event.target.value.trim())} />
          </Field>
          <Button
            icon={<Plus aria-hidden="true" />}
            disabledReason={free ? undefined : text.new.fault}
            onClick={() => {
              change({ ...lists, [name]: [] });
              setName("");
            }}
          >
            {text.add}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** Kept as typed while it has the focus, so that a line may be empty for a moment. */
function Entries({ entries, change }: { entries: (string | number)[]; change: (entries: (string | number)[]) => void }) {
  const [typed, setTyped] = useState<string>();
  return (
    <Textarea
      code
      value={typed ?? entries.join("\n")}
      onChange={(event) => {
        setTyped(event.target.value);
        change(event.target.value.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => (numeric.test(line) ? Number(line) : line)));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
