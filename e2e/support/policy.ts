import type { Page } from "playwright/test";
import { expect } from "playwright/test";
import { says } from "@/e2e/support/toast";

/** Waits until the editor has kept what was typed and found nothing wrong with it. */
export const kept = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Draft saved" })).toContainText("No faults");

/** Publishes the draft that stands in the editor; it must loosen nothing. */
export async function publishDraft(page: Page, reason: string): Promise<void> {
  await kept(page);
  await page.getByRole("link", { name: "4 Publish" }).click();
  await page.getByLabel("Reason").fill(reason);
  await page.getByRole("button", { name: /^Publish version/ }).click();
  await says(page, /^Published as version/);
}

/** The policy in force as text, as anybody exports it. */
export async function exported(page: Page): Promise<string> {
  await page.goto("/admin/policy");
  const href = await page.getByRole("link", { name: /^Export version/ }).getAttribute("href");
  const answer = await page.request.get(href!);
  expect(answer.headers()["content-type"]).toContain("yaml");
  return answer.text();
}
