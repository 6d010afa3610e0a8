"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { DialogTexts, overlayClasses, panelClasses } from "./dialog-parts";
import { IconButton } from "./icon-button";

type Props = {
  /** The button that opens it; leave out when `open` is driven from outside. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
};

/** A dialog that may be dismissed by Escape or a click beside it. A sheet from below on phones. */
export function Dialog({ trigger, open, onOpenChange, title, description, footer, wide, children }: Props) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content {...(!description && { "aria-describedby": undefined })} className={cn(panelClasses, wide && "sm:max-w-2xl")}>
          <DialogTexts
            title={<Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>}
            description={description && <Primitive.Description className="mt-1 text-sm text-muted">{description}</Primitive.Description>}
            footer={footer}
          >
            {children}
          </DialogTexts>
          <Primitive.Close asChild>
            <IconButton label="Close" icon={<X aria-hidden="true" />} className="absolute top-3 right-3" />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Closes the dialog around it when its one button is pressed. */
export const DialogClose = ({ children }: { children: ReactElement }) => <Primitive.Close asChild>{children}</Primitive.Close>;
