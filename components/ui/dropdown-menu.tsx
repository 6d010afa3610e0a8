"use client";

import Link from "next/link";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { usePortalHome } from "./use-portal-home";

const itemClasses =
  "flex w-full items-center gap-2 rounded-sm px-2 py-1.5 text-sm text-ink outline-none select-none no-underline " +
  "pointer-coarse:min-h-11 data-highlighted:bg-hover data-disabled:text-faint [&_svg]:size-4 [&_svg]:text-muted";

/** A menu of commands, opened by `trigger`. */
export function DropdownMenu({ trigger, align = "end", children }: { trigger: ReactElement; align?: "start" | "end"; children: ReactNode }) {
  const { trigger: opener, home, findHome } = usePortalHome<HTMLButtonElement>();
  return (
    <Primitive.Root modal={false} onOpenChange={(open) => open && findHome()}>
      <Primitive.Trigger ref={opener} asChild>
        {trigger}
      </Primitive.Trigger>
      <Primitive.Portal container={home}>
        <Primitive.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-44 animate-appear rounded-lg bg-raised p-1 shadow-md"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type ItemProps = { icon?: ReactNode; danger?: boolean; disabled?: boolean; children: ReactNode };

/** A command. It does (`onSelect`) or goes (`href`). */
export function MenuItem({ icon, danger, disabled, children, ...does }: ItemProps & ({ onSelect: () => void } | { href: string })) {
  const look = cn(itemClasses, danger && "text-danger-ink [&_svg]:text-danger-ink");
  if ("href" in does) {
    return (
      <Primitive.Item asChild disabled={disabled}>
        <Link href={does.href} className={look}>
          {icon}
          {children}
        </Link>
      </Primitive.Item>
    );
  }
  return (
    <Primitive.Item disabled={disabled} onSelect={does.onSelect} className={cn(look, "cursor-pointer")}>
      {icon}
      {children}
    </Primitive.Item>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Primitive.Label className="px-2 py-1.5 text-xs text-muted">{children}</Primitive.Label>
);

export const MenuSeparator = () => <Primitive.Separator className="my-1 h-px bg-line" />;
