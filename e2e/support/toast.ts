import { expect, type Page } from "playwright/test";

/** What the page says was done, before it goes away by itself. */
export const says = (page: Page, text: string | RegExp): Promise<void> => expect(page.getByText(text).first()).toBeVisible();
