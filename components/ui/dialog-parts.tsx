import type { ReactNode } from "react";

export const overlayClasses = "fixed inset-0 z-50 bg-overlay animate-appear";

export const panelClasses =
  "fixed z-50 flex flex-col bg-raised text-ink shadow-lg animate-rise focus:outline-none " +
  "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl pb-[env(safe-area-inset-bottom)] " +
  "sm:inset-x-4 sm:top-[12dvh] sm:bottom-auto sm:mx-auto sm:max-h-[80dvh] sm:max-w-lg sm:rounded-xl sm:pb-0";

type Props = { title: ReactNode; description: ReactNode; footer: ReactNode; children: ReactNode };

/** Heading, scrolling body and a footer that stays in view. */
export function DialogTexts({ title, description, footer, children }: Props) {
  return (
    <>
      <div className="shrink-0 px-5 pt-4 pr-14">
        {title}
        {description}
      </div>
      <div className="min-h-0 overflow-y-auto px-5 pt-3 pb-5">{children}</div>
      {footer && (
        <div className="flex shrink-0 flex-col-reverse gap-2 border-t border-line px-5 py-3 sm:flex-row sm:justify-end">{footer}</div>
      )}
    </>
  );
}
