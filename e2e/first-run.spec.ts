import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "playwright/test";
import { looksRight } from "@/e2e/support/looks";

const run = promisify(execFile);
const ADMIN = { name: "Greta Gründer", email: "greta@first.example", password: "copper lantern walks at noon" };

test.use({ baseURL: process.env.E2E_EMPTY_URL });

test("nobody is here yet: an admin, an agent, its key and a first action, decided alone with password and reason", async ({ page }) => {
  test.setTimeout(120_000);

  await test.step("whatever is opened leads to the welcome page", async () => {
    await page.goto("/queue");
    await expect(page.getByRole("heading", { name: "Welcome" })).toBeVisible();
    await looksRight(page);
  });

  await test.step("a weak password is refused at its field", async () => {
    await page.getByLabel("Your name").fill(ADMIN.name);
    await page.getByLabel("Email").fill(ADMIN.email);
    await page.getByLabel("Password", { exact: true }).fill("password");
    await page.getByRole("button", { name: "Create the admin account" }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await looksRight(page);
  });

  await test.step("a good one creates the admin, and leads on to the first agent", async () => {
    await page.getByLabel("Your name").fill(ADMIN.name);
    await page.getByLabel("Email").fill(ADMIN.email);
    await page.getByLabel("Password", { exact: true }).fill(ADMIN.password);
    await page.getByRole("button", { name: "Create the admin account" }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("first-agent");
    await looksRight(page);
  });

  await test.step("the shown command, pasted into a terminal, proposes the first action", async () => {
    await page.getByRole("button", { name: "Create the agent and its key" }).click();
    const command = page.getByRole("figure").filter({ hasText: "First action" });
    await expect(command).toContainText("Idempotency-Key");
    await looksRight(page);
    const code = await command.locator("code").innerText();
    const { stdout } = await run("bash", ["-c", code.replace(/^curl /, "curl -sS ")]);
    expect(JSON.parse(stdout)).toMatchObject({ state: "pending" });
  });

  await test.step("it appears by itself", async () => {
    await page.getByRole("link", { name: "Look and decide" }).click();
    await expect(page.getByRole("button", { name: "Approve alone…" })).toBeVisible();
    await looksRight(page);
  });

  await test.step("deciding alone takes the password", async () => {
    await page.getByRole("button", { name: "Approve alone…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why it is right to go on").fill("The first one, to see that it works.");
    await dialog.getByLabel("Your password").fill("not my password at all");
    await dialog.getByRole("button", { name: "Approve" }).click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    await expect(dialog).toBeVisible();
  });

  await test.step("with it, the action takes effect, and says that it was decided alone", async () => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why it is right to go on").fill("The first one, to see that it works.");
    await dialog.getByLabel("Your password").fill(ADMIN.password);
    await dialog.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("alone, on their own")).toBeVisible();
    await looksRight(page);
  });

  await test.step("the welcome page is over", async () => {
    const other = await page.context().browser()!.newPage();
    await other.goto("/welcome");
    await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await other.close();
  });
});
