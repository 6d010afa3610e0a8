"use client";

import { Tooltip as Primitive } from "radix-ui";
import { useState, type MouseEvent, type ReactElement, type ReactNode } from "react";

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
  const press = (event: MouseEvent) => {
    event.preventDefault();
    setOpen(true);
  };
  return (
    <Primitive.Provider delayDuration={250}>
      <Primitive.Root open={open} onOpenChange={setOpen}>
        <Primitive.Trigger asChild onClick={onPress ? press : undefined}>
          {children}
        </Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-60 max-w-72 animate-appear rounded-md bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-md"
          >
            {content}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
