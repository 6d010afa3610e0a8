"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { passwordField as words } from "./words-account";

type Props = {
  /** Also its id. */
  name: string;
  label: string;
  /** `new` lets password managers offer one. */
  kind: "current" | "new";
  hint?: ReactNode;
  error?: string | undefined;
};

/** A password that can be looked at while it is typed. */
export function PasswordField({ name, label, kind, hint, error }: Props) {
  const [shown, show] = useState(false);
  const icon = shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />;
  return (
    <div className="relative">
      <Field id={name} label={label} hint={hint} error={error} required>
        <Input
          name={name}
          type={shown ? "text" : "password"}
          autoComplete={kind === "new" ? "new-password" : "current-password"}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={1000}
          // Whoever comes to sign in comes to type.
         
          className="h-9 pr-10 pointer-coarse:pr-12"
        />
      </Field>
      <IconButton
        label={shown ? words.hide : words.show}
        icon={icon}
        variant="ghost"
        size="small"
        onClick={() => show(!shown)}
        className="absolute top-7.5 right-1 pointer-coarse:top-6.5"
      />
    </div>
  );
}
