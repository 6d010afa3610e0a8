import { navigation as words } from "./words";

/** The first stop of the Tab key: past the navigation, into the page. */
export const SkipLink = () => (
  <a
    href="#main"
    className="fixed top-2 left-2 z-60 -translate-y-20 rounded-md bg-accent px-3 py-2 text-sm font-medium text-on-accent no-underline focus:translate-y-0"
  >
    {words.skip}
  </a>
);
