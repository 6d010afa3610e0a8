import type { ReactNode } from "react";
import { BottomBar } from "./bottom-bar";
import { BrandLink } from "./brand-link";
import type { NavSection } from "./navigation";
import { PersonMenu, type ShellPerson } from "./person-menu";
import { SideBar } from "./side-bar";
import { SkipLink } from "./skip-link";

type Props = {
  navigation: readonly NavSection[];
  /** Where the brand leads. */
  home: string;
  person: ShellPerson;
  profile: string;
  /** A form around a SignOutButton. */
  signOut: ReactNode;
  /** In the header, beside the person: the kill switch. */
  halt?: ReactNode;
  /** In the header, before the person: the bell. */
  notices?: ReactNode;
  /** Above everything, while something is halted. */
  banner?: ReactNode;
  children: ReactNode;
};

/**
 * The console around every page. A page whose parts scroll by themselves says `data-desk` and gets the whole window.
 * Sticky bars of a page stand clear of it with `top-(--shell-top)` and
 * `bottom-(--shell-bottom)`.
 */
export function Shell({ navigation, home, person, profile, signOut, halt, notices, banner, children }: Props) {
  return (
    <div className="flex min-h-dvh has-[[data-desk]]:h-dvh">
      <SkipLink />
      <SideBar navigation={navigation} home={home} />
      <div className="flex min-w-0 flex-1 flex-col pb-(--shell-bottom)">
        <header className="sticky top-0 z-30 flex h-(--shell-top) items-center gap-2 border-b border-line bg-canvas px-4 sm:px-6 print:hidden">
          <BrandLink href={home} className="md:hidden" />
          <div className="ml-auto flex items-center gap-1.5">
            {halt}
            {notices}
            <PersonMenu person={person} profile={profile} signOut={signOut} />
          </div>
        </header>
        {banner}
        <main id="main" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 py-5 has-[[data-desk]]:min-h-0 has-[[data-desk]]:max-w-none has-[[data-desk]]:p-0 sm:px-6 sm:py-6">
          {children}
        </main>
      </div>
      <BottomBar navigation={navigation} />
    </div>
  );
}
