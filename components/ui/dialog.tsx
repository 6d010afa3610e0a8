"use client";

import { Slot } from "radix-ui";
import { createContext, useContext, useState, type ReactElement } from "react";
import type { DialogContent } from "./dialog-window";
import { onDemand } from "./on-demand";

type Props = DialogContent & {
  /** The button that opens it; leave out when `open` is driven from outside. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** What every dialog needs and no page does, until one is opened. */
export const DialogWindow = onDemand(async () => (await import("./dialog-window")).DialogWindow);

const Closing = createContext<() => void>(() => undefined);

/** A dialog that may be dismissed by Escape or a click beside it. A sheet from below on phones. */
export function Dialog({ trigger, open: given, onOpenChange, ...content }: Props) {
  const [own, setOwn] = useState(false);
  const open = given ?? own;
  const change = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const close = () => change(false);
  return (
    <>
      {trigger && (
        <Slot.Root aria-haspopup="dialog" aria-expanded={open} onClick={() => change(true)}>
          {trigger}
        </Slot.Root>
      )}
      {open && (
        <Closing value={close}>
          <DialogWindow close={close} {...content} />
        </Closing>
      )}
    </>
  );
}

/** Closes the dialog around it when its one button is pressed. */
export const DialogClose = ({ children }: { children: ReactElement }) => <Slot.Root onClick={useContext(Closing)}>{children}</Slot.Root>;
