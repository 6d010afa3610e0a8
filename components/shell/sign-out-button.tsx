"use client";

import { LogOut } from "lucide-react";
import { useFormStatus } from "react-dom";
import { personMenu as words } from "./words";

/** The last line of the person menu; sits in the form that signs out. */
export function SignOutButton() {
  const { pending } = useFormStatus();
  return (
    <button
      type="submit"
      disabled={pending}
      className="flex h-8 w-full items-center gap-2 rounded-sm px-2 text-left text-sm text-ink hover:bg-hover pointer-coarse:h-11"
    >
      <LogOut aria-hidden="true" className="size-4 text-muted" />
      {pending ? words.signingOut : words.signOut}
    </button>
  );
}
