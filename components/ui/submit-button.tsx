"use client";

import type { MouseEvent } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** Submits the form around it and shows that the form is on its way. A second press does nothing. */
export function SubmitButton({ variant = "primary", pending, onClick, ...rest }: ButtonProps) {
  const status = useFormStatus();
  const busy = pending ?? status.pending;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return <Button type="submit" variant={variant} pending={busy} onClick={press} {...rest} />;
}
