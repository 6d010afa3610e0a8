"use client";

import { UserRound } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { roleWord } from "@/components/people/roles";
import { closePopover, Popover } from "@/components/ui/popover";
import { personMenu as words } from "./words";

export type ShellPerson = { name: string; email: string; role: "auditor" | "reviewer" | "admin" };

/** Who is signed in. `signOut` is the form that ends the session. */
export function PersonMenu({ person, profile, signOut }: { person: ShellPerson; profile: string; signOut: ReactNode }) {
  return (
    <Popover
      label={words.label}
      buttonLabel={words.button(person.name)}
      buttonClassName="flex h-8 items-center gap-2 rounded-md px-1.5 text-sm hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
      button={
        <>
          <span aria-hidden="true" className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink">
            {initials(person.name)}
          </span>
          <span className="hidden max-w-40 truncate font-medium lg:block">{person.name}</span>
        </>
      }
      className="w-64 p-1"
    >
      <div className="px-2 py-2 text-sm">
        <p className="truncate font-medium">{person.name}</p>
        <p className="truncate text-muted">{person.email}</p>
        <p className="mt-1 text-xs text-muted">{roleWord(person.role)}</p>
      </div>
      <div className="my-1 h-px bg-line" />
      <Link
        href={profile}
        onClick={closePopover}
        className="flex h-8 items-center gap-2 rounded-sm px-2 text-sm text-ink no-underline hover:bg-hover pointer-coarse:h-11"
      >
        <UserRound aria-hidden="true" className="size-4 text-muted" />
        {words.profile}
      </Link>
      {signOut}
    </Popover>
  );
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return letters.map((part) => [...(part ?? "")][0] ?? "").join("").toUpperCase() || "?";
}
