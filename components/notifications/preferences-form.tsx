"use client";

import type { ReactNode } from "react";
import { SavedForm } from "@/components/saved-form";
import { TOPIC_NAMES, WAYS, type Way } from "@/lib/deliveries/view";
import type { Mutation } from "@/lib/next/mutation-state";
import { words } from "./words";

const { preferences: text } = words;
const TIERS = ["low", "medium", "high"] as const;

type Chosen = { topics: string[]; tiers: string[]; groupIds: string[] };
type Props = {
  preferences: Record<Way, Chosen>;
  groups: readonly { value: string; label: string }[];
  /** Why a channel reaches nobody yet. */
  notes: readonly string[];
  set: Mutation<null>;
};

/** What a person hears of, by channel: one box for each of both. */
export function PreferencesForm({ preferences, groups, notes, set }: Props) {
  const rows = (part: keyof Chosen, choices: readonly { value: string; label: string; hint?: string }[]) =>
    choices.map(({ value, label, hint }) => (
      <tr key={value}>
        <th scope="row" className="py-1 pr-2 text-left font-normal">
          {label}
          {hint && <span className="block text-xs text-muted">{hint}</span>}
        </th>
        {WAYS.map((way) => (
          <td key={way} className="p-0 text-center">
            {insteadOf(way, part, value) ?? <Box way={way} part={part} value={value} label={label} chosen={preferences[way][part].includes(value)} />}
          </td>
        ))}
      </tr>
    ));
  return (
    <SavedForm key={JSON.stringify(preferences)} change={set} save={text.save} saved={text.saved}>
      {() => (
        <>
          {notes.map((note) => (
            <p key={note} className="text-sm text-muted">
              {note}
            </p>
          ))}
          <table className="w-full border-collapse text-sm">
            <caption className="sr-only">{text.table}</caption>
            <thead>
              <tr className="border-b border-line text-xs text-muted">
                <th scope="col">
                  <span className="sr-only">{text.what}</span>
                </th>
                {WAYS.map((way) => (
                  <th key={way} scope="col" className="w-16 px-1 py-1 text-center font-medium sm:w-28">
                    {text.ways[way]}
                  </th>
                ))}
              </tr>
            </thead>
            <Part title={text.what}>{rows("topics", TOPIC_NAMES.map((topic) => ({ value: topic, label: text.topics[topic].word, hint: text.topics[topic].hint })))}</Part>
            <Part title={text.tiers.title}>{rows("tiers", TIERS.map((tier) => ({ value: tier, label: text.tiers[tier] })))}</Part>
            {groups.length > 1 && (
              <Part title={text.groups.title} hint={text.groups.hint}>
                {rows("groupIds", groups)}
              </Part>
            )}
          </table>
        </>
      )}
    </SavedForm>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <tbody className="border-b border-line last:border-b-0 [&>tr:last-child>*]:pb-2">
      <tr>
        <th scope="rowgroup" colSpan={WAYS.length + 1} className="pt-3 pb-1 text-left font-medium">
          {title}
          {hint && <span className="block text-xs font-normal text-muted">{hint}</span>}
        </th>
      </tr>
      {children}
    </tbody>
  );
}

/** The whole cell is the target. */
function Box({ way, part, value, label, chosen }: { way: Way; part: string; value: string; label: string; chosen: boolean }) {
  return (
    <label className="flex min-h-8 cursor-pointer items-center justify-center rounded-md hover:bg-sunken pointer-coarse:min-h-11">
      <input type="checkbox" name={`${way}.${part}[]`} value={value} defaultChecked={chosen} aria-label={text.box(label, text.ways[way])} className="size-4 accent-accent pointer-coarse:size-5" />
    </label>
  );
}

/** In the application these two have places of their own. */
function insteadOf(way: Way, part: keyof Chosen, value: string): ReactNode {
  if (way !== "app" || part !== "topics" || (value !== "pending" && value !== "decided")) return undefined;
  return <span className="text-xs text-muted">{text.elsewhere[value]}</span>;
}
