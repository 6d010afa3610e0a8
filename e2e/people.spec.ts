import { randomBytes } from "node:crypto";
import { looksRight } from "@/e2e/support/looks";
import { giveCredentials } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";

test("an admin invites somebody, changes what they may do, and ends their session at once by deactivating them", async ({ as, browser }) => {
  const tag = randomBytes(3).toString("hex");
  const zoe = { name: `Zoe ${tag}`, email: `zoe-${tag}@acme.example`, password: "quiet harbour seven pancakes" };
  const admin = await as("ada");
  const context = await browser.newContext();
  const theirs = await context.newPage();
  let link = "";

  await test.step("an address that is none is refused at its field", async () => {
    await admin.goto("/admin/people");
    await looksRight(admin);
    await admin.getByRole("button", { name: "Invite somebody" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByLabel("Email").fill("not an address");
    await dialog.getByRole("button", { name: "Make the link" }).click();
    await expect(dialog.getByLabel("Email")).toHaveAttribute("aria-invalid", "true");
    await looksRight(admin);
  });

  await test.step("an invitation is a link, shown once", async () => {
    const dialog = admin.getByRole("dialog");
    await dialog.getByLabel("Email").fill(zoe.email);
    await dialog.getByRole("checkbox", { name: "reviewers" }).check();
    await dialog.getByRole("button", { name: "Make the link" }).click();
    await expect(dialog.getByText("This is the only time it is shown")).toBeVisible();
    link = (await dialog.locator("code").innerText()).trim();
    await looksRight(admin);
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(admin.getByRole("heading", { name: "Open invitations" })).toBeVisible();
  });

  await test.step("with it they choose a name and a password, and are in", async () => {
    await theirs.goto(link);
    await expect(theirs.getByRole("heading", { name: "You are invited" })).toBeVisible();
    await looksRight(theirs);
    await theirs.getByLabel("Your name").fill(zoe.name);
    await theirs.getByLabel("Password", { exact: true }).fill(zoe.password);
    await theirs.getByRole("button", { name: "Accept and sign in" }).click();
    await expect(theirs.getByRole("heading", { name: "Queue", level: 1 })).toBeVisible();
  });

  await test.step("the link is over", async () => {
    const other = await browser.newContext();
    const page = await other.newPage();
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "This link is over" })).toBeVisible();
    await looksRight(page);
    await other.close();
  });

  await test.step("a reviewer does not see the admin's pages", async () => {
    await theirs.goto("/admin/people");
    await expect(theirs.getByRole("heading", { level: 1 })).not.toHaveText("People");
    await looksRight(theirs);
  });

  await test.step("their profile shows them and where they are signed in", async () => {
    await theirs.goto("/profile");
    await expect(theirs.getByText("This session")).toBeVisible();
    await looksRight(theirs);
  });

  await test.step("an auditor reads and decides nothing", async () => {
    await admin.goto("/admin/people");
    await admin.getByRole("link", { name: zoe.name }).click();
    await expect(admin.getByRole("heading", { name: zoe.name, level: 1 })).toBeVisible();
    await looksRight(admin);
    await admin.getByRole("button", { name: "Change role" }).click();
    await admin.getByRole("dialog").getByRole("radio", { name: /Auditor/ }).check();
    await admin.getByRole("dialog").getByRole("button", { name: "Change role" }).click();
    await says(admin, "The role is changed");
  });

  await test.step("deactivated, they are out with their next click", async () => {
    await theirs.goto("/history");
    await expect(theirs.getByRole("heading", { name: "History", level: 1 })).toBeVisible();
    await admin.getByRole("button", { name: "Deactivate" }).click();
    const dialog = admin.getByRole("alertdialog");
    await expect(dialog.getByText("They are signed out everywhere, at once.")).toBeVisible();
    await dialog.getByLabel("Reason").fill("Left the company");
    await dialog.getByRole("button", { name: "Deactivate" }).click();
    await says(admin, `${zoe.name} is deactivated`);
    await theirs.getByRole("link", { name: "Queue" }).first().click();
    await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
  });

  await test.step("and their password opens nothing any more", async () => {
    await giveCredentials(theirs, zoe);
    await expect(theirs.getByRole("main").getByRole("alert")).toBeVisible();
    await looksRight(theirs);
  });
  await context.close();
});
