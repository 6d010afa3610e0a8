"use client";

import { useEffect, useId, useRef, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode } from "react";
import { place } from "./place";

type Props = { reason: string; className: string; label?: string | undefined; children: ReactNode };

const SHOW_MS = 250;
/** Long enough for the pointer to reach the reason itself. */
const HIDE_MS = 150;

/** A button that cannot be used now and says why: on hover, focus, tap and to screen readers. */
export function RefusedButton({ reason, className, label, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = () => {
    clearTimeout(timer.current);
    if (!tip.current?.isConnected || !button.current) return;
    if (!tip.current.matches(":popover-open")) tip.current.showPopover();
    place(tip.current, { side: "above", align: "centre" }, button.current);
  };
  const hide = () => {
    clearTimeout(timer.current);
    if (tip.current?.matches(":popover-open")) tip.current.hidePopover();
  };
  const soon = ({ pointerType }: PointerEvent, work: () => void, ms: number) => {
    if (pointerType !== "mouse") return;
    clearTimeout(timer.current);
    timer.current = setTimeout(work, ms);
  };
  const press = (event: MouseEvent) => {
    event.preventDefault();
    show();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-disabled="true"
        aria-describedby={id}
        aria-label={label}
        className={className}
        onClick={press}
        onPointerEnter={(event) => soon(event, show, SHOW_MS)}
        onPointerLeave={(event) => soon(event, hide, HIDE_MS)}
        onFocus={({ target }) => target.matches(":focus-visible") && show()}
        onBlur={hide}
        onKeyDown={({ key }: KeyboardEvent) => key === "Escape" && hide()}
      >
        {children}
      </button>
      <span
        ref={tip}
        id={id}
        role="tooltip"
        popover="manual"
        onPointerEnter={() => clearTimeout(timer.current)}
        onPointerLeave={(event) => soon(event, hide, HIDE_MS)}
        className="inset-auto max-w-72 animate-appear rounded-md bg-ink px-2.5 py-1.5 text-left font-sans text-xs font-normal whitespace-normal text-canvas shadow-md"
      >
        {reason}
      </span>
    </>
  );
}
