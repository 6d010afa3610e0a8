import type { ReactNode } from "react";
import { Brand } from "./brand";

/** A whole page that says one thing: not found, went wrong, signed out. */
export function MessagePage({ title, children, actions, as: Element = "main" }: { title: string; children: ReactNode; actions?: ReactNode; as?: "main" | "div" }) {
  return (
    <Element className="mx-auto flex min-h-[70dvh] w-full max-w-md flex-col justify-center px-4 py-12">
      {Element === "main" && <Brand className="mb-8" />}
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 text-base text-muted">{children}</div>
      {actions && <div className="mt-6 flex flex-wrap gap-2">{actions}</div>}
    </Element>
  );
}
