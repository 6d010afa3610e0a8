"use client";

import { Menu } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { BottomLink, bottomItemClasses } from "./nav-link";
import { isCurrent, type NavSection } from "./navigation";
import { NavList } from "./side-bar";
import { navigation as words } from "./words";

/** The first section's pages within reach of a thumb, the others behind "More". Below 768px. */
export function BottomBar({ navigation }: { navigation: readonly NavSection[] }) {
  const [first, ...others] = navigation;
  if (!first) return null;
  return (
    <nav
      aria-label={words.label}
      className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      <ul className="flex">
        {first.items.map((item) => (
          <li key={item.href} className="min-w-0 flex-1">
            <BottomLink item={item} />
          </li>
        ))}
        {others.length > 0 && (
          <li className="min-w-0 flex-1">
            <More sections={others} />
          </li>
        )}
      </ul>
    </nav>
  );
}

function More({ sections }: { sections: readonly NavSection[] }) {
  const [open, setOpen] = useState(false);
  const pathname = usePathname();
  const current = sections.some(({ items }) => items.some(({ href }) => isCurrent(href, pathname)));
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={words.more}
      trigger={
        <button type="button" className={bottomItemClasses(current)}>
          <Menu aria-hidden="true" className="size-5" />
          {words.more}
        </button>
      }
    >
      <nav aria-label={words.more} className="-mx-2 flex flex-col gap-4">
        {sections.map((section, index) => (
          <NavList key={section.title ?? index} section={section} onFollow={() => setOpen(false)} />
        ))}
      </nav>
    </Dialog>
  );
}
