import { test as base, type BrowserContext, type Page } from "playwright/test";
import { person, type Name } from "./demo";
import { signIn } from "./sign-in";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
// Signed in once per process; every page of a story has a browser of its own.
const states = new Map<Name, State>();

type Fixtures = {
  /** A page of somebody of the cast, signed in. */
  as: (name: Name) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  as: async ({ browser }, use) => {
    const open: BrowserContext[] = [];
    await use(async (name) => {
      const known = states.get(name);
      const context = await browser.newContext(known ? { storageState: known } : {});
      open.push(context);
      const page = await context.newPage();
      if (!known) {
        await signIn(page, person(name));
        states.set(name, await context.storageState());
      }
      return page;
    });
    await Promise.all(open.map((context) => context.close()));
  },
});

export { expect } from "playwright/test";
