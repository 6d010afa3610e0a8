"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { cn } from "./cn";
import { DialogTexts, overlayClasses, panelClasses } from "./dialog-parts";
import { IconButton } from "./icon-button";
import { dialog as words } from "./words";

export type DialogContent = { title: ReactNode; description?: ReactNode; footer?: ReactNode; wide?: boolean; children?: ReactNode };

/** The dialog itself, while it is open. Comes on demand: see dialog.tsx. */
export function DialogWindow({ close, title, description, footer, wide, children }: DialogContent & { close: () => void }) {
  const before = useRef(document.activeElement);
  return (
    <Primitive.Root open onOpenChange={(next) => !next && close()}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayClasses} />
        <Primitive.Content
          {...(!description && { "aria-describedby": undefined })}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
          }}
          className={cn(panelClasses, wide && "sm:max-w-2xl")}
        >
          <DialogTexts
            title={<Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>}
            description={description && <Primitive.Description className="mt-1 text-sm text-muted">{description}</Primitive.Description>}
            footer={footer}
          >
            {children}
          </DialogTexts>
          <Primitive.Close asChild>
            <IconButton label={words.close} icon={<X aria-hidden="true" />} className="absolute top-3 right-3 pointer-coarse:top-1.5" />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
