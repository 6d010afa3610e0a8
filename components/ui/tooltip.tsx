"use client";

import { Tooltip as Primitive } from "radix-ui";
import { useState, type MouseEvent, type ReactElement, type ReactNode } from "react";
import { usePortalHome } from "./use-portal-home";

type Props = {
  content: ReactNode;
  /** One element that takes focus. */
  children: ReactElement;
  side?: "top" | "right" | "bottom" | "left";
  /** Also opens on click or tap: for buttons that do nothing else. */
  onPress?: boolean;
};

/** A hint on hover and focus. Never the only place of something that must be known. */
export function Tooltip({ content, children, side = "top", onPress = false }: Props) {
  const [open, setOpen] = useState(false);
  const { trigger, home, findHome } = usePortalHome<HTMLButtonElement>();
  const show = (next: boolean) => {
    if (next) findHome();
    setOpen(next);
  };
  const press = (event: MouseEvent) => {
    event.preventDefault();
    show(true);
  };
  return (
    <Primitive.Provider delayDuration={250}>
      <Primitive.Root open={open} onOpenChange={show}>
        <Primitive.Trigger ref={trigger} asChild onClick={onPress ? press : undefined}>
          {children}
        </Primitive.Trigger>
        <Primitive.Portal container={home}>
          <Primitive.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-60 max-w-72 animate-appear rounded-md bg-ink px-2.5 py-1.5 text-left font-sans text-xs font-normal whitespace-normal text-canvas shadow-md"
          >
            {content}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
