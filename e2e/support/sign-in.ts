import type { Page } from "playwright/test";
import { expect } from "playwright/test";
import { paths } from "@/lib/paths";

/** Signs in as a person does, and ends on the page that was asked for. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }, to: string = paths.queue): Promise<void> {
  await page.goto(to);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: /^Signed in as/ })).toBeVisible();
}
