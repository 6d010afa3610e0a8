"use client";

import { useId, useLayoutEffect, useRef, useState, type MouseEvent, type ReactNode, type ToggleEvent } from "react";
import { cn } from "./cn";
import { place } from "./place";

type Props = {
  /** What it holds, for screen readers. */
  label: string;
  /** On the button that opens it. */
  button: ReactNode;
  buttonLabel?: string;
  buttonClassName: string;
  className: string;
  children: ReactNode;
};

const FOCUSABLE = "a[href], button:not(:disabled), input, select";

/** For a link within: the page that it leads to may have the same popover. */
export const closePopover = ({ currentTarget }: MouseEvent<HTMLElement>): void => currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();

/** A small panel under its button. The browser closes it: on Escape, and on a press beside it. */
export function Popover({ label, button, buttonLabel, buttonClassName, className, children }: Props) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!open || !panel.current || !opener.current) return;
    place(panel.current, { side: "below", align: "end" }, opener.current);
    panel.current.querySelector<HTMLElement>(FOCUSABLE)?.focus();
  }, [open]);
  return (
    <>
      <button ref={opener} type="button" popoverTarget={id} aria-haspopup="dialog" aria-expanded={open} aria-label={buttonLabel} className={buttonClassName}>
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        data-state={open ? "open" : "closed"}
        onToggle={(event: ToggleEvent) => setOpen(event.newState === "open")}
        className={cn("inset-auto animate-appear rounded-lg bg-raised text-ink shadow-md", className)}
      >
        {open && children}
      </div>
    </>
  );
}
