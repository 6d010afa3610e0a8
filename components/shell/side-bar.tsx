import { BrandLink } from "./brand-link";
import { NavLink } from "./nav-link";
import type { NavSection } from "./navigation";
import { navigation as words } from "./words";

/** The pages, beside the content, from 768px. */
export function SideBar({ navigation, home }: { navigation: readonly NavSection[]; home: string }) {
  return (
    <aside className="sticky top-0 hidden h-dvh w-52 shrink-0 flex-col overflow-y-auto border-r border-line bg-canvas md:flex lg:w-56">
      <div className="flex h-(--shell-top) shrink-0 items-center px-3">
        <BrandLink href={home} />
      </div>
      <nav aria-label={words.label} className="flex flex-col gap-5 px-2 py-2">
        {navigation.map((section, index) => (
          <NavList key={section.title ?? index} section={section} />
        ))}
      </nav>
    </aside>
  );
}

/** One section's links under its title. */
export function NavList({ section, onFollow }: { section: NavSection; onFollow?: () => void }) {
  return (
    <div>
      {section.title && <p className="px-2 pb-1 text-xs font-medium text-faint">{section.title}</p>}
      <ul className="flex flex-col gap-px">
        {section.items.map((item) => (
          <li key={item.href}>
            <NavLink item={item} onFollow={onFollow} />
          </li>
        ))}
      </ul>
    </div>
  );
}
