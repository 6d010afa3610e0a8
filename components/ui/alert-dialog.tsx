"use client";

import { AlertDialog as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button";
import { DialogTexts, overlayClasses, panelClasses } from "./dialog-parts";
import { dialog as words } from "./words";

type Props = {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  cancelLabel?: string;
  /** The button that does it: a Button, or a SubmitButton with `form="…"` of a form in `children`. */
  confirm: ReactElement;
  /** Pressing `confirm` closes it at once; otherwise whoever opened it closes it when the work is done. */
  closeOnConfirm?: boolean;
  children?: ReactNode;
};

/** Asks before something that matters: only its buttons and Escape close it, and Cancel has the focus. */
export function AlertDialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  cancelLabel = words.cancel,
  confirm,
  closeOnConfirm = false,
  children,
}: Props) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content className={panelClasses}>
          <DialogTexts
            title={<Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>}
            description={
              <Primitive.Description asChild>
                <div className="mt-1 text-sm text-muted">{description}</div>
              </Primitive.Description>
            }
            footer={
              <>
                <Primitive.Cancel asChild>
                  <Button>{cancelLabel}</Button>
                </Primitive.Cancel>
                {closeOnConfirm ? <Primitive.Action asChild>{confirm}</Primitive.Action> : confirm}
              </>
            }
          >
            {children}
          </DialogTexts>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
