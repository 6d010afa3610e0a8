import { randomBytes, randomUUID } from "node:crypto";
import { connect } from "@/demo/agents/client";
import { looksRight } from "@/e2e/support/looks";
import { expect, test } from "@/e2e/support/test";
import { says } from "@/e2e/support/toast";

test("an admin creates an agent; its key is shown once, rotated with overlap, and revoked for good", async ({ as, baseURL }) => {
  const name = `errand-bot-${randomBytes(3).toString("hex")}`;
  const admin = await as("ada");
  const answers = (key: string) =>
    connect({ url: baseURL!, key, tries: 1 })
      .submit({ tool: "publish_post", params: { channel: "blog", text: "Fresh chairs" } }, { idempotencyKey: randomUUID() })
      .then(({ state }) => state as string, (error: { status?: number }) => `refused ${error.status}`);
  let first = "";
  let second = "";

  await test.step("a name that is taken is refused at its field", async () => {
    await admin.goto("/admin/agents");
    await looksRight(admin);
    await admin.getByRole("button", { name: "Create an agent" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("support-bot");
    await dialog.getByRole("button", { name: "Create agent" }).click();
    await expect(dialog.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await looksRight(admin);
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByRole("button", { name: "Create agent" }).click();
    await expect(dialog).toBeHidden();
  });

  await test.step("its key is shown, once", async () => {
    await admin.goto("/admin/agents");
    await admin.getByRole("link", { name }).click();
    await expect(admin.getByText("No keys yet")).toBeVisible();
    await looksRight(admin);
    await admin.getByRole("button", { name: "Create a key" }).click();
    const dialog = admin.getByRole("dialog");
    await looksRight(admin);
    await dialog.getByRole("button", { name: "Create key" }).click();
    await expect(dialog.getByText("This is the only time it is shown")).toBeVisible();
    first = (await dialog.locator("code").innerText()).trim();
    await looksRight(admin);
    await dialog.getByRole("button", { name: "Done" }).click();
    await admin.reload();
    await expect(admin.getByRole("table", { name: "Keys" })).toContainText(first.slice(-4));
    expect(await admin.content()).not.toContain(first);
    expect(await answers(first)).toBe("pending");
    await looksRight(admin);
  });

  await test.step("rotated, the old and the new one work side by side", async () => {
    await admin.getByRole("button", { name: "Rotate" }).click();
    const dialog = admin.getByRole("dialog");
    await dialog.getByRole("button", { name: "Rotate key" }).click();
    second = (await dialog.locator("code").innerText()).trim();
    await dialog.getByRole("button", { name: "Done" }).click();
    expect(second).not.toBe(first);
    expect(await answers(first)).toBe("pending");
    expect(await answers(second)).toBe("pending");
  });

  await test.step("revoked, a key is refused with its next request", async () => {
    const row = admin.getByRole("row").filter({ hasText: second.slice(-4) });
    await row.getByRole("button", { name: "Revoke" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
    await says(admin, "The key is revoked");
    await expect(row.getByText("Revoked")).toBeVisible();
    expect(await answers(second)).toBe("refused 401");
    expect(await answers(first)).toBe("pending");
  });

  await test.step("what it proposed stays in the history", async () => {
    await admin.getByRole("link", { name: "What it proposed" }).click();
    await expect(admin.getByRole("heading", { name: "History", level: 1 })).toBeVisible();
    await expect(admin.getByRole("list", { name: "Actions" }).getByRole("listitem")).toHaveCount(4);
    await looksRight(admin);
  });
});
