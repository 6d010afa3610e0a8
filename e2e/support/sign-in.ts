import type { Page } from "playwright/test";
import { expect } from "playwright/test";
import { paths } from "@/lib/paths";

type Credentials = { email: string; password: string };

/** Signs in as a person does, and ends on the page that was asked for. */
export async function signIn(page: Page, credentials: Credentials, to: string = paths.queue): Promise<void> {
  await giveCredentials(page, credentials, to);
  await expect(page.getByRole("button", { name: /^Signed in as/ })).toBeVisible();
}

/** What they do to sign in, whether or not it lets them in. */
export async function giveCredentials(page: Page, { email, password }: Credentials, to: string = paths.queue): Promise<void> {
  await page.goto(to);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
