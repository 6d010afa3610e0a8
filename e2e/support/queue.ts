import { expect, type Locator, type Page } from "playwright/test";
import { agentNamed } from "./agent-named";

export const agent = () => agentNamed("support-bot");
/** A refund that waits for a reviewer; told from others by its sum, and found by its reason. */
export const refund = (reason: string, amount: number) => agent().propose("process_refund", { order: "ord_2001", customer: "cus_1001", amount, currency: "USD", reason });

const named = (amount: number) => new RegExp(`Refund \\$${amount}\\.00 `);
/** Its row in the queue. */
export const row = (page: Page, amount: number): Locator => page.locator("a[id^='row-']").and(page.getByRole("link", { name: named(amount) }));
/** The action beside the rows. */
export const beside = (page: Page, amount: number): Locator => page.getByRole("article", { name: named(amount) });
/** Its payload has been on the screen: before that no key decides. */
export const seen = (page: Page, amount: number): Promise<void> => expect(beside(page, amount)).toHaveAttribute("data-seen", "true");
/** What waits for this person and contains the word. */
export const queueOf = (word: string) => `/queue?view=mine&text=${word}`;
